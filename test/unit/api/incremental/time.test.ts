import fc from 'fast-check';
import {
	bisect,
	isEmpty,
	isWithin,
	splitSlice,
} from '../../../../nodes/IspringLearn/api/incremental/time';

const seconds = fc.integer({ min: 0, max: 1000 });
const slices = fc.record({ from: seconds, until: fc.option(seconds) });

describe('bisect', () => {
	test('returns ends within the slice, before its own end, latest first', () => {
		fc.assert(
			fc.property(slices, fc.array(seconds), seconds, (slice, some, now) => {
				fc.pre(!isEmpty(slice));
				const dates = some.filter((date) => isWithin(slice, date));
				const ends = bisect(slice, dates, now);
				expect([...ends].sort((a, b) => b - a)).toEqual(ends);
				for (const end of ends) {
					expect(end).toBeGreaterThanOrEqual(slice.from);
					expect(end).toBeLessThan(slice.until ?? Infinity);
				}
			}),
		);
	});

	test('leads to a single second when repeated', () => {
		fc.assert(
			fc.property(slices, fc.infiniteStream(fc.array(seconds)), seconds, (slice, reads, now) => {
				fc.pre(!isEmpty(slice));
				let left = slice;
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
		['cuts in halves', { from: 100, until: 200 }, [101, 150, 199], [150]],
		['cuts an open-ended slice between its start and now', { from: 100, until: null }, [], [550]],
		[
			'goes beyond now for dates in the future',
			{ from: 100, until: null },
			[100, 2000, 5100],
			[2600],
		],
		['isolates a crowded second', { from: 100, until: 200 }, [120, 130, 130], [130, 129]],
		['isolates a crowded last second', { from: 100, until: 200 }, [200, 200], [199]],
		['isolates a crowded first second', { from: 100, until: 200 }, [100, 100], [100]],
		['cannot cut a single second', { from: 100, until: 100 }, [100], []],
		['cannot cut an empty slice in the future', { from: 2000, until: null }, [], []],
	])('%s', (_name, slice, dates, ends) => {
		expect(bisect(slice, dates, 1000)).toEqual(ends);
	});
});

test('splitSlice puts every moment of a slice into exactly one part', () => {
	fc.assert(
		fc.property(slices, fc.array(seconds), seconds, seconds, (slice, some, now, moment) => {
			fc.pre(!isEmpty(slice));
			const dates = some.filter((date) => isWithin(slice, date));
			const parts = splitSlice(slice, bisect(slice, dates, now));
			expect(parts.filter(isEmpty)).toEqual([]);
			const holding = parts.filter((part) => isWithin(part, moment));
			expect(holding).toHaveLength(isWithin(slice, moment) ? 1 : 0);
			expect(parts[0].from).toBe(slice.from);
			expect(parts.at(-1)?.until).toBe(slice.until);
		}),
	);
});
