import type { RawRecord } from '../../../../nodes/IspringLearn/source/record/schema';
import { EVENTS } from '../../../../nodes/IspringLearn/source/trigger/events';
import { readSeconds, toIso } from '../../../../nodes/IspringLearn/source/trigger/moment';
import type { ResultSource } from '../../../../nodes/IspringLearn/source/trigger/reader';
import { newest } from '../../../../nodes/IspringLearn/source/trigger/sample';
import { isWithin } from '../../../../nodes/IspringLearn/source/trigger/window';

const NOW = 1_780_272_000;
const HOUR = 3600;

const completed = (userId: string, date: number): RawRecord => ({
	userId,
	completionDate: toIso(date),
	completionStatus: 'passed',
});

/** Sends what each of some queries gives, a thousand a page. */
function sending(queries: readonly RawRecord[][], asked: { pages: number }): ResultSource {
	return {
		now: () => NOW,
		askNow: async () => await Promise.resolve(NOW),
		async *pages(window) {
			for (const [at, all] of queries.entries()) {
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

const users = async (queries: readonly RawRecord[][], asked = { pages: 0 }): Promise<unknown[]> => {
	const source = sending(queries, asked);
	const { records } = await newest(EVENTS.moduleCompleted, source, 5, () => false);
	return records.map(({ userId }) => userId);
};

test('what two queries give, such as a department and the one above it, is shown once', async () => {
	const [first, second] = [completed('a', NOW - HOUR), completed('b', NOW - 2 * HOUR)];
	expect(
		await users([
			[first, second],
			[second, first],
		]),
	).toEqual(['a', 'b']);
});

test('of very many results of one second no more are read than are shown', async () => {
	const crowd = Array.from({ length: 50_000 }, (_, n) => completed(`${n}`, NOW - HOUR));
	const asked = { pages: 0 };
	expect(await users([crowd], asked)).toHaveLength(5);
	expect(asked.pages).toBeLessThan(10);
});
