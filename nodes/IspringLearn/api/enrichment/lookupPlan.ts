/** What to look up for a shape of rows. */
import type { Column, ColumnLookup, LookupKind, RowShape } from '../schema/recordSchema';

/** A column to look up. */
export interface PlannedLookup extends ColumnLookup {
	column: string;
	/** The column that the record itself has: the ID from which all else is looked up. */
	root: string;
	/** The lists that the value comes from. */
	kinds: readonly LookupKind[];
	/** Whether the column is in the output. */
	isShown: boolean;
}

/** Lists what to look up, in an order in which each ID is known before it is needed. */
export function planLookups({ columns, hidden }: RowShape): PlannedLookup[] {
	const byName = new Map([...columns, ...hidden].map((column) => [column.name, column]));
	const chainOf = (column: Column | undefined): ColumnLookup[] =>
		column?.lookup ? [column.lookup, ...chainOf(byName.get(column.lookup.by))] : [];
	return [...byName.values()]
		.flatMap((column) => {
			const chain = chainOf(column);
			if (chain.length === 0) return [];
			const plan: PlannedLookup = {
				...chain[0],
				column: column.name,
				root: chain[chain.length - 1].by,
				kinds: chain.map(({ kind }) => kind),
				isShown: columns.includes(column),
			};
			return [plan];
		})
		.sort((a, b) => a.kinds.length - b.kinds.length);
}
