import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { ResultSource } from '../../../../nodes/IspringLearn/api/incremental/readSlice';
import { isWithin, toIso } from '../../../../nodes/IspringLearn/api/incremental/time';
import { readSeconds } from '../../../../nodes/IspringLearn/api/schema/moment';

export const NOW = 1_780_272_000;
export const HOUR = 3600;

export const completed = (userId: string, date: number): RawRecord => ({
	userId,
	completionDate: toIso(date),
	completionStatus: 'passed',
});

/** Dates parsed once: tests use tens of thousands of records. */
const dates = new WeakMap<RawRecord, number>();

function dateOf(record: RawRecord): number {
	const date = dates.get(record) ?? readSeconds(record.completionDate) ?? NaN;
	dates.set(record, date);
	return date;
}

/**
 * A source with the records of each query, a thousand per page.
 * @param sent counts the pages
 * @param onPage called before each page
 */
export function fakeSource(
	queries: readonly RawRecord[][],
	sent = { pages: 0 },
	clock = { now: NOW },
	onPage = () => {},
): ResultSource {
	return {
		queries: queries.length,
		now: () => clock.now,
		fetchNow: async () => await Promise.resolve(clock.now),
		async *pages(slice, fromQuery) {
			for (const [at, all] of queries.entries()) {
				if (at < fromQuery) continue;
				const within = all.filter((record) => isWithin(slice, dateOf(record)));
				const last = at === queries.length - 1 ? null : 'query';
				for (let start = 0; start === 0 || start < within.length; start += 1000) {
					sent.pages += 1;
					onPage();
					const records = within.slice(start, start + 1000);
					const next = start + 1000 < within.length ? 'page' : last;
					yield await Promise.resolve({ records, next });
				}
			}
		},
	};
}
