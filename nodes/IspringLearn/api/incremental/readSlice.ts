/** Reads a slice of results, and drops what the seen set knows. */
import type { RawRecord } from '../schema/record';
import type { SeenSet } from './seenSet';
import type { Seconds, Slice } from './time';
import { isWithin } from './time';
import { readSeconds } from '../schema/moment';

/** What the poll must know about an event. */
export interface TriggerEvent {
	/** The field that dates the event. The query parameter of the same name filters by it. */
	date: 'accessDate' | 'completionDate' | 'dueDate';
	/** True if the event happens once its date has passed. Polls then read up to the server's time only. */
	pastOnly: boolean;
	/** Whether a result with this date is such an event. */
	counts: (record: RawRecord) => boolean;
	/** Identifies the event among all events of the same date. */
	keyOf: (record: RawRecord) => string;
}

/** Part of the results, in the server's order. */
interface ResultPage {
	records: RawRecord[];
	/** What follows: another page of this query, the first page of the next query, or nothing. */
	next: 'page' | 'query' | null;
}

/** Reads results. A filter with many IDs takes several queries for each slice. */
export interface ResultSource {
	queries: number;
	/**
	 * Yields the results of a slice page by page. Pages may include results dated just outside the slice.
	 * @param fromQuery index of the first query to send
	 */
	pages: (slice: Slice, fromQuery: number) => AsyncGenerator<ResultPage>;
	/** The server's time, from its last response. */
	now: () => Seconds;
	/** The server's time, from a new request. */
	fetchNow: () => Promise<Seconds>;
}

/** How much a poll reads and remembers. */
export interface Limits {
	/** Maximum results per slice. Ignored for a one-second slice, which cannot be split. */
	maxRows: number;
	/** Maximum events in the seen set. */
	maxSeen: number;
	/** Whether the poll should end. It sends at least one query anyway. */
	isTimeUp: () => boolean;
}

/** A result and the date of its event. */
export interface DatedResult {
	record: RawRecord;
	date: Seconds;
}

/** What `readSlice` returns. */
export interface SliceResult {
	results: DatedResult[];
	/** What was not read: nothing, the queries from this index on, or too much to keep, so that the slice must be cut. */
	left: null | number | 'tooMuch';
	/** The server's time at its first response. */
	startedAt: Seconds;
	/** Pages received. */
	requests: number;
}

/**
 * Reads the results dated within a slice. Results outside it are dropped, so it does not matter whether
 * the server includes the ends of a range. A smaller slice takes fewer pages but not fewer queries, so reading
 * stops between two queries where possible, and a later call continues there.
 * @param fromQuery index of the first query to send
 * @param wholeQueries true for a slice that cannot be cut: each query is read to its end
 */
export async function readSlice(
	source: ResultSource,
	event: TriggerEvent,
	slice: Slice,
	fromQuery: number,
	{ maxRows, isTimeUp }: Pick<Limits, 'maxRows' | 'isTimeUp'>,
	wholeQueries = false,
): Promise<SliceResult> {
	const results: DatedResult[] = [];
	// Fewer IDs in a filter mean fewer queries than there were at the last poll.
	const first = fromQuery < source.queries ? fromQuery : 0;
	let query = first;
	let resultsOfWholeQueries = 0;
	let requests = 0;
	let startedAt: Seconds | null = null;
	for await (const { records, next } of source.pages(slice, first)) {
		startedAt ??= source.now();
		requests += 1;
		for (const record of records) {
			const date = readSeconds(record[event.date]);
			if (date !== null && isWithin(slice, date)) results.push({ record, date });
		}
		if (next !== 'page') {
			query += 1;
			resultsOfWholeQueries = results.length;
		}
		if (next === null || (next === 'page' && wholeQueries)) continue;
		if (results.length < maxRows && !isTimeUp()) continue;
		if (query === first) return { results, left: 'tooMuch', startedAt, requests };
		return { results: results.slice(0, resultsOfWholeQueries), left: query, startedAt, requests };
	}
	return { results, left: null, startedAt: startedAt ?? source.now(), requests };
}

/**
 * Adds the events among the results to the seen set.
 * @param isNew whether an event of this date is new if the seen set did not know it; by default it is
 * @returns the results of new events
 */
export function dropSeen(
	results: readonly DatedResult[],
	event: TriggerEvent,
	seen: SeenSet,
	isNew: (date: Seconds) => boolean = () => true,
): DatedResult[] {
	return results.filter(
		({ record, date }) =>
			event.counts(record) && seen.add(date, event.keyOf(record)) && isNew(date),
	);
}
