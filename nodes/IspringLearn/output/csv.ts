/**
 * Writes rows as CSV (RFC 4180): a header, CRLF after every line, quotation marks only if needed.
 * CSV libraries depend on node:stream, which n8n Cloud does not allow in community nodes.
 */
import { INVISIBLE } from '../api/pastedText';
import type { Column } from '../api/schema/recordSchema';
import { isNumeric } from '../api/schema/normalizer';
import type { RawRecord, Value } from '../api/schema/record';
import { readField } from '../api/schema/record';
import type { EncodeRows } from './fileFormats';

export interface CsvStyle {
	/** Whether to start with the byte order mark by which Excel recognizes UTF-8. */
	byteOrderMark: boolean;
	/**
	 * Whether to put an apostrophe before text that a spreadsheet would run as a formula.
	 * https://owasp.org/www-community/attacks/CSV_Injection
	 */
	formulaGuard: boolean;
}

/**
 * Later rows have fields that the header, which is already written, has no column for. Start the file
 * again with these columns, so that no field is lost.
 */
export class HeaderChanged extends Error {
	constructor(readonly columns: readonly Column[]) {
		super('header changed');
		this.name = 'HeaderChanged';
	}
}

const BYTE_ORDER_MARK = '\ufeff';
const SPECIAL = /[",\r\n]/;
/**
 * The start of a formula: an operator, also in its full-width or small form, or a tab or line break.
 * Spreadsheets skip white space and invisible characters before the operator.
 */
const FORMULA_START = new RegExp(
	`^(?:[\\t\\r\\n]|[\\s\\p{Cc}\\p{Cf}\\u2800${INVISIBLE}]*[=+\\-@＝＋－＠﹦﹢﹣﹫])`,
	'u',
);

const quoteIfNeeded = (text: string): string =>
	SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Raw XML records hold numbers as text. A negative number is not a formula. */
const isFormula = (text: string, type: Column['type']): boolean =>
	FORMULA_START.test(text) && !(type === 'number' && isNumeric(text.trim()));

/** Whether a row has exactly these fields in this order, so that its values need no sorting. */
function hasColumnOrder(row: RawRecord, columns: readonly Column[]): boolean {
	const names = Object.keys(row);
	return names.length === columns.length && names.every((name, at) => name === columns[at].name);
}

/** Lists the fields that have no column yet, in the order of their first appearance. */
function findNewColumns(rows: readonly RawRecord[], columns: readonly Column[]): Column[] {
	const known = new Set(columns.map(({ name }) => name));
	const found = new Set<string>();
	for (const row of rows) {
		for (const name of Object.keys(row)) if (!known.has(name)) found.add(name);
	}
	return [...found].map((name) => ({ name, type: 'text' }));
}

/**
 * @param known the first columns; other fields of the first chunk follow them
 * @returns an encoder that throws HeaderChanged if a later chunk has new fields
 */
export function createCsvEncoder(known: readonly Column[], style: CsvStyle): EncodeRows {
	let columns = known;
	let hasHeader = false;

	const toCell = (text: string, type: Column['type']): string =>
		quoteIfNeeded(style.formulaGuard && isFormula(text, type) ? `'${text}` : text);

	/** Prepares a value for `join`, which writes numbers and booleans, and leaves null out. */
	const formatValue = (value: Value, at: number): Value => {
		if (typeof value === 'string') return toCell(value, columns[at].type);
		return typeof value === 'object' && value !== null
			? quoteIfNeeded(JSON.stringify(value))
			: value;
	};

	const formatLine = (values: readonly Value[]): string =>
		`${values.map(formatValue).join(',')}\r\n`;

	const formatHeader = (): string => {
		const header = columns.map(({ name }) => toCell(name, 'text')).join(',');
		return `${style.byteOrderMark ? BYTE_ORDER_MARK : ''}${header}\r\n`;
	};

	return (rows) => {
		const inOrder = rows.every((row) => hasColumnOrder(row, columns));
		const added = inOrder ? [] : findNewColumns(rows, columns);
		if (hasHeader && added.length > 0) throw new HeaderChanged([...columns, ...added]);
		columns = [...columns, ...added];
		let text = hasHeader ? '' : formatHeader();
		hasHeader = true;
		for (const row of rows) {
			text += formatLine(
				inOrder ? Object.values(row) : columns.map(({ name }) => readField(row, name)),
			);
		}
		return text;
	};
}
