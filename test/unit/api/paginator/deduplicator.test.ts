import fc from 'fast-check';
import {
	MAX_REMEMBERED,
	RecentRecords,
	identityOf,
	Deduplicator,
} from '../../../../nodes/IspringLearn/api/paginator/deduplicator';
import { records } from '../../support/list';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { MODULE_RESULT } from '../../../../nodes/IspringLearn/api/schema/records/results';

describe('identityOf', () => {
	const KEYED = { userId: 'u', courseId: 'c', moduleId: 'm', enrollmentId: 'e' };
	const same = (one: RawRecord, other: RawRecord) =>
		identityOf(one, MODULE_RESULT) === identityOf(other, MODULE_RESULT);

	it.each<[string, RawRecord, RawRecord]>([
		['another progress', { ...KEYED, progress: 1 }, { ...KEYED, progress: 2 }],
		['fields in another order', { progress: 1, userId: 'u' }, { userId: 'u', progress: 1 }],
		[
			'nested fields in another order',
			{ certificate: { a: '1', b: '2' } },
			{ certificate: { b: '2', a: '1' } },
		],
		[
			'a UUID in capitals',
			{ ...KEYED, userId: '0000AAAA-0000-4000-8000-00000000000B' },
			{ ...KEYED, userId: '0000aaaa-0000-4000-8000-00000000000b' },
		],
		['white space around an ID', { ...KEYED, userId: ' u ' }, KEYED],
		['an ID as a number', { ...KEYED, userId: 7 }, { ...KEYED, userId: '7' }],
	])('is the same for %s', (_name, one, other) => {
		expect(same(one, other)).toBe(true);
	});

	it.each<[string, RawRecord, RawRecord]>([
		['another enrollment', KEYED, { ...KEYED, enrollmentId: 'f' }],
		['no enrollment', KEYED, { ...KEYED, enrollmentId: null }],
		[
			'no enrollment and another progress',
			{ userId: 'u', progress: 1 },
			{ userId: 'u', progress: 2 },
		],
		['no enrollment and one more field', { userId: 'u' }, { userId: 'u', progress: null }],
		['a text in capitals that is no UUID', KEYED, { ...KEYED, userId: 'U' }],
		[
			'the same letters in other key fields',
			{ ...KEYED, userId: 'a:b', courseId: 'c' },
			{ ...KEYED, userId: 'a', courseId: 'b:c' },
		],
		[
			'a field named like an inherited one',
			{ userId: 'u' },
			JSON.parse('{"userId":"u","__proto__":1}') as RawRecord,
		],
	])('differs for %s', (_name, one, other) => {
		expect(same(one, other)).toBe(false);
	});
});

describe('RecentRecords', () => {
	const SCHEMA = { columns: [{ name: 'id', type: 'id' }], primaryKey: ['id'] } as const;
	const recent = () => new RecentRecords(SCHEMA);

	it('leaves out what the previous page returned', () => {
		const pages = recent();
		expect(pages.keepNew(records(3))).toEqual(records(3));
		expect(pages.keepNew(records(3, 2))).toEqual(records(2, 3));
		expect(pages.keepNew(records(3, 4))).toEqual(records(2, 5));
	});

	it('keeps repeats within a page, and leaves them out on the next', () => {
		const pages = recent();
		const twice = [...records(1), ...records(1)];
		expect(pages.keepNew(twice)).toEqual(twice);
		expect(pages.keepNew([...twice, ...records(1, 1)])).toEqual(records(1, 1));
	});

	it('remembers a record that it left out', () => {
		const pages = recent();
		pages.keepNew(records(1000));
		for (let page = 0; page < 5; page++) expect(pages.keepNew(records(1000))).toEqual([]);
	});

	it('remembers more than one page when pages are small or empty', () => {
		const pages = recent();
		for (let at = 0; at < 100; at++) pages.keepNew(records(1, at));
		pages.keepNew([]);
		expect(pages.keepNew(records(101))).toEqual(records(1, 100));
	});

	it('forgets what stands before the last thousand records', () => {
		const remembered = (pages: RecentRecords): number[] => {
			const [list] = Object.values(pages).filter(Array.isArray) as Array<Array<{ size: number }>>;
			return list.map(({ size }) => size);
		};
		fc.assert(
			fc.property(fc.array(fc.nat({ max: 1500 }), { maxLength: 12 }), (sizes) => {
				const pages = recent();
				let from = 0;
				for (const size of sizes) {
					pages.keepNew(records(size, from));
					from += size;
					const [, ...later] = remembered(pages);
					expect(later.reduce((sum, one) => sum + one, 0)).toBeLessThan(MAX_REMEMBERED);
				}
			}),
		);
	});

	it('loses no record of a list that grows while it is read', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.array(fc.nat({ max: 60 }), { maxLength: 40 }),
				(pageSize, insertions) => {
					const pages = recent();
					const list = records(300);
					const received = [];
					let [offset, inserted, turn] = [0, 0, 0];
					while (offset < list.length + inserted) {
						const start = Math.max(0, offset - inserted);
						const end = Math.max(0, offset - inserted + pageSize);
						received.push(...pages.keepNew(list.slice(start, end)));
						offset += pageSize;
						inserted += insertions[turn++] ?? 0;
					}
					expect(received).toEqual(list);
				},
			),
		);
	});
});

describe('Deduplicator', () => {
	const record = (userId: string, more = {}) => ({
		userId,
		courseId: 'c',
		moduleId: 'm',
		enrollmentId: 'e',
		...more,
	});
	const create = () => new Deduplicator(MODULE_RESULT);

	it('leaves out what an earlier query returned', () => {
		const deduplicator = create();
		expect(deduplicator.keepNew([record('a'), record('b')])).toEqual([record('a'), record('b')]);
		deduplicator.endQuery();
		expect(deduplicator.keepNew([record('b'), record('c')])).toEqual([record('c')]);
		deduplicator.endQuery();
		expect(deduplicator.keepNew([record('a'), record('b'), record('c'), record('d')])).toEqual([
			record('d'),
		]);
	});

	it('keeps repeats within a query', () => {
		const deduplicator = create();
		expect(deduplicator.keepNew([record('a'), record('a')])).toHaveLength(2);
		expect(deduplicator.keepNew([record('a')])).toHaveLength(1);
		deduplicator.endQuery();
		expect(deduplicator.keepNew([record('a')])).toHaveLength(0);
	});

	it('compares records by their key alone', () => {
		const deduplicator = create();
		deduplicator.keepNew([record('a', { progress: 10 })]);
		deduplicator.endQuery();
		expect(deduplicator.keepNew([record('a', { progress: 20 })])).toEqual([]);
		expect(deduplicator.keepNew([record('a', { enrollmentId: 'f' })])).toHaveLength(1);
		expect(deduplicator.keepNew([record('a', { enrollmentId: undefined })])).toHaveLength(1);
	});

	it('compares records without a key by all fields', () => {
		const deduplicator = create();
		deduplicator.keepNew([{ progress: 10 }, {}]);
		deduplicator.endQuery();
		expect(deduplicator.keepNew([{ progress: 10 }, { progress: 20 }, {}])).toEqual([
			{ progress: 20 },
		]);
	});

	it('does not confuse a key with an inherited property', () => {
		expect(create().keepNew([record('__proto__'), record('constructor')])).toHaveLength(2);
	});

	it('compares records with an incomplete key by all fields', () => {
		const deduplicator = create();
		const bare = { userId: 'u', courseId: 'c', moduleId: 'm' };
		expect(deduplicator.keepNew([{ ...bare, progress: 10 }])).toHaveLength(1);
		deduplicator.endQuery();
		expect(
			deduplicator.keepNew([
				{ ...bare, progress: 20 },
				{ ...bare, progress: 10 },
			]),
		).toEqual([{ ...bare, progress: 20 }]);
	});
});
