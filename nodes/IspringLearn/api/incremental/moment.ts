import { DateTime } from 'luxon';
import type { Value } from '../schema/record';

/** A moment as whole seconds since 1970: the API knows no finer ones. */
export type Seconds = number;

/** What the API sends, which JavaScript reads by itself and many times as fast. */
const AS_SENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads a date as the API sends it, `2021-07-28T21:00:00+00:00`; null when there is none. Without a zone it is UTC. */
export function readSeconds(value: Value): Seconds | null {
	if (typeof value !== 'string') return null;
	const text = value.trim();
	const read = AS_SENT.test(text) ? Date.parse(text) : NaN;
	const milliseconds = Number.isNaN(read)
		? DateTime.fromISO(text, { zone: 'utc' }).toMillis()
		: read;
	return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}

/** As the API takes dates, and as the state of the trigger holds them: `2019-12-24T21:00:00Z`. */
export const toIso = (seconds: Seconds): string =>
	new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** The later of two moments, the second of which may be unknown. */
export const later = (a: Seconds, b: Seconds | null): Seconds => (b === null ? a : Math.max(a, b));

/** The same for a moment that may be unknown. */
export const toIsoOrNull = (date: Seconds | null): string | null =>
	date === null ? null : toIso(date);

/** Reads what `toIsoOrNull` wrote; undefined for anything else. */
export const readOrNull = (value: Value): Seconds | null | undefined =>
	value === null ? null : (readSeconds(value) ?? undefined);

/** Moments, one by one; undefined when there is anything else among them. */
export function readMoments(value: Value): Seconds[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const moments = value.map(readSeconds).filter((moment) => moment !== null);
	return moments.length === value.length ? moments : undefined;
}

/** A whole number that is not negative; undefined for anything else. */
export const readCount = (value: Value): number | undefined =>
	Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
