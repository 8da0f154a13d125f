/**
 * Checks that a text is one complete, well-formed XML 1.0 document without a document type. saxes does
 * the work: fast-xml-parser and its validator accept much of what a truncated or altered response
 * contains, such as `]]>` in text, or text after the root element.
 *
 * Three things are accepted although XML 1.0 forbids them, because people paste them into titles:
 * undeclared entities (`&nbsp;`), control characters, and numeric references to code points that are
 * not characters, including lone surrogates. JSON allows the last two as well.
 */
import { SaxesParser } from 'saxes';
import { isNonCharacter, toCodePoint } from './characters';
import { DecodeError } from './decodeError';

/** A document that claims to be XML 1.1 is checked as XML 1.0, which is what fast-xml-parser reads. */
const OPTIONS = { position: false, defaultXMLVersion: '1.0', forceXMLVersion: true } as const;

/** What saxes reports for a reference such as `&nbsp;`. */
const UNDECLARED_ENTITY = 'undefined entity.';

const REFERENCE_OR_NON_CHARACTER =
	/&#(?:(\d+)|x([\da-fA-F]+));|[^\P{Cc}\t\n\r]|[\p{Surrogate}\ufffe\uffff]/gu;

/** Overwrites non-characters with `*`, which XML allows in the same places: in text, not in names or markup. */
const maskNonCharacters = (text: string): string =>
	text.replace(REFERENCE_OR_NON_CHARACTER, (all, decimal?: string, hex?: string) => {
		if (decimal === undefined && hex === undefined) return '*';
		return isNonCharacter(toCodePoint(decimal, hex)) ? '*'.repeat(all.length) : all;
	});

/** Comments, CDATA sections, processing instructions and tags, each as far as it goes, without a group that repeats: megabytes would overflow the stack. */
const MARKUP = /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)|<(?!!)[^>]*/g;

/** True when the text declares a document type or an entity outside other markup. */
const hasDeclaration = (text: string): boolean => /<![^-[]/.test(text.replace(MARKUP, ''));

/** Index of a `&` in text that starts no reference; null when there is none. saxes would look for a `;` to the end. */
function findBareAmpersand(text: string): number | null {
	const at = text.replace(MARKUP, (all) => '<'.repeat(all.length)).search(/&[^&;<]*</);
	return at === -1 ? null : at;
}

/**
 * Checks an XML document.
 * @throws DecodeError `documentType`, or `incompleteXml` with the index where reading stopped
 */
export function assertWellFormed(text: string): void {
	const masked = maskNonCharacters(text);
	const parser = new SaxesParser(OPTIONS);
	parser.on('error', (error) => {
		if (error.message !== UNDECLARED_ENTITY) throw error;
	});
	parser.on('doctype', () => parser.fail('document type'));
	parser.on('processinginstruction', ({ target, body }) => {
		// saxes 6 accepts `<?a?b?>`, where white space is missing after the target.
		const start = `<?${target}`;
		const end = parser.position - body.length - '?>'.length;
		const at = masked.lastIndexOf(start, end - start.length) + start.length;
		if (body !== '' && masked[at] === '?') parser.fail('missing whitespace');
	});
	let isRead = false;
	try {
		parser.write(masked);
		isRead = true;
		parser.close();
	} catch {
		// saxes counts one further when it has read the last character.
		const stoppedAt = Math.min(parser.position, text.length);
		throwNotWellFormed(text, isRead ? findBareAmpersand(text) : stoppedAt);
	}
}

function throwNotWellFormed(text: string, position: number | null): never {
	if (hasDeclaration(text)) throw new DecodeError('documentType');
	throw new DecodeError('incompleteXml', { position });
}
