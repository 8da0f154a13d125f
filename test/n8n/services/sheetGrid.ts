/** The cells of a sheet, with what the Google Sheets API does to them. */

export type Cell = string | number | boolean;

/** Rows by number, from 1, both included. A whole sheet has no end. */
export interface RowRange {
	sheet: string;
	from: number;
	to: number;
}

export class SheetGrid {
	private cells: Cell[][] = [];
	private rows: number;
	private columns: number;

	/** A new sheet of Google has 1,000 rows and 26 columns. */
	constructor(
		readonly title: string,
		readonly sheetId: number,
		{ rows = 1_000, columns = 26 } = {},
	) {
		this.rows = rows;
		this.columns = columns;
	}

	get properties() {
		const gridProperties = { rowCount: this.rows, columnCount: this.columns };
		return { sheetId: this.sheetId, title: this.title, gridProperties };
	}

	/** Like the API: without empty cells at the end of a row, and without empty rows at the end. */
	read({ from, to }: RowRange): Cell[][] {
		const rows = this.cells.slice(from - 1, to).map((row) => trimEnd(row ?? [], isEmpty));
		return trimEnd(rows, (row) => row.length === 0);
	}

	/** Empties the cells. The sheet keeps its size. */
	clear({ from, to }: RowRange): void {
		for (let i = from - 1; i < Math.min(to, this.cells.length); i++) this.cells[i] = [];
	}

	/**
	 * Writes values from the first row of the range. The sheet grows where values begin inside it; null leaves a
	 * cell as it is. Returns the message of the API if it refuses to.
	 */
	write(
		{ from, to }: RowRange,
		values: ReadonlyArray<ReadonlyArray<Cell | null>>,
	): string | undefined {
		if (from > this.rows) return `Range exceeds grid limits. Max rows: ${this.rows}`;
		if (values.length > to - from + 1) return 'Requested writing outside the range';
		values.forEach((row, i) => {
			const cells = (this.cells[from - 1 + i] ??= []);
			row.forEach((value, column) => {
				if (value !== null) cells[column] = value;
			});
			this.columns = Math.max(this.columns, row.length);
		});
		this.rows = Math.max(this.rows, from - 1 + values.length);
		return undefined;
	}

	appendRows(count: number): void {
		this.rows += count;
	}
}

const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || cell === '';

function trimEnd<T>(list: readonly T[], drop: (one: T) => boolean): T[] {
	let end = list.length;
	while (end > 0 && drop(list[end - 1])) end--;
	return Array.from(list.slice(0, end), (one) => one ?? ('' as T));
}
