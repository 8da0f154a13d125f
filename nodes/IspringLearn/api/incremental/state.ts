/** What the trigger remembers from one poll to the next, and how it is written down. */
import type { Value } from '../schema/record';
import { isRecord } from '../schema/record';
import type { StoredSeenSet } from './seenSet';
import { SeenSet } from './seenSet';
import type { Late } from './late';
import type { Seconds } from './moment';
import { readCount, readMoments, readOrNull, readSeconds, toIso, toIsoOrNull } from './moment';
import type { StoredLate } from './storedLate';
import { restoreLate, storeLate } from './storedLate';

/** A read that takes more than one window, and may take more than one poll. */
export interface Scan {
	/** The server's time when it began; null until the server has told. */
	startedAt: Seconds | null;
	/** Everything up to here was read; null before the first window. */
	readTo: Seconds | null;
	/** Where windows that were too big are cut, the next one last. */
	ends: readonly Seconds[];
	/** The query that comes next within its window, where filters take several. */
	part: number;
	/** The newest date in what was read of that window; null when there was none. */
	newest: Seconds | null;
}

export interface State {
	/** What is waited for and where. With another one everything begins anew. */
	source: string;
	/** The filters, as a hash. */
	filters: string;
	/** The newest date seen, never beyond the server's time; before there is any, where the trigger began. */
	cursor: Seconds;
	/** What is dated before this no poll reads again, but for its sweeps. */
	lookbackFrom: Seconds;
	/** What is dated up to this was there before, and is marked as given without being given. */
	suppressUntil: Seconds | null;
	/** The server's time at the beginning of the last pass that came to its end. */
	readAt: Seconds | null;
	/** The pass that is under way. */
	scan: Scan | null;
	/** What is looked for behind the floor. */
	late: Late;
	seen: SeenSet;
}

const VERSION = 2;

/** As JSON: dates as ISO text in UTC. */
export interface StoredState {
	version: number;
	source: string;
	filters: string;
	cursor: string;
	floor: string;
	mutedTo: string | null;
	readAt: string | null;
	pass: StoredPass | null;
	late: StoredLate;
	given: StoredSeenSet;
}

interface StoredPass {
	startedAt: string | null;
	readTo: string | null;
	ends: string[];
	part: number;
	newest: string | null;
}

export function storeState({ scan: pass, late, seen: given, ...state }: State): StoredState {
	return {
		version: VERSION,
		source: state.source,
		filters: state.filters,
		cursor: toIso(state.cursor),
		floor: toIso(state.lookbackFrom),
		mutedTo: toIsoOrNull(state.suppressUntil),
		readAt: toIsoOrNull(state.readAt),
		pass: pass && {
			startedAt: toIsoOrNull(pass.startedAt),
			readTo: toIsoOrNull(pass.readTo),
			ends: pass.ends.map(toIso),
			part: pass.part,
			newest: toIsoOrNull(pass.newest),
		},
		late: storeLate(late),
		given: given.store(),
	};
}

function restorePass(pass: Value): Scan | null | undefined {
	if (pass === null) return null;
	if (!isRecord(pass)) return undefined;
	const startedAt = readOrNull(pass.startedAt);
	const readTo = readOrNull(pass.readTo);
	const ends = readMoments(pass.ends);
	const part = readCount(pass.part);
	const newest = readOrNull(pass.newest);
	if (startedAt === undefined || readTo === undefined || newest === undefined) return undefined;
	if (ends === undefined || part === undefined) return undefined;
	return { startedAt, readTo, ends, part, newest };
}

/** Null for what this version did not write, all of it: with a part of it, results would be given twice. */
export function restoreState(stored: unknown): State | null {
	const state = stored as Value;
	if (!isRecord(state) || state.version !== VERSION) return null;
	const { source, filters } = state;
	const cursor = readSeconds(state.cursor);
	const floor = readSeconds(state.floor);
	const mutedTo = readOrNull(state.mutedTo);
	const readAt = readOrNull(state.readAt);
	const pass = restorePass(state.pass);
	const late = restoreLate(state.late);
	const given = SeenSet.restore(state.given);
	if (typeof source !== 'string' || typeof filters !== 'string') return null;
	if (cursor === null || floor === null || given === null) return null;
	if (mutedTo === undefined || readAt === undefined || pass === undefined) return null;
	if (late === undefined) return null;
	return {
		source,
		filters,
		cursor,
		lookbackFrom: floor,
		suppressUntil: mutedTo,
		readAt,
		scan: pass,
		late,
		seen: given,
	};
}
