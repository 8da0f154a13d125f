/** Random changes in an account. */
import type { Random } from '../../../../support/random';
import type { Result } from './account';

/** When histories start, and how long they last, in seconds. */
export const START = Date.UTC(2026, 5, 1) / 1000;
export const LENGTH = 6000;

/** How late a result may arrive for the next poll to find it. */
export const LOOKBACK = 600;

/** How late it may arrive for a sweep to find it, and how often sweeps are due. */
export const LATE_REACH = 3000;
export const SWEEP_EVERY = 400;

export const COURSES = 4;

/**
 * Half of the results arrive at once. Others arrive within the lookback, within the reach of sweeps, or too late.
 * A few are dated ahead, by a wrong clock.
 */
function lagOf(random: Random): number {
	const dice = random.next();
	if (dice < 0.5) return 0;
	if (dice < 0.7) return random.between(1, LOOKBACK);
	if (dice < 0.92) return random.between(LOOKBACK + 1, LATE_REACH);
	if (dice < 0.96) return random.between(LATE_REACH + 1, 3 * LATE_REACH);
	return -random.of([30, 900, 100_000, 2_000_000_000]);
}

/** Moves the moments of a change away from the start by a factor. */
const stretch = <T extends { at: number; date: number }>(one: T, scale: number): T => ({
	...one,
	at: START + scale * (one.at - START),
	date: START + scale * (one.date - START),
});

/**
 * The results of one history. Some moments have many of them, as when a course is assigned to everybody.
 * @param scale how many times longer than LENGTH the history is
 */
export function resultsOf(random: Random, scale: number): Result[] {
	return unscaledResults(random).map((result) => ({
		...result,
		assigned: stretch(result.assigned, scale),
		dues: result.dues.map((one) => stretch(one, scale)),
		completions: result.completions.map((one) => stretch(one, scale)),
	}));
}

function unscaledResults(random: Random): Result[] {
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
		// Most due dates lie ahead, some in the past.
		const ahead =
			random.next() < 0.7 ? random.between(1, 2500) : -random.between(0, LATE_REACH + LOOKBACK);
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
