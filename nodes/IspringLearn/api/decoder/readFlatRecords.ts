/**
 * Reads the records of an XML page that looks like the one in the API reference: `<response>`, the list,
 * and records whose fields contain only text. Nearly every page does, and this way takes a tenth of the
 * time of the general parser. A page that looks different in any way is left to that parser.
 */
import type { RawRecord } from '../schema/record';
import { MAX_CODE_POINT, toCodePoint } from './characters';

/** The records, and the rest of the document with an empty list in their place. */
interface FlatRecords {
	records: RawRecord[];
	rest: string;
}

const BEFORE_LIST = /^\s*(?:<\?xml\b[^?<>]*\?>)?\s*<response>\s*$/;

/** A field with text, with one CDATA section, or empty. Its name cannot be `__proto__`. */
const FIELD =
	/\s*<([A-Za-z][A-Za-z0-9]*)(?:>([^<]*)<\/\1>|><!\[CDATA\[([\s\S]*?)\]\]><\/\1>|[ \t\n]*\/>)/y;

/** Control characters and noncharacters, which XML parsers change or reject. */
const SPECIAL_CHARACTER = /[^\t\n -~\u00a0-\ufffd]/;

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));|&/g;

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/**
 * Resolves the references in a text; null when it has any that are not numeric or predefined. Numeric
 * references become any code point, as in JSON: `&#11;` is "\\u000b", and the two halves of a surrogate
 * pair, which some serialisers write for an emoji, become the emoji.
 */
function resolveReferences(text: string): string | null {
	let isValid = true;
	const result = text.replace(REFERENCE, (_all, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return NAMED[name];
		const code = toCodePoint(decimal, hex);
		if (code <= MAX_CODE_POINT) return String.fromCodePoint(code);
		isValid = false;
		return '';
	});
	return isValid ? result : null;
}

/** Reads the fields of one record from an index on, and the index after them; null when the record is not flat. */
function readRecord(text: string, from: number): { record: RawRecord; end: number } | null {
	const record: RawRecord = {};
	let end = from;
	FIELD.lastIndex = from;
	for (let field = FIELD.exec(text); field; field = FIELD.exec(text)) {
		const [, name, escaped = '', literal] = field;
		const value = literal ?? (escaped.includes('&') ? resolveReferences(escaped) : escaped);
		if (value === null || (literal ?? escaped).includes(']]>') || Object.hasOwn(record, name))
			return null;
		record[name] = value;
		end = FIELD.lastIndex;
	}
	return { record, end };
}

/**
 * Separates the records of a page from the rest of the document.
 * @param list name of the element around the records
 * @param xmlItem name of the element of one record
 * @returns null when the page looks different from the one in the reference
 */
export function readFlatRecords(text: string, list: string, xmlItem: string): FlatRecords | null {
	const open = `<${list}>`;
	const close = `</${list}>`;
	const start = text.indexOf(open);
	const end = text.lastIndexOf(close);
	if (start === -1 || end < start || !BEFORE_LIST.test(text.slice(0, start))) return null;
	const inside = text.slice(start + open.length, end);
	if (SPECIAL_CHARACTER.test(inside)) return null;
	const records = readRecords(inside, xmlItem);
	if (records === null) return null;
	return { records, rest: `${text.slice(0, start)}<${list}/>${text.slice(end + close.length)}` };
}

function readRecords(text: string, xmlItem: string): RawRecord[] | null {
	const opening = new RegExp(`\\s*<${xmlItem}>`, 'y');
	const closing = new RegExp(`\\s*</${xmlItem}>`, 'y');
	const records: RawRecord[] = [];
	let at = 0;
	for (;;) {
		opening.lastIndex = at;
		if (!opening.test(text)) return text.slice(at).trim() === '' ? records : null;
		const read = readRecord(text, opening.lastIndex);
		if (read === null) return null;
		closing.lastIndex = read.end;
		if (!closing.test(text)) return null;
		records.push(read.record);
		at = closing.lastIndex;
	}
}
