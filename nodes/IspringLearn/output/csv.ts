/**
 * Writes rows as CSV (RFC 4180, with a choice of delimiter): a header, CRLF after every line, quotation marks only if needed.
 * CSV libraries depend on node:stream, which n8n Cloud does not allow in community nodes.
 */
import { INVISIBLE } from '../api/pastedText';
import type { Column } from '../api/schema/recordSchema';
import { isNumeric } from '../api/schema/normalizer';
import type { Value } from '../api/schema/record';
import type { RowEncoder } from './fileFormats';
import { createDateFormat } from './localTime';
import { TableColumns } from './tableColumns';

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;

/** What separates the cells. */
export type Delimiter = keyof typeof DELIMITERS;

export interface CsvStyle {
	delimiter: Delimiter;
	/** Whether to start with the byte order mark by which Excel recognizes UTF-8. */
	byteOrderMark: boolean;
	/**
	 * Whether to put an apostrophe before text that a spreadsheet would run as a formula.
	 * https://owasp.org/www-community/attacks/CSV_Injection
	 */
	formulaGuard: boolean;
	/** The time zone of dates such as `2026-01-31 18:00:00`; null to leave dates as they are. */
	timezone: string | null;
}

const BYTE_ORDER_MARK = '\ufeff';
const SPECIAL = /["\r\n]/;
/**
 * The start of a formula: an operator, also in its full-width or small form, or a tab or line break.
 * Spreadsheets skip white space and invisible characters before the operator.
 */
const FORMULA_START = new RegExp(
	`^(?:[\\t\\r\\n]|[\\s\\p{Cc}\\p{Cf}\\u2800${INVISIBLE}]*[=+\\-@＝＋－＠﹦﹢﹣﹫])`,
	'u',
);

/** Raw XML records hold numbers as text. A negative number is not a formula. */
const isFormula = (text: string, type: Column['type']): boolean =>
	FORMULA_START.test(text) && !(type === 'number' && isNumeric(text.trim()));

/**
 * @param known the first columns; other fields of the first chunk follow them
 * @returns an encoder whose end throws HeaderChanged if a later chunk had new fields
 */
export function createCsvEncoder(known: readonly Column[], style: CsvStyle): RowEncoder {
	const delimiter = DELIMITERS[style.delimiter];
	const table = new TableColumns(known);
	const formatDate = style.timezone === null ? null : createDateFormat(style.timezone);
	let columns: readonly Column[] | null = null;

	const quoteIfNeeded = (text: string): string =>
		SPECIAL.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;

	const toCell = (text: string, type: Column['type']): string =>
		quoteIfNeeded(style.formulaGuard && isFormula(text, type) ? `'${text}` : text);

	/** Prepares a value for `join`, which writes numbers and booleans, and leaves null out. */
	function formatValue(sent: Value, type: Column['type']): Value {
		const value = type === 'dateTime' && formatDate ? formatDate(sent) : sent;
		if (typeof value === 'string') return toCell(value, type);
		return typeof value === 'object' && value !== null
			? quoteIfNeeded(JSON.stringify(value))
			: value;
	}

	/** Many programs skip a blank line, so an empty cell that stands alone has quotation marks. */
	const toLine = (cells: readonly Value[]): string => `${cells.join(delimiter) || '""'}\r\n`;

	const formatHeader = (names: readonly Column[]): string =>
		(style.byteOrderMark ? BYTE_ORDER_MARK : '') +
		toLine(names.map(({ name }) => toCell(name, 'text')));

	return {
		encode(rows) {
			const readValues = table.fit(rows);
			if (readValues === null) return '';
			let text = '';
			if (columns === null) {
				columns = table.finish();
				text = formatHeader(columns);
			}
			const types = columns.map(({ type }) => type);
			for (const row of rows) {
				const values = readValues(row).map((value, at) => formatValue(value, types[at]));
				text += toLine(values);
			}
			return text;
		},
		end() {
			table.assertComplete();
			return columns === null ? formatHeader(table.finish()) : '';
		},
	};
}
