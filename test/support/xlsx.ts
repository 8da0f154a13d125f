/** Reads Excel files with SheetJS, which shares no code with the package. */
import type { CellObject, WorkSheet } from 'xlsx';
import { read, utils } from 'xlsx';

/** A date as the sheet shows it, in no time zone. */
export interface SheetDate {
	date: string;
}

/** What a cell holds; null if it is empty. */
export type Cell = string | number | boolean | SheetDate | null;

export interface Sheet {
	name: string;
	header: Cell[];
	rows: Cell[][];
}

const DAY_MS = 86_400_000;
/** The serial number of 1 January 1970. */
const EPOCH = 25_569;

const isDateFormat = (format: unknown): boolean => /y/.test(String(format));

function readCell(cell: CellObject | undefined): Cell {
	if (cell?.v === undefined) return null;
	if (cell.f !== undefined) throw new Error(`The cell has the formula ${cell.f}`);
	if (cell.t === 'n' && isDateFormat(cell.z)) {
		const milliseconds = Math.round((Number(cell.v) - EPOCH) * DAY_MS);
		return { date: new Date(milliseconds).toISOString().slice(0, -1) };
	}
	if (cell.v instanceof Date) throw new TypeError('SheetJS was told not to convert dates');
	return cell.v;
}

function readSheet(name: string, sheet: WorkSheet): Sheet {
	const { s: first, e: last } = utils.decode_range(sheet['!ref'] ?? 'A1');
	const rows: Cell[][] = [];
	for (let r = first.r; r <= last.r; r++) {
		const row: Cell[] = [];
		for (let c = first.c; c <= last.c; c++) {
			row.push(readCell(sheet[utils.encode_cell({ r, c })] as CellObject | undefined));
		}
		rows.push(row);
	}
	const [header = [], ...others] = rows;
	return { name, header, rows: others };
}

/** The sheets of an Excel file. Fails if it has a formula. */
export function readXlsx(bytes: Uint8Array): Sheet[] {
	const workbook = read(bytes, { type: 'buffer', cellNF: true, cellHTML: false });
	return workbook.SheetNames.map((name) => readSheet(name, workbook.Sheets[name]));
}

/** What the cells of the only sheet hold, by the names in its header. */
export function readTable(bytes: Uint8Array): Array<Record<string, Cell>> {
	const sheets = readXlsx(bytes);
	if (sheets.length !== 1) throw new Error(`The file has ${sheets.length} sheets`);
	const [{ header, rows }] = sheets;
	return rows.map((row) => Object.fromEntries(header.map((name, at) => [String(name), row[at]])));
}
