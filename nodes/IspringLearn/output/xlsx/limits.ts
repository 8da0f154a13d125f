/** The limits of an Excel file, and what happens at them: a new sheet, or the end of the export. */

/**
 * What fits into a sheet and a file.
 * https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
 */
export const EXCEL_LIMITS = {
	rowsPerSheet: 1_048_576,
	columns: 16_384,
	/** Counted in UTF-16 code units, as JavaScript does. */
	cellLength: 32_767,
	/** A ZIP file without the ZIP64 extension holds 4 GiB, and so does each file in it. */
	bytesPerSheet: 4_000_000_000,
	bytesPerFile: 4_000_000_000,
} as const;

export type ExcelLimits = { readonly [Limit in keyof typeof EXCEL_LIMITS]: number };

interface ExcelFaults {
	cellTooLong: { column: string; length: number; maxLength: number };
	tooManyColumns: { maxColumns: number };
	excelFileTooLarge: undefined;
}

/** What an Excel file cannot hold, with the data of its message. */
type ExcelFault = {
	[Reason in keyof ExcelFaults]: { reason: Reason; data: ExcelFaults[Reason] };
}[keyof ExcelFaults];

/** Rows that an Excel file cannot hold. Nothing is cut off to make them fit. */
export class ExcelLimitExceeded extends Error {
	constructor(readonly fault: ExcelFault) {
		super(fault.reason);
		this.name = 'ExcelLimitExceeded';
	}
}

/** How much of a field name a message quotes. */
const MAX_QUOTED = 80;

/**
 * Checks a text, or the name of its column.
 * @throws ExcelLimitExceeded for a text that is longer than a cell
 */
export function assertCellLength({ length }: string, name: string, maxLength: number): void {
	if (length <= maxLength) return;
	const column = name.length > MAX_QUOTED ? `${name.slice(0, MAX_QUOTED)}…` : name;
	throw new ExcelLimitExceeded({ reason: 'cellTooLong', data: { column, length, maxLength } });
}
