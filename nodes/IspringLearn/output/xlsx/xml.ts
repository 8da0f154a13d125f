/** The XML in an Excel file: what each part begins with, and text as the content of an element. */

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * - `&`, `<` and `>`
 * - characters that XML 1.0 forbids, and carriage returns, which an XML parser changes. Excel writes them
 *   as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19)
 * - an underscore that would begin such a sequence. Some readers also decode a capital X
 */
const SPECIAL =
	/[&<>]|[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]|_(?=[xX][\dA-Fa-f]{4}(?:_|[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]))/gu;

/** A text without these characters has nothing to escape. Most have none, and this test takes a tenth of the time. */
const SUSPICIOUS = /[^\t\n -%'-;=?-~\xa0-\ud7ff\ue000-\ufffd]|_[xX]/;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeCharacter(character: string): string {
	const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
	return ENTITIES[character] ?? `_x${code}_`;
}

/** Escapes a text, so that Excel shows it unchanged. */
export const escapeText = (text: string): string =>
	SUSPICIOUS.test(text) ? text.replace(SPECIAL, escapeCharacter) : text;
