/** What to look up for a shape of rows. */
import type {
	Column,
	ColumnLookup,
	LookupKind,
	RecordSchema,
	RowShape,
} from '../schema/recordSchema';

/** A column to look up. */
export interface PlannedLookup {
	column: string;
	/** The lists that the value comes from, the column's own first. */
	kinds: readonly LookupKind[];
	/** The look-ups that lead from the root to the column, in order. */
	steps: readonly ColumnLookup[];
	/** The field of the record with the ID from which all else is looked up. */
	root: string;
}

/** Lists the columns to look up. */
export function planLookups(schema: RecordSchema, { columns }: RowShape): PlannedLookup[] {
	const byName = new Map(schema.columns.map((column) => [column.name, column]));
	const chainOf = (column: Column | undefined): ColumnLookup[] =>
		column?.lookup ? [column.lookup, ...chainOf(byName.get(column.lookup.by))] : [];
	return columns.flatMap((column) => {
		const chain = chainOf(column);
		if (chain.length === 0) return [];
		const kinds = chain.map(({ kind }) => kind);
		const steps = [...chain].reverse();
		return [{ column: column.name, kinds, steps, root: steps[0].by }];
	});
}
