/** Splits a query with long id lists into several, since about 50 ids a call is what the API is seen to take. */
import { comparable } from './identity';

/** Ids of one list in one request. */
export const IDS_PER_REQUEST = 50;

/** Query parameters by name. A list is an array. */
export type Query = { [name: string]: unknown };

/** A list in parts of so many, the last one shorter. */
export const chunk = <T>(list: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
		list.slice(at * size, (at + 1) * size),
	);

/**
 * Filters by a field of which a record has one value: queries that share none of these values have no
 * record in common. A department gives the learners of those below it as well, a learner is in several
 * groups, and whether a login is another one in capitals is not documented.
 */
const ONE_TO_A_RECORD: ReadonlySet<string> = new Set([
	'userIds',
	'learnerIds',
	'courseIds',
	'moduleIds',
	'courseItemIds',
	'contentItemIds',
	'enrollmentIds',
]);

/** A list with each value once, in the order given: the same id in two queries would give its records twice. */
function distinct(list: readonly unknown[]): unknown[] {
	const byForm = new Map<unknown, unknown>();
	for (const value of list) {
		const form = typeof value === 'string' ? comparable(value) : value;
		if (!byForm.has(form)) byForm.set(form, value);
	}
	return [...byForm.values()];
}

/** The values of a parameter in parts, each for a query of its own. */
function partsOf(value: unknown): unknown[] {
	if (!Array.isArray(value)) return [value];
	const list = distinct(value);
	return list.length <= IDS_PER_REQUEST ? [list] : chunk(list, IDS_PER_REQUEST);
}

/**
 * The queries that together ask for what one query does, none with more than 50 ids in a list. Those
 * that may give the same records stand together.
 */
export function chunkQuery(query: Query): Query[] {
	const names = Object.keys(query);
	const order = [
		...names.filter((name) => ONE_TO_A_RECORD.has(name)),
		...names.filter((name) => !ONE_TO_A_RECORD.has(name)),
	];
	return order.reduce<Query[]>(
		(queries, name) => {
			const parts = partsOf(query[name]);
			return queries.flatMap((one) => parts.map((part) => ({ ...one, [name]: part })));
		},
		[{ ...query }],
	);
}

/** Whether two queries that one was split into may give the same records. */
export const mayOverlap = (one: Query, other: Query): boolean =>
	Object.keys(one).every((name) => !ONE_TO_A_RECORD.has(name) || one[name] === other[name]);
