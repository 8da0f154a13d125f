/**
 * Reads the records of an XML page that is written as the reference page shows it: `<response>`, then
 * the list, then records whose fields hold text alone. That is nearly every page, and read this way it
 * takes a tenth of the time of a general parser. Whatever is written otherwise is left to that parser.
 */
import type { RawRecord } from '../schema/record';

/** The records, and the document without them: an empty list stands in their place. */
export interface FlatRecords {
	records: RawRecord[];
	rest: string;
}

const BEFORE_LIST = /^\s*(?:<\?xml\b[^?<>]*\?>)?\s*<response>\s*$/;

/** A field with text, with one CDATA section, or empty. Its name cannot be `__proto__`. */
const FIELD =
	/\s*<([A-Za-z][A-Za-z0-9]*)(?:>([^<]*)<\/\1>|><!\[CDATA\[([\s\S]*?)\]\]><\/\1>|[ \t\n]*\/>)/y;

/** Characters that a strict reader changes or refuses. */
const PECULIAR = /[^\P{Cc}\t\n]|[\ufffe\uffff]/u;

/** The last code of Unicode. */
const MOST_CODE = 0x10ffff;

const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));|&/g;

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

/**
 * The text that a value with references stands for; null when one of them is not of the plain kind.
 * A number stands for the code that it is, as in JSON: `&#11;` is "\\u000b", and two halves of a
 * surrogate pair, as some writers of XML make of an emoji, become the emoji.
 */
function decoded(text: string): string | null {
	let plain = true;
	const result = text.replace(REFERENCE, (_all, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return NAMED[name];
		const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
		if (code <= MOST_CODE) return String.fromCodePoint(code);
		plain = false;
		return '';
	});
	return plain ? result : null;
}

/** One record from `from` on, and where it ends; null when it is not a flat one. */
function readRecord(text: string, from: number): { record: RawRecord; end: number } | null {
	const record: RawRecord = {};
	let end = from;
	FIELD.lastIndex = from;
	for (let field = FIELD.exec(text); field; field = FIELD.exec(text)) {
		const [, name, escaped = '', literal] = field;
		const value = literal ?? (escaped.includes('&') ? decoded(escaped) : escaped);
		if (value === null || (literal ?? escaped).includes(']]>') || Object.hasOwn(record, name))
			return null;
		record[name] = value;
		end = FIELD.lastIndex;
	}
	return { record, end };
}

/**
 * Takes the records out of a page.
 * @param list name of the element around the records, `row` of the element of one
 * @returns null when anything in the list is written in another way than the reference page shows
 */
export function readFlatRecords(text: string, list: string, row: string): FlatRecords | null {
	const open = `<${list}>`;
	const close = `</${list}>`;
	const start = text.indexOf(open);
	const end = text.lastIndexOf(close);
	if (start === -1 || end < start || !BEFORE_LIST.test(text.slice(0, start))) return null;
	const inside = text.slice(start + open.length, end);
	if (PECULIAR.test(inside)) return null;
	const records = readRecords(inside, row);
	if (records === null) return null;
	return { records, rest: `${text.slice(0, start)}<${list}/>${text.slice(end + close.length)}` };
}

function readRecords(text: string, row: string): RawRecord[] | null {
	const opening = new RegExp(`\\s*<${row}>`, 'y');
	const closing = new RegExp(`\\s*</${row}>`, 'y');
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
