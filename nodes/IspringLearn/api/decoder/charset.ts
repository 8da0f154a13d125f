/**
 * Turns the bytes of an answer into text, or refuses them.
 *
 * Which character set they are in, in this order: a byte order mark, the `charset` of Content-Type,
 * the XML declaration (RFC 7303, section 3), and else UTF-8 (RFC 8259, 8.1; XML 1.0, 4.3.3). Two
 * labels are not believed. Bytes beyond ASCII that are valid UTF-8 are UTF-8 whatever the label says:
 * text of another character set next to never is, and in JSON a `charset` has no meaning anyway
 * (RFC 8259, section 11). And UTF-16 shows in the first character, `{` or `<`: without a zero byte
 * there it is only a label, such as .NET writes into text that leaves as UTF-8.
 */
import { DecodeError } from './decodeError';

/** What came back, as n8n hands it on. */
export interface RawAnswer {
	/** Bytes; text or an object where some version of n8n has read them already. */
	body?: unknown;
	headers?: unknown;
}

type Decoder = InstanceType<typeof TextDecoder>;

const UTF8 = 'utf-8';

/** UTF-16 begins like UTF-32 in one case; UTF-32 is told first. */
const MARKS: ReadonlyArray<{ bytes: readonly number[]; charset: string }> = [
	{ bytes: [0xff, 0xfe, 0, 0], charset: 'utf-32' },
	{ bytes: [0, 0, 0xfe, 0xff], charset: 'utf-32' },
	{ bytes: [0xef, 0xbb, 0xbf], charset: UTF8 },
	{ bytes: [0xff, 0xfe], charset: 'utf-16le' },
	{ bytes: [0xfe, 0xff], charset: 'utf-16be' },
];

const IN_CONTENT_TYPE = /;\s*charset\s*=\s*["']?([^\s"';,]+)/i;
const IN_DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']+)["']/;

/** The longest declaration that is looked for. */
const DECLARATION_BYTES = 200;

/** 0x80 to 0x9F in windows-1252. Node.js 20 takes them for control characters (nodejs/node#56542). */
const WINDOWS_1252 =
	'\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
	'\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/**
 * The text of an answer.
 * @throws DecodeError when its character set is none that Node.js knows, or its bytes are not of it
 */
export function readText({ body, headers }: RawAnswer): string {
	if (typeof body === 'string') return body;
	if (typeof body !== 'object' || body === null) return '';
	if (!isBinary(body)) return JSON.stringify(body);
	const bytes = body instanceof Uint8Array ? body : new Uint8Array(body);
	if (bytes.length === 0) return '';
	const decoder = decoderFor(bytes, contentTypeOf(headers));
	const text = decoded(decoder, bytes);
	if (text === null) return refuseBytes(decoder.encoding, bytes);
	if (decoder.encoding !== 'windows-1252') return text;
	return text.replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]);
}

/** The same for what is only shown to people: what cannot be read becomes U+FFFD. */
export function readLeniently(answer: RawAnswer): string {
	try {
		return readText(answer);
	} catch {
		// A stream, which holds itself, is no bytes either.
		return isBinary(answer.body) ? new TextDecoder().decode(answer.body) : '';
	}
}

const isBinary = (body: unknown): body is Uint8Array | ArrayBuffer =>
	body instanceof Uint8Array || body instanceof ArrayBuffer;

function contentTypeOf(headers: unknown): string {
	const all = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
	const [, type] = all.find(([name]) => name.toLowerCase() === 'content-type') ?? [];
	return String(type ?? '');
}

function decoderFor(bytes: Uint8Array, contentType: string): Decoder {
	const mark = MARKS.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
	if (mark) return decoderOf(mark.charset);
	const [first, second] = bytes;
	if (first === 0 || second === 0) return decoderOf(first === 0 ? 'utf-16be' : 'utf-16le');
	const label = IN_CONTENT_TYPE.exec(contentType)?.[1] ?? declared(bytes) ?? UTF8;
	const decoder = decoderOf(label);
	if (decoder.encoding === UTF8) return decoder;
	const isOnlyLabel = decoder.encoding.startsWith('utf-16') || isBeyondAscii(bytes);
	return isOnlyLabel ? decoderOf(UTF8) : decoder;
}

function declared(bytes: Uint8Array): string | undefined {
	const head = String.fromCharCode(...bytes.subarray(0, DECLARATION_BYTES));
	return IN_DECLARATION.exec(head)?.[1];
}

/** True for valid UTF-8 that is more than ASCII. */
function isBeyondAscii(bytes: Uint8Array): boolean {
	const text = decoded(decoderOf(UTF8), bytes);
	return text !== null && text.length < bytes.length;
}

function decoderOf(label: string): Decoder {
	try {
		return new TextDecoder(label, { fatal: true });
	} catch {
		return refuseCharset(label.slice(0, 40));
	}
}

function refuseCharset(label: string): never {
	throw new DecodeError('unknownCharset', { charset: label });
}

function decoded(decoder: Decoder, bytes: Uint8Array): string | null {
	try {
		return decoder.decode(bytes);
	} catch {
		return null;
	}
}

function refuseBytes(label: string, bytes: Uint8Array): never {
	if (isCut(label, bytes)) throw new DecodeError('incompleteCharacter');
	throw new DecodeError('invalidBytes', { charset: label });
}

/** Whether bytes that are not valid are so only because the last character is not whole. */
function isCut(label: string, bytes: Uint8Array): boolean {
	try {
		new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
		return true;
	} catch {
		return false;
	}
}
