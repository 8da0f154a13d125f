import fc from 'fast-check';
import { SeenSet } from '../../../../nodes/IspringLearn/api/incremental/seenSet';

const events = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.string()));

test('each event is new once, also when it was written down in between', () => {
	fc.assert(
		fc.property(events, events, (first, second) => {
			const given = new SeenSet();
			const seen = new Set<string>();
			const isNew = ([date, key]: [number, string]): boolean => {
				const name = JSON.stringify([date, key]);
				const fresh = !seen.has(name);
				seen.add(name);
				return fresh;
			};
			for (const one of first) expect(given.add(...one)).toBe(isNew(one));
			const again = SeenSet.restore(JSON.parse(JSON.stringify(given.store()))) ?? new SeenSet();
			for (const one of second) expect(again.add(...one)).toBe(isNew(one));
		}),
	);
});

test('the same key at another date is another event', () => {
	const given = new SeenSet();
	expect(given.add(1, 'a')).toBe(true);
	expect(given.add(2, 'a')).toBe(true);
});

test('what is dated before the floor is forgotten, the rest is not', () => {
	fc.assert(
		fc.property(events, fc.integer({ min: 0, max: 20 }), (list, floor) => {
			const given = new SeenSet();
			for (const one of list) given.add(...one);
			expect(given.forget(floor, 20, 1000)).toBe(floor);
			for (const [date, key] of list) {
				const isKnown = !given.copy().add(date, key);
				expect(isKnown).toBe(date >= floor);
			}
		}),
	);
});

test('of too many the oldest are forgotten, and the floor tells from where on all is known', () => {
	const given = new SeenSet();
	for (let n = 0; n < 10; n++) given.add(Math.floor(n / 2), `key ${n}`);
	expect(given.forget(-5, 4, 7)).toBe(2);
	expect(given.size).toBe(6);
	expect(given.add(2, 'key 4')).toBe(false);
	expect(given.add(1, 'key 3')).toBe(true);
});

test('what is dated ahead is kept, however much it is: it will be read again', () => {
	const given = new SeenSet();
	for (let n = 0; n < 10; n++) given.add(n, `key ${n}`);
	expect(given.forget(-5, 3, 2)).toBe(4);
	for (let n = 4; n < 10; n++) expect(given.add(n, `key ${n}`)).toBe(false);
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
])('%j was not written by it', (stored) => {
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
])('back from %d with at most %d: to %s', (until, most, date) => {
	const given = new SeenSet();
	// Two in each second but the last, which has five.
	for (let n = 0; n < 10; n++) given.add(10 + Math.floor(n / 2), `key ${n}`);
	for (let n = 10; n < 15; n++) given.add(15, `key ${n}`);
	expect(given.reach(until, most)).toBe(date);
});

test('a copy goes its own way', () => {
	const given = new SeenSet();
	given.add(1, 'a');
	const copy = given.copy();
	copy.add(1, 'b');
	copy.forget(5, 5, 1000);
	expect(given.add(1, 'b')).toBe(true);
	expect(given.add(1, 'a')).toBe(false);
});

test('a hundred thousand, each with its own second, fit into a little more than a megabyte', () => {
	const given = new SeenSet();
	for (let n = 0; n < 100_000; n++) given.add(1_780_000_000 + 6 * n, `key ${n}`);
	expect(JSON.stringify(given.store()).length).toBeLessThan(1_210_000);
});

test('ten thousand fit into a hundred kilobytes', () => {
	const given = new SeenSet();
	for (let n = 0; n < 10_000; n++) given.add(1_780_000_000 + (n % 100), `key ${n}`);
	expect(JSON.stringify(given.store()).length).toBeLessThan(100_000);
});
