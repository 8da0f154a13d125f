import type { RawRecord } from '../schema/record';
import type { Seconds } from './moment';
import type { TriggerEvent } from './events';
import { readSeconds } from './moment';
import type { Slice } from './slice';
import { isWithin } from './slice';

/** Some results, in whatever order the server has them. */
export interface ResultPage {
	records: RawRecord[];
	/** What follows: another page of the same query, the first one of another query, or nothing. */
	next: 'page' | 'query' | null;
}

/** Where results come from. */
export interface ResultSource {
	/** How many queries the filters take. */
	queries: number;
	/**
	 * The results dated within a window, page by page; some from around it may be among them.
	 * @param from the query to begin with
	 */
	pages: (window: Slice, from: number) => AsyncGenerator<ResultPage>;
	/** The server's time, by its last answer. */
	now: () => Seconds;
	/** The server's time, asked for. */
	askNow: () => Promise<Seconds>;
}

/** How much is read at once. */
export interface Limits {
	/** So many results dated within it are the most of a window that is not a single second. */
	rows: number;
	/** So many events are remembered. */
	remembered: number;
	/** Whether it is time to come to an end. One query is made in any case. */
	isLate: () => boolean;
}

/** A result that was read, and the second it is dated. */
export interface DatedResult {
	record: RawRecord;
	date: Seconds;
}

export interface SliceResult {
	results: DatedResult[];
	/** What is left: nothing, the queries from this one on, or too much, so that the window has to be smaller. */
	left: null | number | 'tooMuch';
	/** The server's time when it had answered first. */
	startedAt: Seconds;
	/** Pages that came. */
	requests: number;
}

/**
 * Reads what is dated within a window. What the server sends besides is left out, so that it does not
 * matter whether it counts the ends of a range in. A smaller window takes fewer pages, not fewer queries:
 * so it stops between two queries where it can, and what it leaves can be read later on.
 * @param from the query to begin with
 * @param limits where to stop
 * @param isSecond true for a window that cannot be smaller: each query is read to its end
 */
export async function readSlice(
	source: ResultSource,
	event: TriggerEvent,
	window: Slice,
	from: number,
	limits: Pick<Limits, 'rows' | 'isLate'>,
	isSecond = false,
): Promise<SliceResult> {
	const results: DatedResult[] = [];
	const first = from < source.queries ? from : 0;
	let ofQueries = 0;
	let query = first;
	let requests = 0;
	let startedAt: Seconds | null = null;
	for await (const { records, next } of source.pages(window, first)) {
		startedAt ??= source.now();
		requests += 1;
		for (const record of records) {
			const date = readSeconds(record[event.date]);
			if (date !== null && isWithin(window, date)) results.push({ record, date });
		}
		if (next !== 'page') {
			query += 1;
			ofQueries = results.length;
		}
		if (next === null || (next === 'page' && isSecond)) continue;
		if (results.length < limits.rows && !limits.isLate()) continue;
		if (query === first) return { results, left: 'tooMuch', startedAt, requests };
		return { results: results.slice(0, ofQueries), left: query, startedAt, requests };
	}
	return { results, left: null, startedAt: startedAt ?? source.now(), requests };
}
