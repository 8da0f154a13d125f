/** The moments that the API sends, in a time zone. */
import { DateTime } from 'luxon';
import type { Value } from '../api/schema/record';

/** A moment as the API sends it. A date without a time or without a zone is not a moment. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const MINUTE_MS = 60_000;

/** Time zones change their offset at full quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;

/** Whether a calendar has this day: `Date.parse` takes 2026-02-30 for 2 March. */
export const isDay = (day: string): boolean => {
	const parsed = Date.parse(day);
	return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(day);
};

/** What a clock in the time zone shows, as the milliseconds at which a clock in UTC shows the same. */
export type LocalClock = (value: string) => number | null;

/**
 * Creates the clock of a time zone. It returns null for a text that is not a moment. luxon takes many
 * times as long, so it is asked once for each quarter of an hour.
 */
export function createLocalClock(timezone: string): LocalClock {
	const offsets = new Map<number, number>();
	const offsetAt = (milliseconds: number): number => {
		const quarter = Math.floor(milliseconds / QUARTER_MS);
		const known = offsets.get(quarter);
		if (known !== undefined) return known;
		const minutes = DateTime.fromMillis(quarter * QUARTER_MS, { zone: timezone }).offset;
		offsets.set(quarter, minutes);
		return minutes;
	};
	return (value) => {
		const day = MOMENT.exec(value)?.[1];
		if (day === undefined || !isDay(day)) return null;
		const milliseconds = Date.parse(value);
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
