/**
 * Writes rows as an Excel file (ECMA-376), page by page. Libraries keep the whole file in memory, or depend on
 * node:stream, which n8n Cloud does not allow in community nodes.
 */
import type { RawRecord, Value } from '../../api/schema/record';
import type { Column } from '../../api/schema/recordSchema';
import type { RowEncoder } from '../fileFormats';
import { TableColumns } from '../tableColumns';
import { createCellWriter } from './cells';
import type { ExcelLimits } from './limits';
import { assertCellLength, EXCEL_LIMITS, ExcelLimitExceeded } from './limits';
import { createSerialDates } from './serialDate';
import { closeSheet, fitWidths, openSheet } from './sheet';
import type { File, SheetEntry } from './workbook';
import { LEADING_FILES, sheetPath, workbookFiles } from './workbook';
import type { ZipEntry } from './zip';
import { ZipWriter } from './zip';

export interface XlsxStyle {
	/** What the sheets contain, such as "module results". */
	records: string;
	/** The time zone of the dates. */
	timezone: string;
}

/** A sheet that takes rows. */
interface OpenSheet extends SheetEntry {
	file: ZipEntry;
	bytes: number;
}

class XlsxEncoder implements RowEncoder {
	private readonly zip = new ZipWriter();
	private readonly table: TableColumns;
	private readonly sheets: OpenSheet[] = [];
	private readonly readDate: ReturnType<typeof createSerialDates>;
	private columns: readonly Column[] = [];
	private widths: readonly number[] = [];
	private cells: Array<ReturnType<typeof createCellWriter>> = [];

	constructor(
		known: readonly Column[],
		private readonly style: XlsxStyle,
		private readonly limits: ExcelLimits,
	) {
		this.table = new TableColumns(known);
		this.readDate = createSerialDates(style.timezone);
	}

	async encode(rows: readonly RawRecord[]): Promise<Uint8Array> {
		const readValues = this.table.fit(rows);
		if (readValues === null) return new Uint8Array();
		const values = rows.map(readValues);
		let sheet = this.sheets.at(-1) ?? (await this.begin(values));
		for (let at = 0; at < values.length; ) {
			if (this.isFull(sheet)) sheet = await this.nextSheet(sheet);
			const part = values.slice(at, at + this.limits.rowsPerSheet - sheet.rows);
			await this.write(sheet, this.writeRows(part, sheet));
			at += part.length;
		}
		return this.take();
	}

	async end(): Promise<Uint8Array> {
		this.table.assertComplete();
		await this.close(this.sheets.at(-1) ?? (await this.begin([])));
		await this.writeFiles(workbookFiles(this.style.records, this.sheets));
		this.zip.end();
		return this.take();
	}

	/** Settles the columns, and opens the first sheet. */
	private async begin(rows: ReadonlyArray<readonly Value[]>): Promise<OpenSheet> {
		this.columns = this.table.finish();
		const { columns: maxColumns } = this.limits;
		if (this.columns.length > maxColumns) {
			throw new ExcelLimitExceeded({ reason: 'tooManyColumns', data: { maxColumns } });
		}
		for (const { name } of this.columns) assertCellLength(name, name, this.limits.cellLength);
		this.widths = fitWidths(this.columns, rows);
		this.cells = this.columns.map((column, at) =>
			createCellWriter(column, at, this.readDate, this.limits),
		);
		await this.writeFiles(LEADING_FILES);
		return await this.openSheet();
	}

	private async writeFiles(files: readonly File[]): Promise<void> {
		for (const [path, xml] of files) {
			const entry = this.zip.open(path);
			await entry.write(Buffer.from(xml));
			await entry.close();
		}
	}

	private isFull({ rows, bytes }: OpenSheet): boolean {
		return rows >= this.limits.rowsPerSheet || bytes >= this.limits.bytesPerSheet;
	}

	private async openSheet(): Promise<OpenSheet> {
		const at = this.sheets.length;
		const file = this.zip.open(sheetPath(at));
		const sheet: OpenSheet = { file, rows: 1, columns: this.columns.length, bytes: 0 };
		this.sheets.push(sheet);
		await this.write(sheet, openSheet(this.columns, this.widths, at === 0));
		return sheet;
	}

	private async nextSheet(sheet: OpenSheet): Promise<OpenSheet> {
		await this.close(sheet);
		return await this.openSheet();
	}

	private async close({ file, columns, rows }: OpenSheet): Promise<void> {
		await file.write(Buffer.from(closeSheet(columns, rows)));
		await file.close();
	}

	private writeRows(rows: ReadonlyArray<readonly Value[]>, sheet: OpenSheet): string {
		let xml = '';
		for (const values of rows) {
			sheet.rows += 1;
			xml += `<row r="${sheet.rows}">`;
			for (let at = 0; at < values.length; at++) xml += this.cells[at](values[at], sheet.rows);
			xml += '</row>';
		}
		return xml;
	}

	private async write(sheet: OpenSheet, xml: string): Promise<void> {
		const bytes = Buffer.from(xml);
		sheet.bytes += bytes.length;
		await sheet.file.write(bytes);
	}

	private take(): Uint8Array {
		if (this.zip.length > this.limits.bytesPerFile) {
			throw new ExcelLimitExceeded({ reason: 'excelFileTooLarge', data: undefined });
		}
		return this.zip.take();
	}
}

/**
 * @param known the first columns; other fields of the first chunk follow them
 * @param limits for tests, which reach lower ones
 * @returns an encoder that throws ExcelLimitExceeded, and at its end HeaderChanged if a later chunk had new fields
 */
export const createXlsxEncoder = (
	known: readonly Column[],
	style: XlsxStyle,
	limits: ExcelLimits = EXCEL_LIMITS,
): RowEncoder => new XlsxEncoder(known, style, limits);
