/** Measures two sides in alternating rounds, until their ratio is certain enough. */
import { collectGarbage } from '../test/support/garbage';
import type { Range } from './statistics';
import { median, rangeOfMedian } from './statistics';

/** Measures a side once: milliseconds, or megabytes. */
export type Sample = () => Promise<number>;

/** What a line of the table shows. */
export interface Measurement {
	/** Medians of each side. */
	ours: number;
	theirs: number;
	/** The median of the ratios of all rounds, and its range. */
	ratio: number;
	range: Range;
	rounds: number;
}

/** How many rounds a line takes. */
export interface Rounds {
	min: number;
	/** At most this many, if the range stays wide. */
	max: number;
}

export const ROUNDS: Rounds = { min: 9, max: 25 };

/** The width of a range that needs no more rounds. Two runs then differ by less than 0.08. */
const NARROW = 0.06;

/** The width of a range that is too uncertain. */
const WIDE = 0.15;

const widthOf = ({ low, high }: Range): number => high - low;

/** Whether a ratio stayed uncertain, even after the highest number of rounds. */
export const isWide = (range: Range): boolean => widthOf(range) > WIDE;

/** Summarises the rounds: both sides of each, in the same unit. */
export function summarize(pairs: ReadonlyArray<readonly [number, number]>): Measurement {
	const ratios = pairs.map(([ours, theirs]) => ours / theirs);
	return {
		ours: median(pairs.map(([ours]) => ours)),
		theirs: median(pairs.map(([, theirs]) => theirs)),
		ratio: median(ratios),
		range: rangeOfMedian(ratios),
		rounds: pairs.length,
	};
}

/**
 * Measures both sides in every round, so that a slower machine slows both alike. The side that comes first alternates,
 * so that neither always follows the other. The caller warms both up.
 */
export async function measurePairs(
	ours: Sample,
	theirs: Sample,
	{ min, max }: Rounds = ROUNDS,
): Promise<Measurement> {
	const pairs: Array<[number, number]> = [];
	const isNarrow = (): boolean => widthOf(summarize(pairs).range) <= NARROW;
	while (pairs.length < min || (pairs.length < max && !isNarrow())) {
		const pair: [number, number] = [0, 0];
		const order = pairs.length % 2 === 0 ? [0, 1] : [1, 0];
		for (const side of order) {
			collectGarbage();
			pair[side] = await [ours, theirs][side]();
		}
		pairs.push(pair);
	}
	return summarize(pairs);
}
