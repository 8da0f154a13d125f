import fc from 'fast-check';
import {
	IDS_PER_REQUEST,
	Joiner,
	splitQuery,
} from '../../../../nodes/IspringLearn/source/paging/batches';
import { MODULE_RESULT } from '../../../../nodes/IspringLearn/source/record/moduleResult';

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
		const queries = splitQuery(query);
		expect(queries.map(({ userIds }) => (userIds as string[]).length)).toEqual(sizes);
		expect(queries.flatMap(({ userIds }) => userIds)).toEqual(ids(count));
		for (const one of queries) {
			expect(one).toMatchObject({ completionStatuses: ['passed'], accessDate: { startDate: 'x' } });
		}
	});

	it('leaves a query without long lists alone', () => {
		expect(splitQuery({})).toEqual([{}]);
		expect(splitQuery({ a: 'x'.repeat(200), b: 5, c: null })).toEqual([
			{ a: 'x'.repeat(200), b: 5, c: null },
		]);
	});

	it('asks for every pair of two long lists', () => {
		const queries = splitQuery({ userIds: ids(101), courseIds: ids(51, 'b'), moduleIds: ids(2) });
		expect(queries).toHaveLength(6);
		expect(queries.every(({ moduleIds }) => (moduleIds as string[]).length === 2)).toBe(true);
	});

	it('leaves the query it was given as it was', () => {
		const query = Object.freeze({ userIds: Object.freeze(ids(120)) });
		splitQuery(query);
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
				const queries = splitQuery(lists) as Array<typeof lists>;
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
				const queries = splitQuery({ userIds, courseIds: ['c'] });
				expect(queries.flatMap((one) => one.userIds)).toEqual(userIds);
			}),
		);
	});
});

describe('Joiner', () => {
	const record = (userId: string, more = {}) => ({
		userId,
		courseId: 'c',
		moduleId: 'm',
		enrollmentId: 'e',
		...more,
	});
	const joiner = () => new Joiner(MODULE_RESULT.schema);

	it('leaves out what an earlier query gave', () => {
		const join = joiner();
		expect(join.keepNew([record('a'), record('b')])).toEqual([record('a'), record('b')]);
		join.endQuery();
		expect(join.keepNew([record('b'), record('c')])).toEqual([record('c')]);
		join.endQuery();
		expect(join.keepNew([record('a'), record('b'), record('c'), record('d')])).toEqual([
			record('d'),
		]);
	});

	it('keeps what one query gives twice, on one page and on two', () => {
		const join = joiner();
		expect(join.keepNew([record('a'), record('a')])).toHaveLength(2);
		expect(join.keepNew([record('a')])).toHaveLength(1);
		join.endQuery();
		expect(join.keepNew([record('a')])).toHaveLength(0);
	});

	it('tells records apart by their key alone', () => {
		const join = joiner();
		join.keepNew([record('a', { progress: 10 })]);
		join.endQuery();
		expect(join.keepNew([record('a', { progress: 20 })])).toEqual([]);
		expect(join.keepNew([record('a', { enrollmentId: 'f' })])).toHaveLength(1);
		expect(join.keepNew([record('a', { enrollmentId: undefined })])).toHaveLength(1);
	});

	it('tells records without a key apart by all they hold', () => {
		const join = joiner();
		join.keepNew([{ progress: 10 }, {}]);
		join.endQuery();
		expect(join.keepNew([{ progress: 10 }, { progress: 20 }, {}])).toEqual([{ progress: 20 }]);
	});

	it('takes nothing for known that is merely the name of a property', () => {
		expect(joiner().keepNew([record('__proto__'), record('constructor')])).toHaveLength(2);
	});
});

test('records without every part of their key are told apart by all that they hold', () => {
	const joiner = new Joiner(MODULE_RESULT.schema);
	const bare = { userId: 'u', courseId: 'c', moduleId: 'm' };
	expect(joiner.keepNew([{ ...bare, progress: 10 }])).toHaveLength(1);
	joiner.endQuery();
	expect(
		joiner.keepNew([
			{ ...bare, progress: 20 },
			{ ...bare, progress: 10 },
		]),
	).toEqual([{ ...bare, progress: 20 }]);
});
