/**
 * Decodes the bytes of a response to text, or rejects them.
 *
 * The character set comes from the first of these: a byte order mark, the `charset` of Content-Type, the
 * XML declaration (RFC 7303, section 3), UTF-8 (RFC 8259, section 8.1; XML 1.0, section 4.3.3). Two labels
 * are ignored because servers send them by mistake:
 * - Any label, when the bytes are valid UTF-8 beyond ASCII. Text in another character set is almost never
 *   valid UTF-8, and in JSON a `charset` has no meaning (RFC 8259, section 11).
 * - UTF-16, when neither of the first two bytes is zero. In UTF-16, `{` and `<` contain one. .NET puts
 *   this label into text that it then sends as UTF-8.
 */
import { DecodeError, excerpt } from './decodeError';

/** A response as n8n passes it on. */
export interface RawAnswer {
	/** Bytes. Some versions of n8n pass text or a parsed object. */
	body?: unknown;
	headers?: unknown;
}

type Decoder = InstanceType<typeof TextDecoder>;

const UTF8 = 'utf-8';

/** Byte order marks. UTF-32 comes first: one of its marks starts with the mark of UTF-16. */
const BYTE_ORDER_MARKS: ReadonlyArray<{ bytes: readonly number[]; charset: string }> = [
	{ bytes: [0xff, 0xfe, 0, 0], charset: 'utf-32' },
	{ bytes: [0, 0, 0xfe, 0xff], charset: 'utf-32' },
	{ bytes: [0xef, 0xbb, 0xbf], charset: UTF8 },
	{ bytes: [0xff, 0xfe], charset: 'utf-16le' },
	{ bytes: [0xfe, 0xff], charset: 'utf-16be' },
];

const IN_CONTENT_TYPE = /;\s*charset\s*=\s*["']?([^\s"';,]+)/i;
const IN_DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/;

/** Bytes at the start of a body that are searched for an XML declaration. */
const DECLARATION_BYTES = 200;

/** 0x80 to 0x9F in windows-1252. Node.js 20 decodes them as control characters (nodejs/node#56542). */
const WINDOWS_1252 =
	'\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
	'\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/**
 * Decodes the body of a response.
 * @throws DecodeError when Node.js doesn't know the character set, or the bytes are not valid in it
 */
export function readText({ body, headers }: RawAnswer): string {
	if (typeof body === 'string') return body;
	if (typeof body !== 'object' || body === null) return '';
	if (!isBinary(body)) return JSON.stringify(body);
	const bytes = body instanceof Uint8Array ? body : new Uint8Array(body);
	if (bytes.length === 0) return '';
	const decoder = chooseDecoder(bytes, readContentType(headers));
	const text = tryDecode(decoder, bytes);
	if (text === null) return throwInvalidBytes(decoder.encoding, bytes);
	if (decoder.encoding !== 'windows-1252') return text;
	return text.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]);
}

/** Decodes a body to show it to a person: invalid bytes become U+FFFD. */
export function readLeniently(answer: RawAnswer): string {
	try {
		return readText(answer);
	} catch {
		// Anything else is an object that JSON cannot express, such as a stream.
		return isBinary(answer.body) ? new TextDecoder().decode(answer.body) : '';
	}
}

const isBinary = (body: unknown): body is Uint8Array | ArrayBuffer =>
	body instanceof Uint8Array || body instanceof ArrayBuffer;

function readContentType(headers: unknown): string {
	const all = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
	const [, type] = all.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
	return String(type ?? '');
}

function chooseDecoder(bytes: Uint8Array, contentType: string): Decoder {
	const mark = BYTE_ORDER_MARKS.find((entry) =>
		entry.bytes.every((byte, at) => bytes[at] === byte),
	);
	if (mark) return createDecoder(mark.charset);
	const [first, second] = bytes;
	if (first === 0 || second === 0) return createDecoder(first === 0 ? 'utf-16be' : 'utf-16le');
	const label = IN_CONTENT_TYPE.exec(contentType)?.[1] ?? declaredCharset(bytes) ?? UTF8;
	const decoder = createDecoder(label);
	if (decoder.encoding === UTF8) return decoder;
	const isWrongLabel = decoder.encoding.startsWith('utf-16') || isUtf8BeyondAscii(bytes);
	return isWrongLabel ? createDecoder(UTF8) : decoder;
}

function declaredCharset(bytes: Uint8Array): string | undefined {
	const head = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
	return IN_DECLARATION.exec(head)?.[1];
}

/** True for valid UTF-8 with characters beyond ASCII. */
function isUtf8BeyondAscii(bytes: Uint8Array): boolean {
	const text = tryDecode(createDecoder(UTF8), bytes);
	return text !== null && text.length < bytes.length;
}

function createDecoder(label: string): Decoder {
	try {
		return new TextDecoder(label, { fatal: true });
	} catch {
		return throwUnknownCharset(excerpt(label, 40));
	}
}

function throwUnknownCharset(label: string): never {
	throw new DecodeError('unknownCharset', { charset: label });
}

function tryDecode(decoder: Decoder, bytes: Uint8Array): string | null {
	try {
		return decoder.decode(bytes);
	} catch {
		return null;
	}
}

function throwInvalidBytes(label: string, bytes: Uint8Array): never {
	if (isTruncated(label, bytes)) throw new DecodeError('incompleteCharacter');
	throw new DecodeError('invalidBytes', { charset: label });
}

/** True for bytes that are valid but for an incomplete character at the end. */
function isTruncated(label: string, bytes: Uint8Array): boolean {
	try {
		new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}
