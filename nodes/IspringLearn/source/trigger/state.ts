/** What the trigger remembers from one poll to the next, and how it is written down. */
import type { Value } from '../record/schema';
import { isRecord } from '../record/schema';
import type { StoredGiven } from './given';
import { Given } from './given';
import type { Seconds } from './moment';
import { readSeconds, toIso } from './moment';

/** A read that takes more than one window, and may take more than one poll. */
export interface Pass {
	/** The server's time when it began; null until the server has told. */
	startedAt: Seconds | null;
	/** Everything up to here was read; null before the first window. */
	readTo: Seconds | null;
	/** Where windows that were too big are cut, the next one last. */
	ends: readonly Seconds[];
}

export interface State {
	/** What is waited for and where. With another one everything begins anew. */
	source: string;
	/** The filters, as a hash. */
	filters: string;
	/** The newest date seen, never beyond the server's time; before there is any, where the trigger began. */
	cursor: Seconds;
	/** What is dated before this is never read again. */
	floor: Seconds;
	/** What is dated up to this was there before, and is marked as given without being given. */
	mutedTo: Seconds | null;
	/** The server's time at the beginning of the last pass that came to its end. */
	readAt: Seconds | null;
	/** The pass that is under way. */
	pass: Pass | null;
	given: Given;
}

const VERSION = 1;

/** As JSON: dates as ISO text in UTC. */
export interface StoredState {
	version: number;
	source: string;
	filters: string;
	cursor: string;
	floor: string;
	mutedTo: string | null;
	readAt: string | null;
	pass: { startedAt: string | null; readTo: string | null; ends: string[] } | null;
	given: StoredGiven;
}

const iso = (date: Seconds | null): string | null => (date === null ? null : toIso(date));

export function storeState({ pass, given, ...state }: State): StoredState {
	return {
		version: VERSION,
		source: state.source,
		filters: state.filters,
		cursor: toIso(state.cursor),
		floor: toIso(state.floor),
		mutedTo: iso(state.mutedTo),
		readAt: iso(state.readAt),
		pass: pass && {
			startedAt: iso(pass.startedAt),
			readTo: iso(pass.readTo),
			ends: pass.ends.map(toIso),
		},
		given: given.store(),
	};
}

/** A moment that may be unknown; undefined for what is neither. */
const perhaps = (value: Value): Seconds | null | undefined =>
	value === null ? null : (readSeconds(value) ?? undefined);

function restorePass(pass: Value): Pass | null | undefined {
	if (pass === null) return null;
	if (!isRecord(pass) || !Array.isArray(pass.ends)) return undefined;
	const startedAt = perhaps(pass.startedAt);
	const readTo = perhaps(pass.readTo);
	const ends = pass.ends.map(readSeconds).filter((end) => end !== null);
	const isWhole = ends.length === pass.ends.length;
	return startedAt !== undefined && readTo !== undefined && isWhole
		? { startedAt, readTo, ends }
		: undefined;
}

/** Null for what this version did not write, all of it: with a part of it, results would be given twice. */
export function restoreState(stored: unknown): State | null {
	const state = stored as Value;
	if (!isRecord(state) || state.version !== VERSION) return null;
	const { source, filters } = state;
	const cursor = readSeconds(state.cursor);
	const floor = readSeconds(state.floor);
	const mutedTo = perhaps(state.mutedTo);
	const readAt = perhaps(state.readAt);
	const pass = restorePass(state.pass);
	const given = Given.restore(state.given);
	if (typeof source !== 'string' || typeof filters !== 'string') return null;
	if (cursor === null || floor === null || given === null) return null;
	if (mutedTo === undefined || readAt === undefined || pass === undefined) return null;
	return { source, filters, cursor, floor, mutedTo, readAt, pass, given };
}
