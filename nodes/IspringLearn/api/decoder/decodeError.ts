import { ApiError } from '../apiError';

/** Levels of objects, lists or elements that a body may nest. Records need about five. */
export const MAX_DEPTH = 20;

/** Why a body is not a page, and what was found in it. Excerpts are short and on one line. */
export interface DecodeReasons {
	/** The body is empty. */
	emptyBody: undefined;
	/** A page that a token led to holds neither a list nor a token. */
	missingPage: undefined;
	webPage: undefined;
	plainText: { excerpt: string };
	/** A JSON list without an object around it. */
	bareList: undefined;
	bareValue: { excerpt: string };
	incompleteJson: undefined;
	/** `position` is the index of the first wrong character, or null when the text ends too early. */
	incompleteXml: { position: number | null };
	unreadableXml: { parserMessage: string };
	incompleteCharacter: undefined;
	invalidBytes: { charset: string };
	unknownCharset: { charset: string };
	documentType: undefined;
	/** Nested deeper than `MAX_DEPTH`. */
	tooDeep: undefined;
	foreignRoot: { root: string };
	rootWithoutFields: undefined;
	unreadableToken: undefined;
	/** A message instead of the list. `records` is the name of the endpoint. */
	messageInstead: { excerpt: string; records: string };
	/** Other fields instead of the list. */
	fieldsInstead: { excerpt: string; records: string };
	/** The value under the list's name is not a list. */
	notAList: { list: string };
	notRecords: { list: string };
}

/** The kinds of reasons. A body that is `damaged`, `garbled` or `empty` may arrive whole on the next try. */
export type DecodeErrorKind =
	| 'empty'
	| 'html'
	| 'text'
	| 'bare'
	| 'damaged'
	| 'garbled'
	| 'charset'
	| 'unsafe'
	| 'foreign';

const KINDS: Readonly<Record<keyof DecodeReasons, DecodeErrorKind>> = {
	emptyBody: 'empty',
	missingPage: 'empty',
	webPage: 'html',
	plainText: 'text',
	bareList: 'bare',
	bareValue: 'bare',
	incompleteJson: 'damaged',
	incompleteXml: 'damaged',
	unreadableXml: 'damaged',
	incompleteCharacter: 'damaged',
	invalidBytes: 'garbled',
	unknownCharset: 'charset',
	documentType: 'unsafe',
	tooDeep: 'foreign',
	foreignRoot: 'foreign',
	rootWithoutFields: 'foreign',
	unreadableToken: 'foreign',
	messageInstead: 'foreign',
	fieldsInstead: 'foreign',
	notAList: 'foreign',
	notRecords: 'foreign',
};

/** A body that must not pass for a page: reading it could lose rows silently. */
export class DecodeError extends ApiError<DecodeReasons> {
	override name = 'DecodeError';

	get kind(): DecodeErrorKind {
		return KINDS[this.reason];
	}
}

/** Shortens a text for a message: to one line with a maximum length. */
export function excerpt(text: string, length = 120): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > length ? `${line.slice(0, length)}…` : line;
}
