/**
 * What a trigger remembers of results that arrive late. Each poll reads a short overlap again; a sweep
 * reads days of it, at longer intervals, from the newest to the oldest:
 *
 *     notBefore ·· from ············ knownFrom ·················· floor ········ cursor
 *                  ├─ marked, not given ─┤├─ given unless known ─┤├─ each poll ─┤
 *
 * When a sweep has come to its end, `knownFrom` is where it began, and `from` moves on.
 */
import type { Seconds } from './moment';

export interface Sweep {
	/** The cursor when it began. */
	cursor: Seconds;
	/** The server's time when it began; null until the server has told. */
	startedAt: Seconds | null;
	/** Everything from here up to the floor was read. */
	readFrom: Seconds;
	/** Where windows that were too big are cut, the oldest last. */
	ends: readonly Seconds[];
	/** The query that comes next within its window, where filters take several. */
	part: number;
	/** Requests made so far. */
	requests: number;
	/** What is dated before this was forgotten since it began, though it had read it. */
	lostBefore: Seconds;
}

export interface Late {
	/** How far it looks back from the cursor; 0 where nothing is looked for. */
	span: Seconds;
	/** What is dated before this is never given: the trigger began with a later date. */
	notBefore: Seconds;
	/** How far back the next sweep looks; null until the server has told the time. */
	from: Seconds | null;
	/** What is dated from here on and was read is known. What is older has not been seen yet, or was forgotten. */
	knownFrom: Seconds;
	/** The server's time from which on the next sweep may begin; null for at once. */
	dueAt: Seconds | null;
	/** Whether the last poll had no time for a sweep: the next one begins with it. */
	waits: boolean;
	/** The sweep that is under way. */
	sweep: Sweep | null;
}

/** How late results may be, and how often it is looked for them. */
export interface LateOrder {
	/** How much later than it is dated a result may arrive and be found by a sweep; 0 for none. */
	span: Seconds;
	/** Between the beginnings of two sweeps, where they take few requests. */
	every: Seconds;
}

/** So many requests are made between two sweeps on the average: with more of them, the next one comes later. */
const REQUESTS = 4;

/** The longest time between two sweeps, as a multiple of the shortest. */
const LONGEST = 24;

/** With more requests than this the next sweep comes no later: so many are spent on a second that has no end. */
export const MOST_REQUESTS = REQUESTS * LONGEST;

/** Before anything was read. @param knownFrom where the polls begin to read */
export const nothingLate = (knownFrom: Seconds, notBefore: Seconds, span: Seconds): Late => ({
	span,
	notBefore,
	from: null,
	knownFrom,
	dueAt: null,
	waits: false,
	sweep: null,
});

/** With another span it is looked at once: what is newly within it was there before. */
export function changeSpan<S extends { cursor: Seconds; late: Late }>(
	state: S,
	{ span }: LateOrder,
): S {
	const { late } = state;
	if (late.span === span) return state;
	const anew = nothingLate(late.knownFrom, late.notBefore, span);
	const from = late.from === null ? null : Math.max(late.notBefore, state.cursor - span);
	return { ...state, late: { ...anew, from } };
}

/** With other filters nothing is known of what the polls do not read any more. */
export const forgetLate = (late: Late, floor: Seconds): Late => ({
	...nothingLate(floor, late.notBefore, late.span),
	from: late.from,
});

/** Once the server has told its time, it is known how far back to look. */
export function beginLate(late: Late, now: Seconds): Late {
	return late.from === null ? { ...late, from: Math.max(late.notBefore, now - late.span) } : late;
}

/** From when on events are remembered: as far back as they can be read again. */
export const rememberFrom = (floor: Seconds, { span, from }: Late): Seconds =>
	span > 0 && from !== null ? Math.min(floor, from) : floor;

/** What is dated before `known` was forgotten: it is not given any more, nor by the sweep that is under way. */
export const loseLate = ({ sweep, ...late }: Late, known: Seconds): Late => ({
	...late,
	knownFrom: Math.max(late.knownFrom, known),
	sweep: sweep && { ...sweep, lostBefore: Math.max(sweep.lostBefore, known) },
});

/**
 * Whether it is time to go on with a sweep, or to begin one. It begins where no pass is under way: what it
 * does not read is then read by a pass that begins later.
 */
export function isDue(
	{ scan, late }: { scan: object | null; late: Late },
	now: Seconds,
	{ every }: LateOrder,
): boolean {
	if (late.span === 0 || late.from === null) return false;
	if (late.sweep !== null) return true;
	if (scan !== null) return false;
	if (late.waits || late.dueAt === null) return true;
	// A clock that was ahead for a while must not put it off for longer than that.
	return now >= late.dueAt || late.dueAt - now > LONGEST * every;
}

/** When the next sweep comes: the later, the more requests this one took. */
export function nextSweepAt({ startedAt, requests }: Sweep, now: Seconds, every: Seconds): Seconds {
	const pause = Math.max(1, Math.min(requests / REQUESTS, LONGEST)) * every;
	return (startedAt ?? now) + Math.ceil(pause);
}
