/** The columns of a file whose header is written before its last rows are known. */
import type { RawRecord, Value } from '../api/schema/record';
import { readField } from '../api/schema/record';
import type { Column } from '../api/schema/recordSchema';

/**
 * Some rows have fields that the header, which was written before them, has no column for. Write the file
 * again with these columns, which are those of all rows, so that no field is lost.
 */
export class HeaderChanged extends Error {
	constructor(readonly columns: readonly Column[]) {
		super('header changed');
		this.name = 'HeaderChanged';
	}
}

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

/** The known columns, and after them the other fields of the first rows. */
export class TableColumns {
	private isFinal = false;
	private isOutdated = false;

	constructor(private columns: readonly Column[]) {}

	/** The columns of the header. From now on they cannot change. */
	finish(): readonly Column[] {
		this.isFinal = true;
		return this.columns;
	}

	/**
	 * Adds columns for the new fields of rows.
	 * @returns the function that reads the values of these rows in the order of the columns; null if there is no
	 * use in writing rows any more, because the header lacks columns
	 */
	fit(rows: readonly RawRecord[]): ((row: RawRecord) => readonly Value[]) | null {
		const inOrder = rows.every((row) => hasColumnOrder(row, this.columns));
		const added = inOrder ? [] : findNewColumns(rows, this.columns);
		const columns = [...this.columns, ...added];
		this.columns = columns;
		this.isOutdated ||= this.isFinal && added.length > 0;
		if (this.isOutdated) return null;
		if (inOrder) return (row) => Object.values(row);
		return (row) => columns.map(({ name }) => readField(row, name));
	}

	/**
	 * Call this after the last row.
	 * @throws HeaderChanged if the header lacks columns
	 */
	assertComplete(): void {
		if (this.isOutdated) throw new HeaderChanged(this.columns);
	}
}
