/**
 * Rows as CSV (RFC 4180): a header, CRLF after every line, quotes only where a value needs them.
 * Written here because the libraries for it bring node:stream, which n8n Cloud lets no node have.
 */
import { INVISIBLE } from '../api/invisible';
import type { Column } from '../api/schema/normalizer';
import type { RawRecord, Value } from '../api/schema/record';
import { isNumeric } from '../api/schema/normalizer';
import { readField } from '../api/schema/record';
import type { Encode } from './ndjson';

export interface CsvStyle {
	/** Begins with the mark by which Excel knows UTF-8. */
	byteOrderMark: boolean;
	/**
	 * Puts an apostrophe before text that a spreadsheet would run as a formula.
	 * https://owasp.org/www-community/attacks/CSV_Injection
	 */
	formulaGuard: boolean;
}

/**
 * Rows have fields that the header, written long before, has no column for. Nothing is left out:
 * whoever writes the file begins it again with these columns.
 */
export class HeaderChanged extends Error {
	constructor(readonly columns: readonly Column[]) {
		super('A field came up that the header of the file does not have');
		this.name = 'LateColumns';
	}
}

const BYTE_ORDER_MARK = '\ufeff';
const SPECIAL = /[",\r\n]/;
/**
 * A sign that begins a formula, or its full-width or small form. Spreadsheets find it behind blanks and
 * characters that nobody sees, too; a tab or a line break is enough to make them look.
 */
const BEGINS_FORMULA = new RegExp(
	`^(?:[\\t\\r\\n]|[\\s\\p{Cc}\\p{Cf}\\u2800${INVISIBLE}]*[=+\\-@＝＋－＠﹦﹢﹣﹫])`,
	'u',
);

const quoted = (text: string): string =>
	SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** XML as sent has its numbers as text: one below zero is no formula. */
const isFormula = (text: string, type: Column['type']): boolean =>
	BEGINS_FORMULA.test(text) && !(type === 'number' && isNumeric(text.trim()));

/** Whether the fields of a row are just these, in this order: then its values can be taken as they lie. */
function isInOrder(row: RawRecord, columns: readonly Column[]): boolean {
	const held = Object.keys(row);
	return held.length === columns.length && held.every((name, at) => name === columns[at].name);
}

/** The fields of rows that are not among these columns, in the order in which they come up. */
function othersIn(rows: readonly RawRecord[], columns: readonly Column[]): Column[] {
	const known = new Set(columns.map(({ name }) => name));
	const others = new Set<string>();
	for (const row of rows) {
		for (const name of Object.keys(row)) if (!known.has(name)) others.add(name);
	}
	return [...others].map((name) => ({ name, type: 'text' }));
}

/**
 * @param known the columns to begin with; fields that only the first rows tell of follow them
 * @returns an encoder that throws LateColumns when later rows have fields besides
 */
export function createCsvEncoder(known: readonly Column[], style: CsvStyle): Encode {
	let columns = known;
	let hasBegun = false;

	const written = (text: string, type: Column['type']): string =>
		quoted(style.formulaGuard && isFormula(text, type) ? `'${text}` : text);

	/** What `join` does not write as it has to stand in a cell: it leaves out what is null by itself. */
	const cell = (value: Value, at: number): Value => {
		if (typeof value === 'string') return written(value, columns[at].type);
		return typeof value === 'object' && value !== null ? quoted(JSON.stringify(value)) : value;
	};

	const lineOf = (values: readonly Value[]): string => `${values.map(cell).join(',')}\r\n`;

	const begin = (): string => {
		const header = columns.map(({ name }) => written(name, 'text')).join(',');
		return `${style.byteOrderMark ? BYTE_ORDER_MARK : ''}${header}\r\n`;
	};

	return (rows) => {
		const areInOrder = rows.every((row) => isInOrder(row, columns));
		const others = areInOrder ? [] : othersIn(rows, columns);
		if (hasBegun && others.length > 0) throw new HeaderChanged([...columns, ...others]);
		columns = [...columns, ...others];
		let text = hasBegun ? '' : begin();
		hasBegun = true;
		for (const row of rows) {
			text += lineOf(
				areInOrder ? Object.values(row) : columns.map(({ name }) => readField(row, name)),
			);
		}
		return text;
	};
}
