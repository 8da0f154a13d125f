/** What the trigger remembers from one poll to the next. */
import type { SeenSet } from './seenSet';
import type { Seconds } from './time';

/** How far a read through several slices has come. It may take several polls. */
interface Progress {
	/** The server's time when it started; null before its first response. */
	startedAt: Seconds | null;
	/** Ends of the slices still to read; empty until a slice was cut. */
	ends: readonly Seconds[];
	/** Index of the next query within the slice. */
	query: number;
}

/** Reads everything new, from the earliest slice to the latest. */
export interface Scan extends Progress {
	/** Everything up to here was read; null before the first slice. */
	readTo: Seconds | null;
	/** The newest date read so far in this slice; null if there is none. */
	newest: Seconds | null;
}

/** Looks for late results, from the latest slice to the earliest. */
export interface Sweep extends Progress {
	/** The cursor when the sweep started. */
	cursor: Seconds;
	/** Everything from here to the lookback was read. */
	readFrom: Seconds;
	requests: number;
	/** Events before this were read by the sweep, and forgotten since. */
	forgottenBefore: Seconds;
}

/**
 * What the trigger knows about late results:
 *
 *     notBefore ·· from ············ knownFrom ·········· lookbackFrom ········ cursor
 *                  ├─ learned as seen ────┤├─ returned if new ────┤├─ each poll ─┤
 *
 * When a sweep ends, `knownFrom` is where it ended, and `from` moves on.
 */
export interface Late {
	/** How far before the cursor sweeps read; 0 if they are off. */
	reach: Seconds;
	/** Start Date: earlier events are never returned. */
	notBefore: Seconds;
	/** Where the next sweep ends; null until the server's time is known. */
	from: Seconds | null;
	/** From here on, the seen set knows every event that was read. */
	knownFrom: Seconds;
	/** The server's time when the next sweep is due; null for now. */
	dueAt: Seconds | null;
	/** True if a sweep was due but the last poll had no time for it: the next poll starts with it. */
	sweepFirst: boolean;
	sweep: Sweep | null;
}

/** Everything the trigger remembers. `storedState.ts` has its stored form. */
export interface State {
	/** Identifies event and API host. */
	source: string;
	/** A hash of the filters. */
	filters: string;
	/** The newest date read, but never later than the server's time. At first, where the trigger started. */
	cursor: Seconds;
	/** Where polls start to read: the cursor minus the lookback. It never moves back. */
	lookbackFrom: Seconds;
	/** Events up to here were there before: they are added to the seen set, not returned. */
	suppressUntil: Seconds | null;
	/** The server's time when the last complete scan started. */
	readAt: Seconds | null;
	scan: Scan | null;
	late: Late;
	seen: SeenSet;
}

/**
 * Drops from the seen set what neither polls nor sweeps read again, and the oldest events if it is too large.
 * Polls and sweeps then never go back to the dropped events.
 * @param until the latest date that may be dropped because the set is too large
 * @param maxSeen maximum events in the seen set
 */
export function forgetOld(state: State, until: Seconds, maxSeen: number): State {
	const { seen, lookbackFrom, late } = state;
	const sweepsFrom = late.reach > 0 && late.from !== null ? late.from : lookbackFrom;
	const knownFrom = seen.forget(Math.min(lookbackFrom, sweepsFrom), until, maxSeen);
	return {
		...state,
		lookbackFrom: Math.max(lookbackFrom, knownFrom),
		late: forgetLate(late, knownFrom),
	};
}

/** Notes that events before a date were forgotten: no sweep may return them. */
export const forgetLate = ({ sweep, ...late }: Late, before: Seconds): Late => ({
	...late,
	knownFrom: Math.max(late.knownFrom, before),
	sweep: sweep && { ...sweep, forgottenBefore: Math.max(sweep.forgottenBefore, before) },
});
