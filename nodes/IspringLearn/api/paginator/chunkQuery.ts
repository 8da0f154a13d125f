/** Splits a query with long lists into several, and counts them: in practice the API accepts about 50 IDs per request. */
import type { Parameters } from '../endpoints/endpoint';
import { normalizeUuid } from './deduplicator';
import { PaginationError } from './paginationError';

/** Maximum IDs of one list in one request. */
export const IDS_PER_REQUEST = 50;

/** Maximum requests for one input item, not counting further pages. At four at a time they take some minutes. */
export const MAX_REQUESTS = 2000;

/** Maximum requests for one poll, for which n8n may allow only half a minute. */
export const MAX_POLL_REQUESTS = 200;

/** Query parameters by name. A list is an array. */
export type Query = Parameters;

/** Splits a list into chunks of this size. The last one may be smaller. */
export const chunk = <T>(list: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
		list.slice(at * size, (at + 1) * size),
	);

/**
 * Parameters that filter by a field with one value in each record: two queries that share none of the values
 * share no record. Other filters overlap: a department returns the learners of its subdepartments as well, a
 * learner is in several groups, and whether logins are case-sensitive is not documented.
 */
const SINGLE_VALUED: ReadonlySet<string> = new Set([
	'userIds',
	'learnerIds',
	'courseIds',
	'moduleIds',
	'courseItemIds',
	'contentItemIds',
	'enrollmentIds',
]);

/** Each value once, in order: the same ID in two queries would return its records twice. */
function distinct(list: readonly unknown[]): unknown[] {
	const byForm = new Map<unknown, unknown>();
	for (const value of list) {
		const form = typeof value === 'string' ? normalizeUuid(value) : value;
		if (!byForm.has(form)) byForm.set(form, value);
	}
	return [...byForm.values()];
}

/**
 * The values of a parameter in chunks, each for a query of its own. An empty list has none: sent without values, the
 * parameter would be missing, and select every record.
 */
function chunkParameter(value: unknown): unknown[] {
	if (!Array.isArray(value)) return [value];
	const list = distinct(value);
	return chunk(list, IDS_PER_REQUEST);
}

/**
 * Splits a query into queries with at most 50 IDs in a list, which together select the same records. Those
 * that may return the same records are neighbours. There is none if a list is empty.
 */
export function chunkQuery(query: Query): Query[] {
	const names = Object.keys(query);
	const order = [
		...names.filter((name) => SINGLE_VALUED.has(name)),
		...names.filter((name) => !SINGLE_VALUED.has(name)),
	];
	return order.reduce<Query[]>(
		(queries, name) => {
			const chunks = chunkParameter(query[name]);
			return queries.flatMap((one) => chunks.map((part) => ({ ...one, [name]: part })));
		},
		[{ ...query }],
	);
}

/** Whether two queries that come from one may return the same records. */
export const mayOverlap = (one: Query, other: Query): boolean =>
	Object.keys(one).every((name) => !SINGLE_VALUED.has(name) || one[name] === other[name]);

interface LongList {
	name: string;
	entries: number;
	/** Requests that this list takes alone. */
	chunks: number;
}

const longLists = (query: Query): LongList[] =>
	Object.entries(query).flatMap(([name, value]) =>
		Array.isArray(value) && value.length > IDS_PER_REQUEST
			? [{ name, entries: value.length, chunks: Math.ceil(value.length / IDS_PER_REQUEST) }]
			: [],
	);

const product = (numbers: readonly number[]): number => numbers.reduce((all, one) => all * one, 1);

/** The largest number of chunks per list with which all lists together take at most `maxRequests`. */
function maxChunks(lists: readonly LongList[], maxRequests: number): number {
	const fits = (max: number) =>
		product(lists.map(({ chunks }) => Math.min(chunks, max))) <= maxRequests;
	let max = 1;
	while (fits(max + 1)) max += 1;
	return max;
}

/**
 * Counts the requests of a query before any of them is sent: long lists multiply.
 * @throws PaginationError when there are more than `maxRequests`
 */
export function assertRequestCount(query: Query, maxRequests = MAX_REQUESTS): void {
	const lists = longLists(query);
	const requests = product(lists.map(({ chunks }) => chunks));
	if (requests <= maxRequests) return;
	const max = maxChunks(lists, maxRequests);
	throw new PaginationError('tooManyRequests', {
		requests,
		maxRequests,
		longLists: lists.length,
		toShorten: lists
			.filter(({ chunks }) => chunks > max)
			.map(({ name, entries }) => ({ parameter: name, entries })),
		maxEntries: max * IDS_PER_REQUEST,
		entriesPerRequest: IDS_PER_REQUEST,
	});
}
