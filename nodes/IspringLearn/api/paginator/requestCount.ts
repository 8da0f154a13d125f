/** Counts the requests that a query takes before any of them is made: long lists multiply. */
import type { Query } from './chunkQuery';
import { IDS_PER_REQUEST } from './chunkQuery';
import { PaginationError } from './paginationError';

/** Requests for one input item, without further pages. Four at a time take some minutes. */
export const MAX_REQUESTS = 2000;

/** Requests for one poll, which n8n may give only half a minute. */
export const MAX_POLL_REQUESTS = 200;

interface LongList {
	name: string;
	entries: number;
	/** Requests that this list takes alone. */
	parts: number;
}

const longLists = (query: Query): LongList[] =>
	Object.entries(query).flatMap(([name, value]) =>
		Array.isArray(value) && value.length > IDS_PER_REQUEST
			? [{ name, entries: value.length, parts: Math.ceil(value.length / IDS_PER_REQUEST) }]
			: [],
	);

const product = (parts: readonly number[]): number => parts.reduce((all, one) => all * one, 1);

/** The largest number of requests per list with which all lists together take at most `most`. */
function largestParts(lists: readonly LongList[], most: number): number {
	const fits = (largest: number) =>
		product(lists.map(({ parts }) => Math.min(parts, largest))) <= most;
	let largest = 1;
	while (fits(largest + 1)) largest += 1;
	return largest;
}

/** @throws PaginationError when a query takes more requests than `maxRequests` */
export function assertRequestCount(query: Query, maxRequests = MAX_REQUESTS): void {
	const lists = longLists(query);
	const requests = product(lists.map(({ parts }) => parts));
	if (requests <= maxRequests) return;
	const largest = largestParts(lists, maxRequests);
	throw new PaginationError('tooManyRequests', {
		requests,
		maxRequests,
		longLists: lists.length,
		toShorten: lists
			.filter(({ parts }) => parts > largest)
			.map(({ name, entries }) => ({ parameter: name, entries })),
		maxEntries: largest * IDS_PER_REQUEST,
		entriesPerRequest: IDS_PER_REQUEST,
	});
}
