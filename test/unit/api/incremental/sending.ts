import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { readSeconds, toIso } from '../../../../nodes/IspringLearn/api/incremental/moment';
import type { ResultSource } from '../../../../nodes/IspringLearn/api/incremental/readSlice';
import { isWithin } from '../../../../nodes/IspringLearn/api/incremental/slice';

export const NOW = 1_780_272_000;
export const HOUR = 3600;

export const completed = (userId: string, date: number): RawRecord => ({
	userId,
	completionDate: toIso(date),
	completionStatus: 'passed',
});

/** Read once: there may be very many of them. */
const dates = new WeakMap<RawRecord, number>();

function dateOf(record: RawRecord): number {
	const date = dates.get(record) ?? readSeconds(record.completionDate) ?? NaN;
	dates.set(record, date);
	return date;
}

/**
 * Sends what each of some queries gives, a thousand a page, and counts the pages.
 * @param onPage told of each page as well
 */
export function sending(
	queries: readonly RawRecord[][],
	asked = { pages: 0 },
	clock = { now: NOW },
	onPage = () => {},
): ResultSource {
	return {
		queries: queries.length,
		now: () => clock.now,
		askNow: async () => await Promise.resolve(clock.now),
		async *pages(window, first) {
			for (const [at, all] of queries.entries()) {
				if (at < first) continue;
				const within = all.filter((record) => isWithin(window, dateOf(record)));
				const after = at === queries.length - 1 ? null : 'query';
				for (let start = 0; start === 0 || start < within.length; start += 1000) {
					asked.pages += 1;
					onPage();
					const records = within.slice(start, start + 1000);
					const next = start + 1000 < within.length ? 'page' : after;
					yield await Promise.resolve({ records, next });
				}
			}
		},
	};
}
