/** What happens in an account, by chance. */
import type { Random } from '../../../../faults/support/random';
import type { Result } from './account';

/** When the histories begin and how long they last, in seconds. */
export const START = Date.UTC(2026, 5, 1) / 1000;
export const LENGTH = 6000;

/** Results may arrive this much later than they are dated and have to be given. */
export const OVERLAP = 600;

/** So late they may be for a sweep to find them, and so often sweeps come. */
export const LATE = 3000;
export const SWEEP_EVERY = 400;

export const COURSES = 4;

/**
 * Most arrive at once, some later, some when only a sweep looks for them, a few too late; a few are dated
 * by a clock that is ahead.
 */
function lagOf(random: Random): number {
	const dice = random.next();
	if (dice < 0.5) return 0;
	if (dice < 0.7) return random.between(1, OVERLAP);
	if (dice < 0.92) return random.between(OVERLAP + 1, LATE);
	if (dice < 0.96) return random.between(LATE + 1, 3 * LATE);
	return -random.of([30, 900, 100_000, 2_000_000_000]);
}

/** Moments as far apart as a scale says. */
const stretched = <T extends { at: number; date: number }>(one: T, scale: number): T => ({
	...one,
	at: START + scale * (one.at - START),
	date: START + scale * (one.date - START),
});

/**
 * The results of one history. Some moments have many of them, as when a course is given to everybody.
 * @param scale how much longer than usual the history is
 */
export function resultsOf(random: Random, scale: number): Result[] {
	return usualResults(random).map((result) => ({
		...result,
		assigned: stretched(result.assigned, scale),
		dues: result.dues.map((one) => stretched(one, scale)),
		completions: result.completions.map((one) => stretched(one, scale)),
	}));
}

function usualResults(random: Random): Result[] {
	const busy = [0, 1].map(() => START + random.between(-1500, LENGTH));
	const moment = (): number =>
		random.next() < 0.25 ? random.of(busy) : START + random.between(-4000, LENGTH);
	return Array.from({ length: random.between(5, 70) }, (_, n) => {
		const at = moment();
		const arrival = { at, date: at - lagOf(random) };
		const after = at + random.between(0, 1500);
		return {
			id: `r${n}`,
			course: random.below(COURSES),
			assigned: arrival,
			dues: duesOf(random, after),
			completions: completionsOf(random, after),
		};
	});
}

function duesOf(random: Random, first: number): Result['dues'] {
	const dues: Array<{ at: number; date: number }> = [];
	let at = first;
	for (let n = random.below(3); n > 0; n--) {
		// Mostly set ahead; sometimes into the past.
		const ahead =
			random.next() < 0.7 ? random.between(1, 2500) : -random.between(0, LATE + OVERLAP);
		const date = at + ahead;
		if (dues.every((due) => due.date !== date)) dues.push({ at, date });
		at += random.between(1, 3000);
	}
	return dues;
}

function completionsOf(random: Random, first: number): Result['completions'] {
	const completions: Array<{ at: number; date: number; status: string }> = [];
	let at = first + random.between(0, 3000);
	for (let n = random.of([0, 0, 1, 1, 1, 2]); n > 0; n--) {
		const date = at - lagOf(random);
		const status = random.of(['passed', 'complete', 'failed']);
		if (completions.every((one) => one.date !== date)) completions.push({ at, date, status });
		at += random.between(1, 2500);
	}
	return completions;
}
