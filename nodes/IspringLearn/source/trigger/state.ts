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

const textOf = (value: Value): string => (typeof value === 'string' ? value : '');

function restorePass(pass: Value): Pass | null {
	if (!isRecord(pass)) return null;
	const ends = Array.isArray(pass.ends) ? pass.ends.map(readSeconds) : [];
	return {
		startedAt: readSeconds(pass.startedAt),
		readTo: readSeconds(pass.readTo),
		ends: ends.filter((end) => end !== null),
	};
}

/** Null when there is none yet, or none that this version understands. */
export function restoreState(stored: unknown): State | null {
	const state = stored as Value;
	if (!isRecord(state) || state.version !== VERSION) return null;
	const cursor = readSeconds(state.cursor);
	const floor = readSeconds(state.floor);
	if (cursor === null || floor === null) return null;
	const given = isRecord(state.given) ? state.given : {};
	const texts = Object.entries(given).map(([date, hashes]): [string, string] => [
		date,
		textOf(hashes),
	]);
	return {
		source: textOf(state.source),
		filters: textOf(state.filters),
		cursor,
		floor,
		mutedTo: readSeconds(state.mutedTo),
		readAt: readSeconds(state.readAt),
		pass: restorePass(state.pass),
		given: Given.restore(Object.fromEntries(texts)),
	};
}
