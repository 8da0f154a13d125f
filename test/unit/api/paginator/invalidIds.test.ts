import fc from 'fast-check';
import {
	bisectInvalidIds,
	InvalidIdFilter,
} from '../../../../nodes/IspringLearn/api/paginator/invalidIds';
import { gather } from '../../support/list';
import type { Query } from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import { chunkQuery } from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import type { FetchPage } from '../../../../nodes/IspringLearn/api/paginator/paginate';
import { readChunks } from '../../../../nodes/IspringLearn/api/paginator/readPages';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { PaginationError } from '../../../../nodes/IspringLearn/api/paginator/paginationError';
import { triggerForm } from '../../../../nodes/IspringLearn/errors/form';
import { axiosStatus } from '../../support/errors';
import { wordsOf } from '../../support/message';
import { rejectionOf } from '../../support/thrown';

describe('bisectInvalidIds', () => {
	const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `id-${at}`);

	/** Requests that are rejected for these IDs, or for more IDs than `longest`. */
	function requests(invalid: ReadonlySet<string>, longest = Infinity) {
		const sent: Array<readonly string[]> = [];
		const isAccepted = async (some: readonly string[]) => {
			sent.push(some);
			return some.length <= longest && !some.some((id) => invalid.has(id));
		};
		return { sent, isAccepted };
	}

	it('finds any IDs among any others, in order, within 2·k·log2(n) requests after the first', async () => {
		const some = fc
			.integer({ min: 1, max: 120 })
			.chain((count) => fc.tuple(fc.constant(ids(count)), fc.subarray(ids(count))));
		await fc.assert(
			fc.asyncProperty(some, async ([all, invalid]) => {
				const { sent, isAccepted } = requests(new Set(invalid));
				expect(await gather(bisectInvalidIds(all, isAccepted))).toEqual(invalid);
				expect(sent.length - 1).toBeLessThanOrEqual(
					2 * invalid.length * Math.ceil(Math.log2(all.length)),
				);
				expect(new Set(sent.map(String)).size).toBe(sent.length);
			}),
			{ numRuns: 500 },
		);
	});

	it('sends one request when all are accepted, and none for no IDs', async () => {
		const { sent, isAccepted } = requests(new Set());
		expect(await gather(bisectInvalidIds(ids(50), isAccepted))).toEqual([]);
		expect(sent).toHaveLength(1);
		expect(await gather(bisectInvalidIds([], isAccepted))).toEqual([]);
		expect(sent).toHaveLength(1);
	});

	it('reports no ID for a request that is rejected for another reason', async () => {
		const { isAccepted } = requests(new Set(['id-7']), 20);
		expect(await gather(bisectInvalidIds(ids(50), isAccepted))).toEqual(['id-7']);
	});

	it('stops when its results are no longer read', async () => {
		const { sent, isAccepted } = requests(new Set(ids(64)));
		for await (const id of bisectInvalidIds(ids(64), isAccepted)) {
			expect(id).toBe('id-0');
			break;
		}
		expect(sent).toHaveLength(7);
	});
});

describe('InvalidIdFilter', () => {
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

	/** An account with every learner in every course. It rejects requests with an invalid ID, and those that `isRejected` selects. */
	function account(
		invalid: ReadonlySet<string>,
		isRejected: (query: Query) => boolean = () => false,
	) {
		const all = USERS.flatMap((userIds) => COURSES.map((courseIds) => ({ userIds, courseIds })));
		const sent: Query[] = [];
		const createFetcher =
			(query: Query): FetchPage =>
			async ({ pageSize, pageToken }) => {
				sent.push(query);
				const ids = FILTERS.flatMap((name) => (query[name] ?? []) as string[]);
				expect(ids.length).toBeGreaterThan(0);
				if (ids.some((id) => invalid.has(id)) || isRejected(query)) throw axiosStatus(400);
				const start = Number(pageToken ?? 0);
				const found = all.filter((record) => matches(record, query));
				const end = start + pageSize;
				return {
					records: found.slice(start, end),
					nextPageToken: end < found.length ? String(end) : null,
				};
			};
		const filter = new InvalidIdFilter(FILTERS, createFetcher);
		const read = async (query: Query) => {
			const plan = { pageSize: 100, pageToken: null, limit: Infinity };
			const pages = readChunks(chunkQuery(query), (one) => filter.pagesOf(one), SCHEMA, plan);
			return (await gather(pages)).flat();
		};
		return { all, sent, filter, read };
	}

	const keys = (records: readonly RawRecord[]): string[] =>
		records.map(({ userIds, courseIds }) => `${userIds}/${courseIds}`).sort();

	it('reads exactly the records of the valid IDs, with any invalid IDs in one filter or two', async () => {
		const queries = fc.record({
			userIds: fc.subarray(USERS, { minLength: 1 }),
			courseIds: fc.option(fc.subarray(COURSES, { minLength: 1 }), { nil: undefined }),
			invalid: fc.subarray([...USERS, ...COURSES]),
		});
		await fc.assert(
			fc.asyncProperty(queries, async ({ userIds, courseIds, invalid: some }) => {
				const invalid = new Set(some);
				const { all, sent, filter, read } = account(invalid);
				const query: Query = { userIds, ...(courseIds && { courseIds }) };
				const rows = await read(query);
				const wanted = all.filter(
					(record) =>
						matches(record, query) &&
						!invalid.has(record.userIds) &&
						!(courseIds && invalid.has(record.courseIds)),
				);
				expect(keys(rows)).toEqual(keys(wanted));
				for (const { ids } of filter.skipped) {
					expect(ids.every((id) => invalid.has(id))).toBe(true);
				}
				const skipped = filter.skipped.reduce((sum, { ids }) => sum + ids.length, 0);
				const pages = Math.ceil(rows.length / 100);
				// For each of up to four queries: the rejected request, one for all IDs of each filter, an empty page.
				expect(sent.length).toBeLessThanOrEqual(
					pages + 4 * 5 + 2 * skipped * Math.ceil(Math.log2(50)),
				);
			}),
			{ numRuns: 150 },
		);
	});

	it('sends no further request when every ID is valid', async () => {
		const { sent, filter, read } = account(new Set());
		expect(await read({ userIds: ['u1', 'u2'], courseIds: ['c1'] })).toHaveLength(2);
		expect(sent).toHaveLength(1);
		expect(filter.skipped).toEqual([]);
	});

	it('tests the IDs of each filter alone, and none twice', async () => {
		const { sent, filter, read } = account(new Set(['u3', 'u60', 'c9']));
		expect(await read({ userIds: USERS, courseIds: COURSES })).toHaveLength(68 * 54);
		expect(filter.skipped).toEqual([
			{ parameter: 'userIds', ids: ['u3', 'u60'] },
			{ parameter: 'courseIds', ids: ['c9'] },
		]);
		const probes = sent.filter((query) => Object.keys(query).length === 1);
		expect(probes.length).toBeLessThanOrEqual(4 + 2 * 3 * 6);
	});

	it.each<[string, Query]>([
		['the only filter', { userIds: ['x', 'y'] }],
		['one of two filters', { userIds: ['u1', 'u2'], courseIds: ['x'] }],
		['both filters', { userIds: ['y'], courseIds: ['x'] }],
	])('reads nothing, rather than everything, when no ID of %s is valid', async (_name, query) => {
		const { filter, read } = account(new Set(['x', 'y']));
		expect(await read(query)).toEqual([]);
		expect(filter.skipped.flatMap(({ ids }) => ids)).toContain('x');
	});

	it('throws the error of a request that is rejected for another reason, after a handful of requests', async () => {
		const { sent, filter, read } = account(new Set(), ({ userIds, courseIds }) =>
			Boolean(userIds && courseIds),
		);
		await expect(read({ userIds: USERS.slice(0, 50), courseIds: ['c1'] })).rejects.toThrow('400');
		expect(sent).toHaveLength(4);
		expect(filter.skipped).toEqual([]);
	});

	it('stops at more than a hundred invalid IDs', async () => {
		const many = numbered('x', 200);
		const { sent, read } = account(new Set(many));
		const error = await rejectionOf(PaginationError, read({ userIds: many }));
		expect(error).toMatchObject({ reason: 'tooManyInvalidIds', data: { parameter: 'userIds' } });
		const form = triggerForm(() => 'User Names, Emails or IDs');
		const { message, description } = wordsOf(error, form);
		expect(message).toBe("More than 100 IDs in 'User Names, Emails or IDs' don't exist");
		expect(description).toContain('from this account');
		expect(sent.length).toBeLessThan(250);
	});

	it.each([403, 503])('throws status %d', async (status) => {
		const filter = new InvalidIdFilter(FILTERS, () => async () => {
			throw axiosStatus(status);
		});
		const first = filter.pagesOf({ userIds: ['u1'] })({ pageSize: 1, pageToken: null });
		await expect(first).rejects.toThrow(String(status));
	});
});
