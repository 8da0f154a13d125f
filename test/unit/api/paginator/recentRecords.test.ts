import fc from 'fast-check';
import {
	MOST_REMEMBERED,
	RecentRecords,
} from '../../../../nodes/IspringLearn/api/paginator/recentRecords';
import { records } from '../../support/list';

const SCHEMA = { columns: [{ name: 'id', type: 'id' }], primaryKey: ['id'] } as const;
const recent = () => new RecentRecords(SCHEMA);

it('leaves out what the page before gave', () => {
	const pages = recent();
	expect(pages.keepNew(records(3))).toEqual(records(3));
	expect(pages.keepNew(records(3, 2))).toEqual(records(2, 3));
	expect(pages.keepNew(records(3, 4))).toEqual(records(2, 5));
});

it('keeps what one page holds twice, and leaves both out on the next', () => {
	const pages = recent();
	const twice = [...records(1), ...records(1)];
	expect(pages.keepNew(twice)).toEqual(twice);
	expect(pages.keepNew([...twice, ...records(1, 1)])).toEqual(records(1, 1));
});

it('still knows a record that it left out', () => {
	const pages = recent();
	pages.keepNew(records(1000));
	for (let page = 0; page < 5; page++) expect(pages.keepNew(records(1000))).toEqual([]);
});

it('looks beyond small pages and empty ones', () => {
	const pages = recent();
	for (let at = 0; at < 100; at++) pages.keepNew(records(1, at));
	pages.keepNew([]);
	expect(pages.keepNew(records(101))).toEqual(records(1, 100));
});

it('remembers no more than the last page, or a thousand', () => {
	const held = (pages: RecentRecords): number => {
		const [map] = Object.values(pages).filter((value) => value instanceof Map);
		return (map as Map<string, number>).size;
	};
	fc.assert(
		fc.property(fc.array(fc.nat({ max: 1500 }), { maxLength: 12 }), (sizes) => {
			const pages = recent();
			let from = 0;
			for (const size of sizes) {
				pages.keepNew(records(size, from));
				from += size;
				expect(held(pages)).toBeLessThanOrEqual(Math.max(size, MOST_REMEMBERED));
			}
		}),
	);
});

it('loses nothing of a list into which others are inserted while it is read', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 40 }),
			fc.array(fc.nat({ max: 60 }), { maxLength: 40 }),
			(pageSize, insertions) => {
				const pages = recent();
				const list = records(300);
				const given = [];
				let [offset, inserted, turn] = [0, 0, 0];
				while (offset < list.length + inserted) {
					const start = Math.max(0, offset - inserted);
					given.push(...pages.keepNew(list.slice(start, offset - inserted + pageSize)));
					offset += pageSize;
					inserted += insertions[turn++] ?? 0;
				}
				expect(given).toEqual(list);
			},
		),
	);
});
