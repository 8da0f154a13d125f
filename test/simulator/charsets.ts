/** Responses in a character set other than UTF-8, as a server or a proxy may send them. */
import type { Answer } from './formats';

export interface Charset {
	/** The label of the character set, e.g. `windows-1251`, `utf-16le`. */
	name: string;
	/**
	 * Where the response declares it. `header` (default): Content-Type, while an XML declaration still says UTF-8.
	 * `body`: the XML declaration alone. `mark`: a byte order mark alone. `nowhere`: as `body` without it.
	 */
	declared?: 'header' | 'body' | 'mark' | 'nowhere';
}

const written = new Map<string, Map<string, number>>();

/** Maps each character to its byte in a single-byte character set. */
function bytesOf(name: string): Map<string, number> {
	const known = written.get(name);
	if (known) return known;
	const decoder = new TextDecoder(name);
	const bytes = new Map<string, number>();
	for (let byte = 0; byte < 256; byte++) bytes.set(decoder.decode(Uint8Array.of(byte)), byte);
	written.set(name, bytes);
	return bytes;
}

const CDATA = /(<!\[CDATA\[[\s\S]*?\]\]>)/;

/** Replaces each character that the set lacks by a reference or an escape. */
function fitted(text: string, isXml: boolean, has: (character: string) => boolean): string {
	const reference = (character: string): string =>
		isXml
			? `&#${character.codePointAt(0)};`
			: Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
					.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
					.join('');
	const write = (part: string, around: (written: string) => string): string =>
		Array.from(part, (one) => (has(one) ? one : around(reference(one)))).join('');
	if (!isXml) return write(text, (one) => one);
	return text
		.split(CDATA)
		.map((part, at) => write(part, (one) => (at % 2 === 1 ? `]]>${one}<![CDATA[` : one)))
		.join('');
}

export function encode(text: string, name: string, isXml: boolean): Buffer {
	if (/^utf-?8$/i.test(name)) return Buffer.from(text);
	if (/^utf-?16/i.test(name)) {
		const bytes = Buffer.from(text, 'utf16le');
		return /be$/i.test(name) ? bytes.swap16() : bytes;
	}
	const bytes = bytesOf(name);
	const fitting = fitted(text, isXml, (character) => bytes.has(character));
	return Buffer.from(Array.from(fitting, (character) => bytes.get(character) ?? 0x3f));
}

/** Encodes a response: its content type and bytes. */
export function inCharset(
	{ body, contentType }: Answer,
	charset: Charset | undefined,
): { contentType: string; bytes: Buffer } {
	if (charset === undefined) return { contentType, bytes: Buffer.from(body) };
	const { name, declared = 'header' } = charset;
	const [type] = contentType.split(';');
	const isXml = body.trimStart().startsWith('<');
	const mark = declared === 'mark' ? '\uFEFF' : '';
	const text =
		declared === 'header'
			? body
			: body.replace(/ encoding="UTF-8"/, declared === 'body' ? ` encoding="${name}"` : '');
	return {
		contentType: declared === 'header' ? `${type}; charset=${name}` : type,
		bytes: encode(mark + text, name, isXml),
	};
}
