/** The moments that the API sends, in a time zone. */
import { DateTime } from 'luxon';
import type { Value } from '../api/schema/record';

/** A moment as the API sends it. A date without a time or without a zone is not a moment. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const MINUTE_MS = 60_000;

/** Time zones change their offset at full quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;

const DAY_MS = 24 * 60 * MINUTE_MS;

/** The days that every month has. */
const MONTH_DAYS = 28;

/** Whether the month of a day has it: `Date.parse` takes 2026-02-30 for 2 March. */
const fitsMonth = (day: string): boolean =>
	Number(day.slice(-2)) <= MONTH_DAYS || new Date(day).toISOString().startsWith(day);

/** Whether a calendar has this day. */
export const isDay = (day: string): boolean => !Number.isNaN(Date.parse(day)) && fitsMonth(day);

/** What a clock in the time zone shows, as the milliseconds at which a clock in UTC shows the same. */
type LocalClock = (value: string) => number | null;

/**
 * Creates the function that returns the offset of a time zone in minutes. luxon takes many times as long, so it is
 * asked twice for each day, and for the quarters of a day on which the offset changes.
 */
function createOffsets(timezone: string): (milliseconds: number) => number {
	const readOffset = (milliseconds: number): number =>
		DateTime.fromMillis(milliseconds, { zone: timezone }).offset;
	const quarters = remember((quarter) => readOffset(quarter * QUARTER_MS));
	const days = remember((day) => {
		const offset = readOffset(day * DAY_MS);
		return readOffset((day + 1) * DAY_MS) === offset ? offset : null;
	});
	return (milliseconds) =>
		days(Math.floor(milliseconds / DAY_MS)) ?? quarters(Math.floor(milliseconds / QUARTER_MS));
}

/** Remembers the results of a function. */
function remember<T>(read: (key: number) => T): (key: number) => T {
	const known = new Map<number, T>();
	return (key) => {
		const value = known.get(key);
		if (value !== undefined) return value;
		const fresh = read(key);
		known.set(key, fresh);
		return fresh;
	};
}

/** Creates the clock of a time zone. It returns null for a text that is not a moment. */
export function createLocalClock(timezone: string): LocalClock {
	const offsetAt = createOffsets(timezone);
	return (value) => {
		const day = MOMENT.exec(value)?.[1];
		if (day === undefined) return null;
		const milliseconds = Date.parse(value);
		if (Number.isNaN(milliseconds) || !fitsMonth(day)) return null;
		const local = milliseconds + offsetAt(milliseconds) * MINUTE_MS;
		return Number.isFinite(local) ? local : null;
	};
}

/** The length of `2026-01-31T18:00:00.000Z`. JavaScript writes years before 0 and after 9999 with more digits. */
const ISO_LENGTH = 24;

/**
 * Creates the function that writes a moment as `2026-01-31 18:00:00` in a time zone. Anything else stays as
 * it is.
 */
export function createDateFormat(timezone: string): (value: Value) => Value {
	const readClock = createLocalClock(timezone);
	return (value) => {
		const local = typeof value === 'string' ? readClock(value) : null;
		if (local === null) return value;
		const text = new Date(local).toISOString();
		return text.length === ISO_LENGTH ? text.slice(0, 19).replace('T', ' ') : value;
	};
}
