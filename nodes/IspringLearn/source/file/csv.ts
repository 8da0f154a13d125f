/**
 * Rows as CSV (RFC 4180): a header, CRLF after every line, quotes only where a value needs them.
 * Written here because the libraries for it bring node:stream, which n8n Cloud lets no node have.
 */
import type { Column, RawRecord, Value } from '../record/schema';
import { isNumeric, valueOf } from '../record/schema';
import type { Encode } from './encode';

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
export class LateColumns extends Error {
	constructor(readonly columns: readonly Column[]) {
		super('A field came up that the header of the file does not have');
		this.name = 'LateColumns';
	}
}

const BYTE_ORDER_MARK = '\ufeff';
const SPECIAL = /[",\r\n]/;
const BEGINS_FORMULA = /^[=+\-@\t\r\n]/;

const cell = (text: string): string =>
	SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function textOf(value: Value): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** XML as sent has its numbers as text: one below zero is no formula. */
const isFormula = (value: Value, type: Column['type']): boolean =>
	typeof value === 'string' &&
	BEGINS_FORMULA.test(value) &&
	!(type === 'number' && isNumeric(value));

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
export function csvEncoder(known: readonly Column[], style: CsvStyle): Encode {
	let columns: readonly Column[] | undefined;
	const written = (value: Value, type: Column['type']): string =>
		cell(style.formulaGuard && isFormula(value, type) ? `'${String(value)}` : textOf(value));
	const begin = (all: readonly Column[]): string =>
		(style.byteOrderMark ? BYTE_ORDER_MARK : '') +
		all.map(({ name }) => written(name, 'text')).join(',');
	return (rows) => {
		const header = columns ?? known;
		const others = othersIn(rows, header);
		if (columns && others.length > 0) throw new LateColumns([...header, ...others]);
		const all = [...header, ...others];
		const lines = rows.map((row) =>
			all.map(({ name, type }) => written(valueOf(row, name), type)).join(','),
		);
		if (!columns) lines.unshift(begin(all));
		columns = all;
		return lines.map((line) => `${line}\r\n`).join('');
	};
}
