import fc from 'fast-check';
import { SeenSet } from '../../../../nodes/IspringLearn/api/incremental/seenSet';

const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.string()));

test('each event is new once, even if the set is stored in between', () => {
	fc.assert(
		fc.property(events, events, (first, second) => {
			const set = new SeenSet();
			const expected = new Set<string>();
			const isNew = ([date, key]: [number, string]): boolean => {
				const name = JSON.stringify([date, key]);
				const fresh = !expected.has(name);
				expected.add(name);
				return fresh;
			};
			for (const one of first) expect(set.add(...one)).toBe(isNew(one));
			const restored = SeenSet.restore(JSON.parse(JSON.stringify(set.store()))) ?? new SeenSet();
			for (const one of second) expect(restored.add(...one)).toBe(isNew(one));
		}),
	);
});

test('the same key at another date is another event', () => {
	const set = new SeenSet();
	expect(set.add(1, 'a')).toBe(true);
	expect(set.add(2, 'a')).toBe(true);
});

describe('forget', () => {
	test('drops the events before a date and no others', () => {
		fc.assert(
			fc.property(events, fc.integer({ min: 0, max: 20 }), (list, from) => {
				const set = new SeenSet();
				for (const one of list) set.add(...one);
				expect(set.forget(from, 20, 1000)).toBe(from);
				for (const [date, key] of list) {
					const isKnown = !set.copy().add(date, key);
					expect(isKnown).toBe(date >= from);
				}
			}),
		);
	});

	test('drops the oldest events of a set that is too large, and returns where the known ones start', () => {
		const set = new SeenSet();
		for (let n = 0; n < 10; n++) set.add(Math.floor(n / 2), `key ${n}`);
		expect(set.forget(-5, 4, 7)).toBe(2);
		expect(set.size).toBe(6);
		expect(set.add(2, 'key 4')).toBe(false);
		expect(set.add(1, 'key 3')).toBe(true);
	});

	test('keeps events in the future, however many, because polls read them again', () => {
		const set = new SeenSet();
		for (let n = 0; n < 10; n++) set.add(n, `key ${n}`);
		expect(set.forget(-5, 3, 2)).toBe(4);
		for (let n = 4; n < 10; n++) expect(set.add(n, `key ${n}`)).toBe(false);
	});
});

test.each([
	[null],
	['text'],
	[[]],
	[{ soon: 'abcdefgh' }],
	[{ '2026-06-01T00:00:00Z': 'abc' }],
	[{ '2026-06-01T00:00:00Z': 'AAA' }],
	[{ '2026-06-01T00:00:00Z': 'AAAabcdefgh.' }],
	[{ '2026-06-01T00:00:00Z': 'AAAabc.efgh' }],
])('%j is not restored', (stored) => {
	expect(SeenSet.restore(stored as never)).toBeNull();
});

test.each([
	[20, 100, null],
	[20, 9, 13],
	[20, 4, 16],
	[15, 4, 15],
	[15, 1, 15],
	[14, 0, 14],
	[9, 1, null],
])('up to %d, the newest %d events start at %s', (until, max, date) => {
	const set = new SeenSet();
	// Two in each second except the last, which has five.
	for (let n = 0; n < 10; n++) set.add(10 + Math.floor(n / 2), `key ${n}`);
	for (let n = 10; n < 15; n++) set.add(15, `key ${n}`);
	expect(set.startOfNewest(until, max)).toBe(date);
});

test('a copy changes independently', () => {
	const set = new SeenSet();
	set.add(1, 'a');
	const copy = set.copy();
	copy.add(1, 'b');
	copy.forget(5, 5, 1000);
	expect(set.add(1, 'b')).toBe(true);
	expect(set.add(1, 'a')).toBe(false);
});

test('a hundred thousand events, each in a second of its own, take little more than a megabyte', () => {
	const set = new SeenSet();
	for (let n = 0; n < 100_000; n++) set.add(1_780_000_000 + 6 * n, `key ${n}`);
	expect(JSON.stringify(set.store()).length).toBeLessThan(1_210_000);
});

test('ten thousand events in a hundred seconds take less than a hundred kilobytes', () => {
	const set = new SeenSet();
	for (let n = 0; n < 10_000; n++) set.add(1_780_000_000 + (n % 100), `key ${n}`);
	expect(JSON.stringify(set.store()).length).toBeLessThan(100_000);
});
