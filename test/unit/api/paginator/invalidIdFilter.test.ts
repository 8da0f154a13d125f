import fc from 'fast-check';
import type { Query } from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import { chunkQuery } from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import type { FetchPage } from '../../../../nodes/IspringLearn/api/paginator/paginate';
import { readChunks } from '../../../../nodes/IspringLearn/api/paginator/readChunks';
import { InvalidIdFilter } from '../../../../nodes/IspringLearn/api/paginator/invalidIdFilter';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { PaginationError } from '../../../../nodes/IspringLearn/api/paginator/paginationError';
import { triggerForm } from '../../../../nodes/IspringLearn/errors/form';
import { axiosStatus } from '../../support/errors';
import { gather } from '../../support/list';
import { wordsOf } from '../../support/message';
import { rejectionOf } from '../../support/thrown';

const FILTERS = ['userIds', 'courseIds'];
const SCHEMA = { columns: [], primaryKey: ['userIds', 'courseIds'] };
const numbered = (letter: string, count: number): string[] =>
	Array.from({ length: count }, (_, at) => `${letter}${at}`);
const USERS = numbered('u', 70);
const COURSES = numbered('c', 55);

const matches = (record: RawRecord, query: Query): boolean =>
	FILTERS.every((name) => {
		const ids = query[name] as string[] | undefined;
		return ids === undefined || ids.includes(String(record[name]));
	});

/** Every learner in every course; a call with an id that is not known, or one that is odd, is refused. */
function account(bad: ReadonlySet<string>, isOdd: (query: Query) => boolean = () => false) {
	const all = USERS.flatMap((userIds) => COURSES.map((courseIds) => ({ userIds, courseIds })));
	const asked: Query[] = [];
	const fetchPageOf =
		(query: Query): FetchPage =>
		async ({ pageSize, pageToken }) => {
			asked.push(query);
			const ids = FILTERS.flatMap((name) => (query[name] ?? []) as string[]);
			expect(ids.length).toBeGreaterThan(0);
			if (ids.some((id) => bad.has(id)) || isOdd(query)) throw axiosStatus(400);
			const start = Number(pageToken ?? 0);
			const found = all.filter((record) => matches(record, query));
			const end = start + pageSize;
			return {
				records: found.slice(start, end),
				nextPageToken: end < found.length ? String(end) : null,
			};
		};
	const sieve = new InvalidIdFilter(FILTERS, fetchPageOf);
	const read = async (query: Query) => {
		const plan = { pageSize: 100, pageToken: null, limit: Infinity };
		const pages = readChunks(chunkQuery(query), (one) => sieve.pagesOf(one), SCHEMA, plan);
		return (await gather(pages)).flat();
	};
	return { all, asked, sieve, read };
}

const keys = (records: readonly RawRecord[]): string[] =>
	records.map(({ userIds, courseIds }) => `${userIds}/${courseIds}`).sort();

it('gives exactly the records of the other ids, whichever are not known, in one filter or in two', async () => {
	const given = fc.record({
		userIds: fc.subarray(USERS, { minLength: 1 }),
		courseIds: fc.option(fc.subarray(COURSES, { minLength: 1 }), { nil: undefined }),
		bad: fc.subarray([...USERS, ...COURSES]),
	});
	await fc.assert(
		fc.asyncProperty(given, async ({ userIds, courseIds, bad }) => {
			const unknown = new Set(bad);
			const { all, asked, sieve, read } = account(unknown);
			const query: Query = { userIds, ...(courseIds && { courseIds }) };
			const rows = await read(query);
			const wanted = all.filter(
				(record) =>
					matches(record, query) &&
					!unknown.has(record.userIds) &&
					!(courseIds && unknown.has(record.courseIds)),
			);
			expect(keys(rows)).toEqual(keys(wanted));
			for (const { ids } of sieve.skipped) {
				expect(ids.every((id) => unknown.has(id))).toBe(true);
			}
			const skipped = sieve.skipped.reduce((sum, { ids }) => sum + ids.length, 0);
			const pages = Math.ceil(rows.length / 100);
			// For each of up to four queries: the refused call, one for the whole of each filter, an empty page.
			expect(asked.length).toBeLessThanOrEqual(
				pages + 4 * 5 + 2 * skipped * Math.ceil(Math.log2(50)),
			);
		}),
		{ numRuns: 150 },
	);
});

it('asks for nothing more when every id is known', async () => {
	const { asked, sieve, read } = account(new Set());
	expect(await read({ userIds: ['u1', 'u2'], courseIds: ['c1'] })).toHaveLength(2);
	expect(asked).toHaveLength(1);
	expect(sieve.skipped).toEqual([]);
});

it('tries the ids of each filter alone, and none twice', async () => {
	const { asked, sieve, read } = account(new Set(['u3', 'u60', 'c9']));
	expect(await read({ userIds: USERS, courseIds: COURSES })).toHaveLength(68 * 54);
	expect(sieve.skipped).toEqual([
		{ parameter: 'userIds', ids: ['u3', 'u60'] },
		{ parameter: 'courseIds', ids: ['c9'] },
	]);
	const probes = asked.filter((query) => Object.keys(query).length === 1);
	expect(probes.length).toBeLessThanOrEqual(4 + 2 * 3 * 6);
});

it.each<[string, Query]>([
	['the only filter', { userIds: ['x', 'y'] }],
	['one of two filters', { userIds: ['u1', 'u2'], courseIds: ['x'] }],
	['both filters', { userIds: ['y'], courseIds: ['x'] }],
])('gives nothing when no id of %s is known, instead of everything', async (_name, query) => {
	const { sieve, read } = account(new Set(['x', 'y']));
	expect(await read(query)).toEqual([]);
	expect(sieve.skipped.flatMap(({ ids }) => ids)).toContain('x');
});

it('throws what refuses a call for another reason, after a handful of calls', async () => {
	const { asked, sieve, read } = account(new Set(), ({ userIds, courseIds }) =>
		Boolean(userIds && courseIds),
	);
	await expect(read({ userIds: USERS.slice(0, 50), courseIds: ['c1'] })).rejects.toThrow('400');
	expect(asked).toHaveLength(4);
	expect(sieve.skipped).toEqual([]);
});

it('stops at more than a hundred ids that are not known', async () => {
	const many = numbered('x', 200);
	const { asked, read } = account(new Set(many));
	const error = await rejectionOf(PaginationError, read({ userIds: many }));
	expect(error).toMatchObject({ reason: 'tooManyInvalidIds', data: { parameter: 'userIds' } });
	const form = triggerForm(() => 'User Names or IDs');
	const { message, description } = wordsOf(error, form);
	expect(message).toBe('More than 100 IDs in User Names or IDs are not known to iSpring Learn');
	expect(description).toContain('of this account');
	expect(asked.length).toBeLessThan(250);
});

it.each([403, 503])('throws status %d', async (status) => {
	const sieve = new InvalidIdFilter(FILTERS, () => async () => {
		throw axiosStatus(status);
	});
	const first = sieve.pagesOf({ userIds: ['u1'] })({ pageSize: 1, pageToken: null });
	await expect(first).rejects.toThrow(String(status));
});
