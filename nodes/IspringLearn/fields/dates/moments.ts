/** Reads dates of any kind, and writes them as the API takes them. */
import type { DateTimeUnit } from 'luxon';
import { DateTime } from 'luxon';
import { cleanText } from '../../api/pastedText';

/** A day, a week or an ordinal day of ISO 8601. Without one, luxon reads a time as today's. */
const STARTS_WITH_DAY = /^\d{4}(-?\d{2}|-?W\d{2}|-)/i;

/** ISO 8601 texts for a whole period, and the unit of that period. */
const PERIODS: ReadonlyArray<readonly [RegExp, DateTimeUnit]> = [
	[/^\d{4}-?\d{2}$/, 'month'],
	[/^\d{4}-?W\d{2}$/i, 'week'],
	[/^\d{4}(-?\d{2}-?\d{2}|-?\d{3}|-?W\d{2}-?\d)$/i, 'day'],
];

const LATEST_DATE = DateTime.utc(9999, 12, 31, 23, 59, 59) as DateTime<true>;

/**
 * Reads a date: local time without a zone from the date picker, ISO 8601 or SQL text, or a luxon
 * DateTime or a Date from an expression.
 * @param zone the workflow's time zone, for values without one
 * @returns null for anything else
 */
export function readMoment(value: unknown, zone: string): DateTime<true> | null {
	return orNull(parseMoment(value, zone));
}

/** The period that a text stands for, such as a month. Undefined for a date with a time. */
function periodOf(text: string): DateTimeUnit | undefined {
	const [, unit] = PERIODS.find(([pattern]) => pattern.test(cleanText(text))) ?? [];
	return unit;
}

/**
 * Reads a day: the one that a moment is in.
 * @returns null for anything else, also for a month or a week
 */
export function readDay(value: unknown, zone: string): DateTime<true> | null {
	const unit = typeof value === 'string' ? periodOf(value) : undefined;
	const isDay = unit === undefined || unit === 'day';
	return isDay ? orNull(readMoment(value, zone)?.setZone(zone) ?? null) : null;
}

/** Reads the end of a range. A day, a week or a month without a time means the end of that period. */
export function readRangeEnd(value: unknown, zone: string): DateTime<true> | null {
	const moment = readMoment(value, zone);
	if (moment === null || typeof value !== 'string') return moment;
	const unit = periodOf(value);
	// West of Greenwich, 9999-12-31 ends in UTC's year 10000, which cannot be sent.
	return unit === undefined ? moment : (orNull(moment.endOf(unit)) ?? LATEST_DATE);
}

/** Null for an invalid date, and for years that RFC 3339 cannot express. */
function orNull(moment: DateTime | null): DateTime<true> | null {
	if (!moment?.isValid) return null;
	const { year } = moment.toUTC();
	return year >= 0 && year <= 9999 ? (moment as DateTime<true>) : null;
}

function parseMoment(value: unknown, zone: string): DateTime | null {
	if (DateTime.isDateTime(value)) return value;
	if (Object.prototype.toString.call(value) === '[object Date]') {
		return DateTime.fromJSDate(value as Date);
	}
	if (typeof value !== 'string') return null;
	const text = cleanText(value);
	if (!STARTS_WITH_DAY.test(text)) return null;
	const iso = DateTime.fromISO(text, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}

/** Formats a date as RFC 3339 with seconds, in UTC, like the sample request in the API reference. */
export function toWire(moment: DateTime<true>): string {
	return moment.toUTC().startOf('second').toISO({ suppressMilliseconds: true });
}

/** The current time, as sent to the API. */
export const wireNow = (): string => toWire(DateTime.now());
