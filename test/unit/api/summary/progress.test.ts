import fc from 'fast-check';
import { PROGRESS } from '../../../../nodes/IspringLearn/api/endpoints/progress';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { NumberSet } from '../../../../nodes/IspringLearn/api/summary/idNumbers';
import { summarize } from '../../../../nodes/IspringLearn/api/summary/summarize';
import { recount } from '../../../support/progress';

const UUID = '85077abc-2639-11ea-8e3f-0a580af40c09';
const IDS = [UUID, UUID.toUpperCase(), ` ${UUID} `, 'a', 'A', '7', 7, '__proto__', '', null];

const STATUSES = [
	...['not_started', 'in_progress', 'pending', 'complete', 'passed', 'accepted', 'incomplete'],
	...[
		'failed',
		'declined',
		'archived',
		' passed ',
		'Passed',
		'FAILED',
		'Not_Started',
		'',
		5,
		null,
		undefined,
	],
];
const NUMBERS = [0, 50, 9.09, 100, -3, '33.33', ' 80 ', '0', '', 'n/a', null, undefined, { a: 1 }];
const SWITCHES = [true, false, 1, 0, '1', '0', 'TRUE', ' false ', 'maybe', '', null, undefined];
const DATES = [
	...['2021-07-28T21:00:00+00:00', '2021-07-28T23:00:00+02:00', '2021-07-28T21:00:01Z'],
	...['2026-02-28T00:00:00+00:00', '1999-12-31T23:59:59+00:00'],
	...['soon', '', null, undefined, 3],
];

/** A result with any of these values. In XML the same values come as text. */
const result = fc.record({
	userId: fc.constantFrom(...IDS),
	courseId: fc.constantFrom(...IDS),
	completionStatus: fc.constantFrom(...STATUSES),
	progress: fc.constantFrom(...NUMBERS),
	awardedScore: fc.constantFrom(...NUMBERS),
	isOverdue: fc.constantFrom(...SWITCHES),
	dueDate: fc.constantFrom(...DATES),
	completionDate: fc.constantFrom(...DATES),
}) as fc.Arbitrary<RawRecord>;

const pagesOf = (results: readonly RawRecord[], size: number): RawRecord[][] =>
	Array.from({ length: Math.ceil(results.length / size) }, (_, at) =>
		results.slice(at * size, (at + 1) * size),
	);

async function rowsOf(
	pages: readonly RawRecord[][],
	{ endpoint = PROGRESS.learnerProgress.courses, limit = Infinity } = {},
): Promise<RawRecord[]> {
	async function* read() {
		yield* await Promise.resolve(pages);
	}
	const { summary } = endpoint;
	if (summary === undefined) throw new Error('No summary');
	const rows: RawRecord[] = [];
	for await (const chunk of summarize(read(), endpoint, summary, limit)) {
		expect(chunk.length).toBeGreaterThan(0);
		rows.push(...chunk);
	}
	return rows;
}

const CASES = (['learnerProgress', 'courseProgress'] as const).flatMap((resource) =>
	(['courses', 'modules'] as const).map((basis) => ({
		...{ resource, basis, endpoint: PROGRESS[resource][basis] },
		by: resource === 'learnerProgress' ? ('userId' as const) : ('courseId' as const),
	})),
);

test.each(CASES)('$resource of $basis agrees with a recount of any results', async (one) => {
	const { endpoint, by } = one;
	await fc.assert(
		fc.asyncProperty(
			fc.array(result, { maxLength: 60 }),
			fc.integer({ min: 1, max: 9 }),
			async (results, size) => {
				const rows = await rowsOf(pagesOf(results, size), { endpoint });
				for (const row of rows) delete row.courseTitle;
				expect(rows).toEqual(recount(results, by));
			},
		),
		{ numRuns: 150 },
	);
});

/** An ID may be the other way to write it. */
const comparable = ({ userId, ...row }: RawRecord) => ({
	...row,
	userId: typeof userId === 'string' && userId.length > 1 ? userId.toLowerCase() : userId,
});

test('neither the order of the results nor the pages change the rows', async () => {
	const shuffled = fc
		.array(result, { maxLength: 40 })
		.chain((results) =>
			fc.tuple(fc.constant(results), fc.shuffledSubarray(results, { minLength: results.length })),
		);
	await fc.assert(
		fc.asyncProperty(shuffled, async ([results, others]) => {
			const rows = await rowsOf([results]);
			const same = await rowsOf(pagesOf(others, 3));
			expect(same.map(comparable)).toEqual(rows.map(comparable));
		}),
	);
});

test('the limit takes the first rows', async () => {
	const results = Array.from({ length: 2500 }, (_, at) => ({
		userId: `u${at}`,
		isOverdue: at % 3 === 0,
	}));
	const all = await rowsOf([results]);
	expect(all).toHaveLength(2500);
	for (const limit of [1, 999, 1000, 1001, 2500, 9999]) {
		expect(await rowsOf([results], { limit })).toEqual(all.slice(0, limit));
	}
});

test('courses take their title from the first result that has one', async () => {
	const endpoint = PROGRESS.courseProgress.courses;
	const titles = [null, '', 'Safety', 'Renamed'];
	const results = titles.map((courseTitle) => ({ courseId: 'c', userId: 'u', courseTitle }));
	expect(await rowsOf([results], { endpoint })).toMatchObject([{ courseTitle: 'Safety' }]);
});

test.each([
	[[1, 1.01], 1.01],
	[[0.3, 0.2, 0.1, 0.01], 0.15],
	[[0.01, 0.1, 0.2, 0.3], 0.15],
])('the average of %j is rounded as people do it', async (scores, averageScore) => {
	const results = scores.map((awardedScore): RawRecord => ({ userId: 'u', awardedScore }));
	expect(await rowsOf([results])).toMatchObject([{ averageScore }]);
});

test('a number that is too large for an average leaves it out', async () => {
	const results = [1e308, 1e308].map((progress): RawRecord => ({ userId: 'u', progress }));
	expect(await rowsOf([results])).toMatchObject([{ averageProgress: null, assigned: 2 }]);
});

test('the set of numbers counts each number once', () => {
	const numbers = fc.array(
		fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 2 ** 32 - 1 })),
	);
	fc.assert(
		fc.property(numbers, (all) => {
			const set = new NumberSet();
			for (const number of all) set.add(number);
			expect(set.size).toBe(new Set(all).size);
		}),
	);
});
