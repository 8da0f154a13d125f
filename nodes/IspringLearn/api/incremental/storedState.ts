/**
 * The JSON form of the state, which n8n stores with the workflow. Its keys must not change: a state
 * that cannot be read makes the trigger start over.
 */
import type { Value } from '../schema/record';
import { isRecord } from '../schema/record';
import { SeenSet } from './seenSet';
import type { Late, Scan, State, Sweep } from './state';
import type { Seconds } from './time';
import { toIso } from './time';
import { readSeconds } from '../schema/moment';

/** Converts a value to JSON and back. `restore` returns undefined for JSON that `store` did not write. */
interface Codec<T> {
	store: (value: T) => Value;
	restore: (stored: Value) => T | undefined;
}

const text: Codec<string> = {
	store: (value) => value,
	restore: (stored) => (typeof stored === 'string' ? stored : undefined),
};
const flag: Codec<boolean> = {
	store: (value) => value,
	restore: (stored) => (typeof stored === 'boolean' ? stored : undefined),
};
const count: Codec<number> = {
	store: (value) => value,
	restore: (stored) =>
		Number.isSafeInteger(stored) && Number(stored) >= 0 ? Number(stored) : undefined,
};
/** ISO text in UTC. */
const moment: Codec<Seconds> = {
	store: toIso,
	restore: (stored) => readSeconds(stored) ?? undefined,
};
const moments: Codec<readonly Seconds[]> = {
	store: (values) => values.map(toIso),
	restore: (stored) => {
		if (!Array.isArray(stored)) return undefined;
		const read = stored.map(readSeconds).filter((one) => one !== null);
		return read.length === stored.length ? read : undefined;
	},
};
const seenSet: Codec<SeenSet> = {
	store: (value) => value.store(),
	restore: (stored) => SeenSet.restore(stored) ?? undefined,
};

const orNull = <T>({ store, restore }: Codec<T>): Codec<T | null> => ({
	store: (value) => (value === null ? null : store(value)),
	restore: (stored) => (stored === null ? null : restore(stored)),
});

/** An object, field by field: the key in the stored form, and the codec of its value. */
function object<T extends object>(fields: { [K in keyof T]: [string, Codec<T[K]>] }): Codec<T> {
	const names = Object.keys(fields) as Array<keyof T>;
	return {
		store: (value) =>
			Object.fromEntries(
				names.map((name) => {
					const [key, { store }] = fields[name];
					return [key, store(value[name])];
				}),
			),
		restore: (stored) => {
			if (!isRecord(stored)) return undefined;
			const value: Partial<T> = {};
			for (const name of names) {
				const [key, { restore }] = fields[name];
				const restored = restore(stored[key]);
				if (restored === undefined) return undefined;
				value[name] = restored;
			}
			return value as T;
		},
	};
}

const SCAN = object<Scan>({
	startedAt: ['startedAt', orNull(moment)],
	readTo: ['readTo', orNull(moment)],
	ends: ['ends', moments],
	query: ['part', count],
	newest: ['newest', orNull(moment)],
});

const SWEEP = object<Sweep>({
	cursor: ['cursor', moment],
	startedAt: ['startedAt', orNull(moment)],
	readFrom: ['readFrom', moment],
	ends: ['ends', moments],
	query: ['part', count],
	requests: ['requests', count],
	forgottenBefore: ['lostBefore', moment],
});

const LATE = object<Late>({
	reach: ['span', count],
	notBefore: ['notBefore', moment],
	from: ['from', orNull(moment)],
	knownFrom: ['knownFrom', moment],
	dueAt: ['dueAt', orNull(moment)],
	sweepFirst: ['waits', flag],
	sweep: ['sweep', orNull(SWEEP)],
});

const STATE = object<State>({
	source: ['source', text],
	filters: ['filters', text],
	cursor: ['cursor', moment],
	lookbackFrom: ['floor', moment],
	suppressUntil: ['mutedTo', orNull(moment)],
	readAt: ['readAt', orNull(moment)],
	scan: ['pass', orNull(SCAN)],
	late: ['late', LATE],
	seen: ['given', seenSet],
});

/** Increase it when the stored form changes. */
const VERSION = 2;

/** The stored form of a state. */
export type StoredState = { [key: string]: Value };

/** Converts a state to its stored form. */
export const storeState = (state: State): StoredState => ({
	version: VERSION,
	...(STATE.store(state) as StoredState),
});

/**
 * Reads a stored state; null unless `storeState` of this version wrote all of it. With only a part of the state,
 * events would be returned twice.
 */
export function restoreState(stored: unknown): State | null {
	const value = stored as Value;
	return isRecord(value) && value.version === VERSION ? (STATE.restore(value) ?? null) : null;
}
