import { DateTime } from 'luxon';
import type { Value } from '../record/schema';

/** A moment as whole seconds since 1970: the API knows no finer ones. */
export type Seconds = number;

/** Reads a date as the API sends it, `2021-07-28T21:00:00+00:00`; null when there is none. Without a zone it is UTC. */
export function readSeconds(value: Value): Seconds | null {
	if (typeof value !== 'string') return null;
	const moment = DateTime.fromISO(value.trim(), { zone: 'utc' });
	return moment.isValid ? Math.floor(moment.toSeconds()) : null;
}

/** As the API takes dates, and as the state of the trigger holds them: `2019-12-24T21:00:00Z`. */
export const toIso = (seconds: Seconds): string =>
	new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** The later of two moments, the second of which may be unknown. */
export const later = (a: Seconds, b: Seconds | null): Seconds => (b === null ? a : Math.max(a, b));
