/** Decodes the body of an answer to what its endpoint promises, or rejects it: a page, a record, an ID, or nothing. */
import type {
	AnswerKind,
	EmptyEndpoint,
	Endpoint,
	EndpointsByAnswer,
	IdEndpoint,
	RecordEndpoint,
} from '../endpoints/endpoint';
import { isUuid } from '../pastedText';
import type { RawRecord, Value } from '../schema/record';
import { isRecord, readField, readId } from '../schema/record';
import { createUnexpectedContent, isHtml, parseBody, trimBody } from './body';
import type { Page } from './decodePage';
import { decodePage } from './decodePage';
import { parseXmlRoot, toElementName } from './xml';

/** What an answer decodes to, by the endpoint's `answer`. */
export interface Answers {
	page: Page;
	record: RawRecord;
	id: string;
	empty: null;
}

type Decoder<A extends AnswerKind> = (
	body: string,
	endpoint: EndpointsByAnswer[A],
	status: number,
) => Answers[A];

const DECODERS: { readonly [A in AnswerKind]: Decoder<A> } = {
	page: (body, endpoint, status) =>
		endpoint.record === undefined
			? decodePage(body, endpoint, status)
			: { records: [decodeRecord(body, endpoint.record)], nextPageToken: null },
	record: decodeRecord,
	id: decodeId,
	empty: decodeEmpty,
};

/**
 * Decodes an answer by its endpoint.
 * @param body the text of a successful answer
 * @param status the HTTP status
 * @throws DecodeError when the body is not what the endpoint promises
 */
export function decodeAnswer<A extends AnswerKind>(
	body: string,
	endpoint: EndpointsByAnswer[A] & { answer: A },
	status: number,
): Answers[A] {
	return DECODERS[endpoint.answer](body, endpoint, status);
}

/** The element or field that the vendor may put around a record or an ID. */
const ENVELOPE = 'response';

/**
 * Decodes one record. By endpoint and format it comes bare, inside `response`, inside an element of its own
 * name, or both: the vendor's documents and clients differ. In XML, that element may be the root.
 * @throws DecodeError when the body is incomplete, or has no record with all of its key fields
 */
function decodeRecord(body: string, endpoint: RecordEndpoint): RawRecord {
	const { content } = parseBody(body, { xmlRoots: wrappersOf(endpoint) });
	return findRecord(content, endpoint) ?? throwOther(content, endpoint);
}

const wrappersOf = ({ wrapper, otherWrappers = [] }: RecordEndpoint): string[] =>
	[wrapper, ...otherWrappers].map(toElementName);

function findRecord(content: RawRecord, endpoint: RecordEndpoint): RawRecord | null {
	const wrappers = wrappersOf(endpoint);
	const hasKey = endpoint.schema.primaryKey
		.map((part) => (typeof part === 'string' ? [part] : part))
		.every((names) => names.some((name) => readId(content, name) !== ''));
	if (hasKey) return content;
	const isWrapper = (name: string): boolean =>
		name === ENVELOPE || wrappers.includes(toElementName(name));
	for (const [name, value] of Object.entries(content)) {
		const record = isWrapper(name) && isRecord(value) ? value : null;
		const found = record && findRecord(record, endpoint);
		if (found) return found;
	}
	return null;
}

const asId = (value: Value): string | null =>
	typeof value === 'string' && isUuid(value.trim()) ? value.trim() : null;

/**
 * Decodes a bare ID: JSON text, plain text, the text of the XML root, or an object with the ID under its
 * own name, `id` or `response`.
 * @throws DecodeError when the body is incomplete, or the ID is not a UUID
 */
function decodeId(body: string, endpoint: IdEndpoint): string {
	const text = trimBody(body);
	const isXml = text.startsWith('<') && !isHtml(text);
	const content = isXml ? parseXmlRoot(text) : (readBareId(text) ?? parseBody(text).content);
	const id = isRecord(content) ? findId(content, endpoint) : asId(content);
	return id ?? throwOther(isRecord(content) ? content : { [ENVELOPE]: content }, endpoint);
}

const readBareId = (text: string): string | null => asId(/^"([^"\\]*)"$/.exec(text)?.[1] ?? text);

function findId(content: RawRecord, { idField }: IdEndpoint): string | null {
	for (const name of [idField, 'id', ENVELOPE]) {
		const id = asId(readField(content, name));
		if (id !== null) return id;
	}
	return null;
}

/**
 * Checks an answer that says nothing but that the request succeeded. Documents promise an empty body. Hosts may
 * repeat an ID or the record, so any complete JSON except a bare number will do, or XML with the root `response`.
 * @throws DecodeError when the body is something else: a web page, other text, an error, or cut off
 */
function decodeEmpty(body: string, endpoint: EmptyEndpoint): null {
	const text = trimBody(body);
	if (text === '' || text === 'null') return null;
	const content = readAny(text);
	if (isRecord(content) && Object.hasOwn(content, 'message')) throwOther(content, endpoint);
	return null;
}

/** Reads any complete JSON value except a bare number, or the content of the root of XML. */
function readAny(text: string): Value {
	if (text.startsWith('<') && !isHtml(text)) return parseXmlRoot(text);
	return /^[["]|^(true|false)$/.test(text)
		? parseBody(`{"${ENVELOPE}":${text}}`).content[ENVELOPE]
		: parseBody(text).content;
}

function throwOther(content: RawRecord, { name }: Endpoint): never {
	throw createUnexpectedContent(content, Object.keys(content), name);
}
