import type { RawRecord } from '../record/schema';
import type { Seconds } from './moment';
import type { TriggerEvent } from './events';
import { readSeconds } from './moment';
import type { Window } from './window';
import { isWithin } from './window';

/** Some results, in whatever order the server has them. */
export interface ResultPage {
	records: RawRecord[];
	/** What follows: another page of the same query, the first one of another query, or nothing. */
	next: 'page' | 'query' | null;
}

/** Where results come from. */
export interface ResultSource {
	/** The results dated within a window, page by page; some from around it may be among them. */
	pages: (window: Window) => AsyncGenerator<ResultPage>;
	/** The server's time, by its last answer. */
	now: () => Seconds;
	/** The server's time, asked for. */
	askNow: () => Promise<Seconds>;
}

/** How much is read at once. */
export interface Limits {
	/** So many results dated within it are the most of a window that is not a single second. */
	rows: number;
	/** Whether it is time to come to an end. Every query is made once in any case. */
	isLate: () => boolean;
}

/** A result that was read, and the second it is dated. */
export interface Dated {
	record: RawRecord;
	date: Seconds;
}

export interface WindowRead {
	results: Dated[];
	/** False when there is more than was read. */
	isWhole: boolean;
	/** The server's time when it had answered first. */
	startedAt: Seconds;
}

/**
 * Reads what is dated within a window. What the server sends besides is left out, so that it does not
 * matter whether it counts the ends of a range in.
 * @param limits where to stop; null to read to the end in any case
 */
export async function readWindow(
	source: ResultSource,
	event: TriggerEvent,
	window: Window,
	limits: Limits | null,
): Promise<WindowRead> {
	const results: Dated[] = [];
	let startedAt: Seconds | null = null;
	let isLong = false;
	for await (const { records, next } of source.pages(window)) {
		startedAt ??= source.now();
		for (const record of records) {
			const date = readSeconds(record[event.date]);
			if (date !== null && isWithin(window, date)) results.push({ record, date });
		}
		// A smaller window takes fewer pages, not fewer queries; and it may have just as much beside it.
		isLong ||= next === 'page';
		const isEnough =
			limits !== null && (results.length >= limits.rows || (isLong && limits.isLate()));
		if (next !== null && isEnough) return { results, isWhole: false, startedAt };
	}
	return { results, isWhole: true, startedAt: startedAt ?? source.now() };
}
