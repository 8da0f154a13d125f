/** The XML of one sheet: a frozen header in bold, columns that fit, rows, and a filter. ECMA-376 part 1, 18.3. */
import type { Value } from '../../api/schema/record';
import type { Column } from '../../api/schema/recordSchema';
import { columnLetters, toCellText, writeHeaderCell } from './cells';
import { XML_DECLARATION } from './xml';

/** Widths, in characters. */
const MIN_WIDTH = 8;
const MAX_WIDTH = 60;
const DATE_WIDTH = 16;
/** The space around text, and the arrow of the filter in the header. */
const PADDING = 2;
const ARROW = 3;

/** Characters as wide as two, such as those of Chinese. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g;

const countWidth = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

/** The width of each column by its first rows, because a sheet begins with its widths. */
export function fitWidths(
	columns: readonly Column[],
	rows: ReadonlyArray<readonly Value[]>,
): number[] {
	return columns.map(({ name, type }, at) => {
		const widths = rows.map((row) => {
			const value = row[at];
			if (value === null || value === undefined) return 0;
			return type === 'dateTime' ? DATE_WIDTH : countWidth(toCellText(value));
		});
		const widest = widths.reduce((most, width) => Math.max(most, width), 0);
		const width = Math.max(widest + PADDING, countWidth(name) + PADDING + ARROW, MIN_WIDTH);
		return Math.min(width, MAX_WIDTH);
	});
}

/** What a sheet begins with, including its header. The first sheet is the one that a person sees first. */
export function openSheet(
	columns: readonly Column[],
	widths: readonly number[],
	isFirst: boolean,
): string {
	const cols = widths
		.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
		.join('');
	return [
		XML_DECLARATION,
		'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
		`<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">`,
		'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
		'<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>',
		`</sheetView></sheetViews><cols>${cols}</cols><sheetData>`,
		`<row r="1">${columns.map(({ name }, at) => writeHeaderCell(name, at)).join('')}</row>`,
	].join('');
}

/** What a sheet ends with. Excel does not mark text such as 007 as a number that was stored as text. */
export function closeSheet(columns: number, rows: number): string {
	const range = `A1:${columnLetters(columns - 1)}${rows}`;
	return `</sheetData><autoFilter ref="${range}"/><ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}
