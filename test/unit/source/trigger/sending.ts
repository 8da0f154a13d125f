import type { RawRecord } from '../../../../nodes/IspringLearn/source/record/schema';
import { readSeconds, toIso } from '../../../../nodes/IspringLearn/source/trigger/moment';
import type { ResultSource } from '../../../../nodes/IspringLearn/source/trigger/reader';
import { isWithin } from '../../../../nodes/IspringLearn/source/trigger/window';

export const NOW = 1_780_272_000;
export const HOUR = 3600;

export const completed = (userId: string, date: number): RawRecord => ({
	userId,
	completionDate: toIso(date),
	completionStatus: 'passed',
});

/** Sends what each of some queries gives, a thousand a page, and counts the pages. */
export function sending(queries: readonly RawRecord[][], asked = { pages: 0 }): ResultSource {
	return {
		queries: queries.length,
		now: () => NOW,
		askNow: async () => await Promise.resolve(NOW),
		async *pages(window, first) {
			for (const [at, all] of queries.entries()) {
				if (at < first) continue;
				const within = all.filter(({ completionDate }) =>
					isWithin(window, readSeconds(completionDate) ?? NaN),
				);
				const after = at === queries.length - 1 ? null : 'query';
				for (let start = 0; start === 0 || start < within.length; start += 1000) {
					asked.pages += 1;
					const records = within.slice(start, start + 1000);
					const next = start + 1000 < within.length ? 'page' : after;
					yield await Promise.resolve({ records, next });
				}
			}
		},
	};
}
