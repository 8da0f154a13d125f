/** Parses the body of any response to an object, and finds the vendor's message in it. */
import { redact } from '../redact';
import type { RawRecord, Value } from '../schema/record';
import { DecodeError, excerpt, MAX_DEPTH } from './decodeError';
import type { ListNames, RootNames } from './xml';
import { parseXml } from './xml';

/** JSON first, because it parses faster. Without an Accept header the API sends XML. */
export const ACCEPT = 'application/json, application/xml;q=0.9';

/** How web pages start. Those of proxies and firewalls often lack a document type, or even `<html>`. */
const HTML =
	/^<(!doctype\s+html|html|head|body|title|meta|style|script|center|div|p|h[1-6]|table|iframe)\b/i;

/** An instruction, a comment or white space before the root element. */
const PROLOG_PART = /<\?[^]*?\?>|<!--[^]*?-->|\s+/gy;

/** How a JSON list starts. */
const JSON_LIST = /^\[\s*(?:[\][{"\d-]|true\b|false\b|null\b)/;

const JSON_NUMBER_OR_LITERAL = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;

/** Part by part: in megabytes of parts, a pattern that repeats a group overflows the stack. */
function withoutProlog(text: string): string {
	let end = 0;
	for (const [part] of text.matchAll(PROLOG_PART)) end += part.length;
	return text.slice(end);
}

/** A complete JSON string, number or literal. Escapes are masked first, for the same reason. */
function isJsonScalar(text: string): boolean {
	if (!text.startsWith('"')) return JSON_NUMBER_OR_LITERAL.test(text);
	return /^"[^"\\]*"$/.test(text.replace(/\\[^]/g, 'x'));
}

/** True for a web page, whatever its content type says. */
export const isHtml = (text: string): boolean => HTML.test(withoutProlog(text));

/** Removes a byte order mark and surrounding white space. */
export const trimBody = (body: string): string => body.replace(/^\uFEFF/, '').trim();

/**
 * Parses a body to an object. Its first character decides between JSON and XML, not the request:
 * some hosts ignore the Accept header.
 * @param names what is expected in an XML body, if that is known
 * @throws DecodeError when the body is empty, a web page, other text, or incomplete
 */
export function parseBody(
	body: string,
	names?: ListNames | RootNames,
): { format: 'json' | 'xml'; content: RawRecord } {
	const text = trimBody(body);
	if (text === '') throw new DecodeError('emptyBody');
	if (text.startsWith('{')) return { format: 'json', content: parseJson(text) };
	if (isHtml(text)) throw new DecodeError('webPage');
	if (text.startsWith('<')) return { format: 'xml', content: parseXml(text, names) };
	// JSON without an object around it comes from other APIs.
	if (JSON_LIST.test(text)) throw new DecodeError('bareList');
	if (isJsonScalar(text)) throw new DecodeError('bareValue', { excerpt: excerpt(text) });
	throw new DecodeError('plainText', { excerpt: excerpt(text) });
}

/**
 * In characters. Parsing a longer text with millions of brackets takes seconds, so its depth is checked
 * before. A page has less than a quarter of this length.
 */
const LONG_TEXT = 4_000_000;

/**
 * Parses JSON, and rejects values nested so deeply that code walking them may run out of stack.
 * @param text starts with `{`
 * @throws DecodeError when it is not complete JSON, or nested too deeply
 */
function parseJson(text: string): RawRecord {
	const isTooDeep = text.length > LONG_TEXT && hasDeepBrackets(text);
	const content = isTooDeep ? null : parse(text);
	if (content === null || exceedsDepth(content, MAX_DEPTH)) throw new DecodeError('tooDeep');
	return content;
}

function parse(text: string): RawRecord {
	try {
		return JSON.parse(text) as RawRecord;
	} catch {
		return throwIncomplete();
	}
}

function throwIncomplete(): never {
	throw new DecodeError('incompleteJson');
}

function exceedsDepth(value: Value, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((inside) => exceedsDepth(inside, levels - 1));
	// Values of parsed JSON inherit no field. A list of all values for each record would take longer.
	for (const name in value) if (exceedsDepth(value[name], levels - 1)) return true;
	return false;
}

/** True when brackets outside strings are nested more than `MAX_DEPTH` levels. */
function hasDeepBrackets(json: string): boolean {
	let depth = 0;
	let isQuoted = false;
	for (let at = 0; at < json.length && depth <= MAX_DEPTH; at++) {
		const character = json[at];
		if (isQuoted) {
			if (character === '\\') at += 1;
			else isQuoted = character !== '"';
		} else if (character === '"') isQuoted = true;
		else if (character === '[' || character === '{') depth += 1;
		else if (character === ']' || character === '}') depth -= 1;
	}
	return depth > MAX_DEPTH;
}

/**
 * Creates the error for a complete body without the expected content.
 * @param fields names of the fields that it has instead
 * @param records name of the endpoint
 */
export function createUnexpectedContent(
	{ message }: RawRecord,
	fields: readonly string[],
	records: string,
): DecodeError {
	return typeof message === 'string'
		? new DecodeError('messageInstead', { excerpt: excerpt(message), records })
		: new DecodeError('fieldsInstead', { excerpt: excerpt(fields.join(', ')), records });
}

/**
 * Finds the vendor's message in the JSON, XML or text body of an error.
 * @param secrets texts to leave out, in case the server repeats them
 * @returns at most 300 characters on one line; '' when there is nothing that a person can read
 */
export function apiErrorMessage(body: string, secrets: readonly string[] = []): string {
	// U+FFFD is in the place of bytes that could not be decoded.
	const toLine = (text: string): string =>
		text.includes('\ufffd') ? '' : excerpt(redact(text, secrets, '…'), 300);
	try {
		const { content } = parseBody(body);
		const message = content.message ?? content.error_description ?? content.error;
		return typeof message === 'string' ? toLine(message) : '';
	} catch {
		return isHtml(body) || /^\s*[{<]/.test(body) ? '' : toLine(body);
	}
}
