import fc from 'fast-check';
import {
	IDS_PER_REQUEST,
	mayOverlap,
	chunkQuery,
} from '../../../../nodes/IspringLearn/api/paginator/chunkQuery';

const ids = (count: number, letter = 'a') =>
	Array.from({ length: count }, (_, at) => `${letter}${at}`);

describe('splitQuery', () => {
	it.each([
		[0, [0]],
		[1, [1]],
		[49, [49]],
		[50, [50]],
		[51, [50, 1]],
		[100, [50, 50]],
		[101, [50, 50, 1]],
	])('%d ids', (count, sizes) => {
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

	it('leaves a query without long lists alone', () => {
		expect(chunkQuery({})).toEqual([{}]);
		expect(chunkQuery({ a: 'x'.repeat(200), b: 5, c: null })).toEqual([
			{ a: 'x'.repeat(200), b: 5, c: null },
		]);
	});

	it('asks for every pair of two long lists', () => {
		const queries = chunkQuery({ userIds: ids(101), courseIds: ids(51, 'b'), moduleIds: ids(2) });
		expect(queries).toHaveLength(6);
		expect(queries.every(({ moduleIds }) => (moduleIds as string[]).length === 2)).toBe(true);
	});

	it('leaves the query it was given as it was', () => {
		const query = Object.freeze({ userIds: Object.freeze(ids(120)) });
		chunkQuery(query);
		expect(query.userIds).toHaveLength(120);
	});

	it('has each combination of ids in exactly one query, and no long list', () => {
		const list = fc.nat({ max: 160 });
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
					// The first of a chunk stands for it.
					const corner = JSON.stringify([userIds[0], courseIds[0], moduleIds[0]]);
					times.set(corner, (times.get(corner) ?? 0) + 1);
				}
				const chunks = (count: number) => Math.max(1, Math.ceil(count / IDS_PER_REQUEST));
				expect(times.size).toBe(chunks(users) * chunks(courses) * chunks(modules));
				expect([...times.values()].every((count) => count === 1)).toBe(true);
				for (const name of ['userIds', 'courseIds', 'moduleIds'] as const) {
					expect([...new Set(queries.flatMap((one) => one[name]))]).toEqual(lists[name]);
				}
			}),
		);
	});

	it('has each id of one list in exactly one query', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 180 }), (userIds) => {
				const queries = chunkQuery({ userIds, courseIds: ['c'] });
				expect(queries.flatMap((one) => one.userIds)).toEqual(userIds);
			}),
		);
	});

	it('asks for an id once, however it is written and however often', () => {
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

	it('keeps the parameters in the order in which they were given', () => {
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
	])('parts of %s have no record in common', (name) => {
		expect(
			groups({ [name]: ids(120), userStatuses: [1, 3], accessDate: { startDate: 'x' } }),
		).toEqual([false, false, false]);
	});

	it.each(['departmentIds', 'departments', 'groups', 'logins', 'emails', 'whateverIds'])(
		'parts of %s may',
		(name) => {
			expect(groups({ [name]: ids(120), contentTypes: ['a'] })).toEqual([false, true, true]);
		},
	);

	it('parts of several lists stand together where they may', () => {
		const query = { departmentIds: ids(120, 'd'), userIds: ids(60, 'u'), courseIds: ids(51, 'c') };
		const each = [false, true, true];
		expect(groups(query)).toEqual([...each, ...each, ...each, ...each]);
	});
});
