/** Medians, and how certain they are. */

/** A part of the number line, both ends included. */
export interface Range {
	low: number;
	high: number;
}

/** How often a range of the median may miss the true one: half on each side. */
const MISSES = 0.05;

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/**
 * Returns the middle of the values, between the middle two of an even number.
 * @throws RangeError if there are none
 */
export function median(values: readonly number[]): number {
	if (values.length === 0) throw new RangeError('No values');
	const sorted = ascending(values);
	const half = (sorted.length - 1) / 2;
	return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
}

/**
 * How many values to leave out at each end, so that the others contain the true median with a probability of 95%. A
 * value is below the median as often as a coin shows heads, whatever the distribution, so the binomial one decides.
 */
function outliers(count: number): number {
	let probability = 0.5 ** count;
	let sum = probability;
	let left = 0;
	while (sum <= MISSES / 2) {
		left += 1;
		probability *= (count - left + 1) / left;
		sum += probability;
	}
	return Math.max(0, left - 1);
}

/**
 * Returns the range that contains the true median with a probability of 95%. Fewer than six values are not enough for
 * that: the range is that of all values.
 * @throws RangeError if there are none
 */
export function rangeOfMedian(values: readonly number[]): Range {
	if (values.length === 0) throw new RangeError('No values');
	const sorted = ascending(values);
	const cut = outliers(sorted.length);
	return { low: sorted[cut], high: sorted[sorted.length - 1 - cut] };
}
