/** The cells of a sheet. Text is written into the cell itself: a table of all texts would grow with the file. */
import { isNumeric } from '../../api/schema/normalizer';
import type { Value } from '../../api/schema/record';
import type { Column } from '../../api/schema/recordSchema';
import type { ExcelLimits } from './limits';
import { assertCellLength } from './limits';
import type { SerialDate } from './serialDate';
import { STYLE } from './styles';
import { escapeText } from './xml';

/** Writes a value into a row; an empty value has no cell. */
type WriteCell = (value: Value, row: number) => string;

/** The numbers that Excel can hold. It takes smaller ones for 0. */
const MAX_NUMBER = 9.99999999999999e307;
const MIN_NUMBER = 2.2250738585072014e-308;
/** Excel keeps no more digits than these of a number. */
const DIGITS = 15;

const SURROUNDING_SPACE = /^\s|\s$/;

const fitsNumber = (value: number): boolean =>
	value === 0 || (Math.abs(value) >= MIN_NUMBER && Math.abs(value) <= MAX_NUMBER);

/** Reads a number that an XML record holds as text, unless it would lose digits or does not fit. */
function parseNumber(text: string): number | null {
	const trimmed = text.trim();
	const isExact = isNumeric(trimmed) && trimmed.replace(/\D/g, '').length <= DIGITS;
	return isExact && fitsNumber(Number(trimmed)) ? Number(trimmed) : null;
}

/** Whether a value is a list of texts, such as names. Its cell has them separated by commas, as people write it. */
const isPlainList = (value: Value): value is string[] =>
	Array.isArray(value) && value.every((one) => typeof one === 'string');

/** The text of a value that Excel has no type for. */
export const toCellText = (value: Value): string => {
	if (isPlainList(value)) return value.join(', ');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** The letters of a column, from 0: A, Z, AA. */
export const columnLetters = (at: number): string =>
	(at < 26 ? '' : columnLetters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

/** Creates the function that writes text, numbers and booleans as what they are, and dates as dates. */
export function createCellWriter(
	{ name, type }: Column,
	at: number,
	readDate: (value: string) => SerialDate | null,
	{ cellLength: maxLength }: ExcelLimits,
): WriteCell {
	const start = `<c r="${columnLetters(at)}`;

	function writeText(text: string, row: number, style: number = STYLE.text): string {
		assertCellLength(text, name, maxLength);
		const space = SURROUNDING_SPACE.test(text) ? ' xml:space="preserve"' : '';
		return `${start}${row}" s="${style}" t="inlineStr"><is><t${space}>${escapeText(text)}</t></is></c>`;
	}

	const writeNumber = (value: number, row: number, style = ''): string =>
		`${start}${row}"${style}><v>${value}</v></c>`;

	function writeDate(value: string, row: number): string | null {
		const date = readDate(value);
		if (date === null) return null;
		const style = date.hasTime ? STYLE.dateTime : STYLE.date;
		return writeNumber(date.serial, row, ` s="${style}"`);
	}

	return (value, row) => {
		if (value === null || value === undefined) return '';
		if (typeof value === 'boolean') return `${start}${row}" t="b"><v>${value ? 1 : 0}</v></c>`;
		if (typeof value === 'number' && fitsNumber(value)) return writeNumber(value, row);
		const text = toCellText(value);
		if (text === '') return '';
		if (typeof value !== 'string') return writeText(text, row);
		if (type === 'dateTime') return writeDate(value, row) ?? writeText(value, row);
		const number = type === 'number' ? parseNumber(value) : null;
		return number === null ? writeText(value, row) : writeNumber(number, row);
	};
}

/** Writes a cell of the header. */
export const writeHeaderCell = (name: string, at: number): string =>
	`<c r="${columnLetters(at)}1" s="${STYLE.header}" t="inlineStr"><is><t xml:space="preserve">${escapeText(name)}</t></is></c>`;
