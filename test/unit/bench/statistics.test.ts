import fc from 'fast-check';
import { median, rangeOfMedian } from '../../../bench/statistics';

const values = fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), {
	minLength: 1,
	maxLength: 40,
});
const upTo = (count: number) => Array.from({ length: count }, (_, at) => count - at);

test('the median is the middle value, or between the middle two', () => {
	expect(median([3, 1, 2])).toBe(2);
	expect(median([4, 1, 3, 2])).toBe(2.5);
	expect(() => median([])).toThrow(RangeError);
});

test.each([
	// The ranks in a table of the binomial distribution.
	[1, 1, 1],
	[5, 1, 5],
	[6, 1, 6],
	[9, 2, 8],
	[15, 4, 12],
	[25, 8, 18],
])('of %i values, the range is from the value of rank %i to rank %i', (count, low, high) => {
	expect(rangeOfMedian(upTo(count))).toEqual({ low, high });
});

test('the range contains the median, whatever the order', () => {
	fc.assert(
		fc.property(values, (all) => {
			const { low, high } = rangeOfMedian(all);
			expect(low).toBeLessThanOrEqual(median(all));
			expect(high).toBeGreaterThanOrEqual(median(all));
			expect(rangeOfMedian([...all].reverse())).toEqual({ low, high });
		}),
	);
});
