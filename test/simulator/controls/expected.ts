import type { Endpoint } from '../lists';
import { nameOf, parseQuery, type Pair } from '../lists/filters';

/** Filters by their names without brackets: `{ userIds: [id], accessDate: { startDate: '2026-01-01T00:00:00Z' } }`. */
export type ExpectedFilters = Readonly<
	Record<
		string,
		ReadonlyArray<string | number> | { readonly startDate?: string; readonly endDate?: string }
	>
>;

/** Yields the records of a list for these filters, over all pages. The number of ids is not limited. */
export function* expectedRecords(
	{ filters: known, inPath, count, exists, make }: Endpoint,
	filters: ExpectedFilters,
): Generator<ReturnType<Endpoint['make']>> {
	const all = inPath ? [inPath, ...known] : known;
	const pairs = Object.entries(filters).flatMap(([name, value]) => {
		const filter = all.find((one) => one.name === name);
		const list = filter && filter.kind !== 'range' ? nameOf(filter) : `${name}[]`;
		return Object.entries(value).map(
			([end, one]): Pair => [Array.isArray(value) ? list : `${name}[${end}]`, String(one)],
		);
	});
	const { accepts, problems, unknown } = parseQuery(all, false, pairs, Infinity);
	if (problems.length + unknown.length > 0)
		throw new Error(
			[...problems, ...unknown.map((name) => `Unknown parameter ${name}`)].join('; '),
		);
	for (let i = 0; i < count(); i++) if ((exists?.(i) ?? true) && accepts(i)) yield make(i);
}
