import fc from 'fast-check';
import {
	bisect,
	isEmpty,
	isWithin,
	splitSlice,
} from '../../../../nodes/IspringLearn/api/incremental/slice';

const seconds = fc.integer({ min: 0, max: 1000 });
const windows = fc.record({ from: seconds, until: fc.option(seconds) });

test('a cut ends earlier than the window, the first end last, none before its beginning', () => {
	fc.assert(
		fc.property(windows, fc.array(seconds), seconds, (window, some, now) => {
			fc.pre(!isEmpty(window));
			const dates = some.filter((date) => isWithin(window, date));
			const ends = bisect(window, dates, now);
			expect([...ends].sort((a, b) => b - a)).toEqual(ends);
			for (const end of ends) {
				expect(end).toBeGreaterThanOrEqual(window.from);
				expect(end).toBeLessThan(window.until ?? Infinity);
			}
		}),
	);
});

test('cutting again and again comes to a second that cannot be cut', () => {
	fc.assert(
		fc.property(windows, fc.infiniteStream(fc.array(seconds)), seconds, (window, reads, now) => {
			fc.pre(!isEmpty(window));
			let left = window;
			for (let times = 0; times < 60; times++) {
				const [some] = [...reads.take(1)];
				const dates = some.filter((date) => isWithin(left, date));
				const end = bisect(left, dates, now).at(-1);
				if (end === undefined) break;
				left = { ...left, until: end };
			}
			const isSecond = left.until === left.from;
			expect(isSecond || left.until === null).toBe(true);
		}),
	);
});

test.each([
	['in the middle', { from: 100, until: 200 }, [101, 150, 199], [150]],
	['without an end: between its beginning and the time', { from: 100, until: null }, [], [550]],
	['dated ahead: up to the newest', { from: 100, until: null }, [100, 2000, 5100], [2600]],
	['around a second with half of them', { from: 100, until: 200 }, [120, 130, 130], [130, 129]],
	['the last second with very many', { from: 100, until: 200 }, [200, 200], [199]],
	['the first second with very many', { from: 100, until: 200 }, [100, 100], [100]],
	['a single second', { from: 100, until: 100 }, [100], []],
	['beyond the time, and nothing in it', { from: 2000, until: null }, [], []],
])('%s', (_name, window, dates, ends) => {
	expect(bisect(window, dates, 1000)).toEqual(ends);
});

test('every moment of a window lies in just one of those that it is split into', () => {
	fc.assert(
		fc.property(windows, fc.array(seconds), seconds, seconds, (window, some, now, moment) => {
			fc.pre(!isEmpty(window));
			const dates = some.filter((date) => isWithin(window, date));
			const parts = splitSlice(window, bisect(window, dates, now));
			expect(parts.filter(isEmpty)).toEqual([]);
			const holding = parts.filter((part) => isWithin(part, moment));
			expect(holding).toHaveLength(isWithin(window, moment) ? 1 : 0);
			expect(parts[0].from).toBe(window.from);
			expect(parts.at(-1)?.until).toBe(window.until);
		}),
	);
});
