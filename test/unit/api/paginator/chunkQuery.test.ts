import fc from 'fast-check';
import {
	IDS_PER_REQUEST,
	mayOverlap,
	chunkQuery,
	MAX_REQUESTS,
	assertRequestCount,
} from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';
import { PaginationError } from '../../../../nodes/IspringLearn/api/paginator/paginationError';
import { triggerForm } from '../../../../nodes/IspringLearn/errors/form';
import type { Message } from '../../../../nodes/IspringLearn/errors/messages';
import { wordsOf } from '../../support/message';

const ids = (count: number, letter = 'a') =>
	Array.from({ length: count }, (_, at) => `${letter}${at}`);

describe('chunkQuery', () => {
	it.each([
		// Sent without IDs, the parameter would be missing, and select every record.
		[0, []],
		[1, [1]],
		[49, [49]],
		[50, [50]],
		[51, [50, 1]],
		[100, [50, 50]],
		[101, [50, 50, 1]],
	])('splits %d IDs', (count, sizes) => {
		const query = {
			userIds: ids(count),
			completionStatuses: ['passed'],
			accessDate: { startDate: 'x' },
		};
		const queries = chunkQuery(query);
		expect(queries.map(({ userIds }) => (userIds as string[]).length)).toEqual(sizes);
		expect(queries.flatMap(({ userIds }) => userIds)).toEqual(ids(count));
		for (const one of queries) {
			expect(one).toMatchObject({ completionStatuses: ['passed'], accessDate: { startDate: 'x' } });
		}
	});

	it('keeps a query without long lists', () => {
		expect(chunkQuery({})).toEqual([{}]);
		expect(chunkQuery({ a: 'x'.repeat(200), b: 5, c: null })).toEqual([
			{ a: 'x'.repeat(200), b: 5, c: null },
		]);
	});

	it('combines every chunk of two long lists', () => {
		const queries = chunkQuery({ userIds: ids(101), courseIds: ids(51, 'b'), moduleIds: ids(2) });
		expect(queries).toHaveLength(6);
		expect(queries.every(({ moduleIds }) => (moduleIds as string[]).length === 2)).toBe(true);
	});

	it('does not change its argument', () => {
		const query = Object.freeze({ userIds: Object.freeze(ids(120)) });
		chunkQuery(query);
		expect(query.userIds).toHaveLength(120);
	});

	it('puts each combination of IDs into exactly one query, and never too many', () => {
		const list = fc.integer({ min: 1, max: 160 });
		fc.assert(
			fc.property(list, list, list, (users, courses, modules) => {
				const lists = {
					userIds: ids(users, 'u'),
					courseIds: ids(courses, 'c'),
					moduleIds: ids(modules, 'm'),
				};
				const queries = chunkQuery(lists) as Array<typeof lists>;
				const times = new Map<string, number>();
				for (const { userIds, courseIds, moduleIds } of queries) {
					for (const part of [userIds, courseIds, moduleIds]) {
						expect(part.length).toBeLessThanOrEqual(IDS_PER_REQUEST);
					}
					// The first ID identifies its chunk.
					const corner = JSON.stringify([userIds[0], courseIds[0], moduleIds[0]]);
					times.set(corner, (times.get(corner) ?? 0) + 1);
				}
				const chunks = (count: number) => Math.ceil(count / IDS_PER_REQUEST);
				expect(times.size).toBe(chunks(users) * chunks(courses) * chunks(modules));
				expect([...times.values()].every((count) => count === 1)).toBe(true);
				for (const name of ['userIds', 'courseIds', 'moduleIds'] as const) {
					expect([...new Set(queries.flatMap((one) => one[name]))]).toEqual(lists[name]);
				}
			}),
		);
	});

	it('puts each ID of one list into exactly one query', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 180 }), (userIds) => {
				const queries = chunkQuery({ userIds, courseIds: ['c'] });
				expect(queries.flatMap((one) => one.userIds)).toEqual(userIds);
			}),
		);
	});

	it('sends an ID once, however it is written and however often it comes', () => {
		const uuids = Array.from(
			{ length: 60 },
			(_, at) => `0000aaaa-0000-4000-8000-${String(at).padStart(12, '0')}`,
		);
		const capitals = uuids.slice(40).map((id) => id.toUpperCase());
		const queries = chunkQuery({
			userIds: [...uuids, ...capitals, ...uuids],
			logins: ['a', 'A', 'a'],
		});
		expect(queries.flatMap(({ userIds }) => userIds)).toEqual(uuids);
		expect(queries[0].logins).toEqual(['a', 'A']);
		expect(chunkQuery({ userIds: [...uuids.slice(0, 30), ...capitals, ...capitals] })).toHaveLength(
			1,
		);
	});

	it('keeps the order of the parameters', () => {
		const [first] = chunkQuery({ departmentIds: ids(60), userStatuses: [1], userIds: ids(60) });
		expect(Object.keys(first)).toEqual(['departmentIds', 'userStatuses', 'userIds']);
	});
});

describe('mayOverlap', () => {
	const groups = (query: Record<string, unknown>) => {
		const queries = chunkQuery(query);
		return queries.map((one, at) => at > 0 && mayOverlap(queries[at - 1], one));
	};

	it.each([
		'userIds',
		'learnerIds',
		'courseIds',
		'moduleIds',
		'courseItemIds',
		'contentItemIds',
		'enrollmentIds',
	])('is false for chunks of %s', (name) => {
		expect(
			groups({ [name]: ids(120), userStatuses: [1, 3], accessDate: { startDate: 'x' } }),
		).toEqual([false, false, false]);
	});

	it.each(['departmentIds', 'departments', 'groups', 'logins', 'emails', 'whateverIds'])(
		'is true for chunks of %s',
		(name) => {
			expect(groups({ [name]: ids(120), contentTypes: ['a'] })).toEqual([false, true, true]);
		},
	);

	it('holds between neighbours where several lists are chunked', () => {
		const query = { departmentIds: ids(120, 'd'), userIds: ids(60, 'u'), courseIds: ids(51, 'c') };
		const each = [false, true, true];
		expect(groups(query)).toEqual([...each, ...each, ...each, ...each]);
	});
});

describe('assertRequestCount', () => {
	const LABELS: Record<string, string> = { a: 'Users', b: 'Courses', c: 'Modules', d: 'Items' };

	const FORM = triggerForm((name) => LABELS[name] ?? name);

	function messageFor(query: Record<string, unknown>, maxRequests?: number): Message | null {
		try {
			assertRequestCount(query, maxRequests);
			return null;
		} catch (error) {
			expect(error).toBeInstanceOf(PaginationError);
			return wordsOf(error as PaginationError, FORM);
		}
	}

	it.each([
		{},
		{ a: ids(50), b: ids(50), c: ids(50), d: ids(50) },
		{ a: ids(50 * MAX_REQUESTS) },
		{ a: ids(2000), b: ids(2000), c: ids(50) },
		{ a: 'x'.repeat(100_000), b: null, c: 5 },
	])('accepts a query that takes few enough requests', (query) => {
		expect(messageFor(query)).toBeNull();
	});

	it('counts four lists of 2,000 entries at once, and says which to shorten to how many', () => {
		const started = performance.now();
		const error = messageFor({ a: ids(2000), b: ids(2000), c: ids(2000), d: ids(2000), e: ['x'] });
		expect(performance.now() - started).toBeLessThan(100);
		expect(error?.message).toBe('The filters would require 2,560,000 requests');
		expect(error?.description).toContain(
			"Shorten 'Users' (2,000), 'Courses' (2,000), 'Modules' (2,000) and 'Items' (2,000) to 300 entries or fewer each, or remove one of the filters.",
		);
	});

	it('names only the lists that are too long', () => {
		const error = messageFor({ a: ids(60), b: ids(5000), c: ids(4000) });
		expect(error?.message).toBe('The filters would require 16,000 requests');
		expect(error?.description).toContain(
			"Shorten 'Courses' (5,000) and 'Modules' (4,000) to 1,550 entries or fewer each",
		);
		const one = messageFor({ a: ids(50 * MAX_REQUESTS + 1) });
		expect(one?.description).toContain("Shorten 'Users' (100,001) to 100,000 entries or fewer.");
	});

	it.each([
		[{ a: 2000, b: 2000, c: 2000, d: 2000 }, MAX_REQUESTS],
		[{ a: 51, b: 5000, c: 4000 }, MAX_REQUESTS],
		[{ a: 120_000, b: 300 }, MAX_REQUESTS],
		[{ a: 500, b: 1500 }, 200],
	])('accepts %j shortened as the message says, and nothing longer', (sizes, maxRequests) => {
		const query = Object.fromEntries(
			Object.entries(sizes).map(([name, size]) => [name, ids(size)]),
		);
		const match = /to ([\d,]+) entries/.exec(messageFor(query, maxRequests)?.description ?? '');
		const largest = Number(match?.[1].replace(/,/g, ''));
		const cut = (to: number) =>
			Object.fromEntries(Object.entries(query).map(([name, list]) => [name, list.slice(0, to)]));
		expect(messageFor(cut(largest), maxRequests)).toBeNull();
		expect(chunkQuery(cut(largest)).length).toBeLessThanOrEqual(maxRequests);
		expect(messageFor(cut(largest + 1), maxRequests)).not.toBeNull();
	});
});
