/** Ranges of dates that move with the calendar, such as "Last 7 Days". */
import type { DurationLikeObject } from 'luxon';
import { DateTime } from 'luxon';
import { toWire } from './moments';

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A range of whole days, weeks, months, quarters or years. */
export interface RelativeRange {
	/** As the form shows it. */
	name: string;
	value: string;
	description: string;
	unit: Unit;
	/** The first and the last unit of the range, counted from the current one. */
	from: number;
	to: number;
}

const range = (
	value: string,
	name: string,
	description: string,
	unit: Unit,
	from: number,
	to: number,
): RelativeRange => ({ value, name, description, unit, from, to });

/** Today belongs to "Last 7 Days", and so does all of the day a week ago: no gap between weekly runs. */
const lastDays = (days: number): RelativeRange =>
	range(
		`last${days}Days`,
		`Last ${days} Days`,
		`From 00:00 ${days} days ago to the end of today, so that scheduled runs leave no gap`,
		'day',
		-days,
		0,
	);

const nextDays = (days: number): RelativeRange =>
	range(`next${days}Days`, `Next ${days} Days`, `Today and the next ${days} days`, 'day', 0, days);

const MONTHS = 'Quarters start in January, April, July and October';

/** Ranges that start in the past, in the order of the form. */
export const PAST_RANGES: readonly RelativeRange[] = [
	range('today', 'Today', 'The whole day', 'day', 0, 0),
	range('yesterday', 'Yesterday', 'The whole day', 'day', -1, -1),
	lastDays(7),
	lastDays(30),
	lastDays(90),
	range('thisWeek', 'This Week', 'Monday to Sunday', 'week', 0, 0),
	range('lastWeek', 'Last Week', 'Monday to Sunday', 'week', -1, -1),
	range('thisMonth', 'This Month', 'From the first to the last day', 'month', 0, 0),
	range('lastMonth', 'Last Month', 'From the first to the last day', 'month', -1, -1),
	range('thisQuarter', 'This Quarter', MONTHS, 'quarter', 0, 0),
	range('lastQuarter', 'Last Quarter', MONTHS, 'quarter', -1, -1),
	range('thisYear', 'This Year', 'January to December', 'year', 0, 0),
	range('lastYear', 'Last Year', 'January to December', 'year', -1, -1),
];

/** For dates that can be in the future. */
export const FUTURE_RANGES: readonly RelativeRange[] = [nextDays(7), nextDays(30)];

/** Everything before this moment. */
const EXPIRED = range('expired', 'Expired', 'Expired before now', 'day', -Infinity, 0);

/** For dates on which something ends. */
export const EXPIRY_RANGES: readonly RelativeRange[] = [
	...FUTURE_RANGES,
	nextDays(60),
	nextDays(90),
	EXPIRED,
];

/** "Last 7 Days", "last 7 days" and "last_7_days" are `last7Days`. */
const normalizeRange = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** Finds the range with this value or name, in any spelling; undefined if there is none. */
export function findRange(
	ranges: readonly RelativeRange[],
	text: string,
): RelativeRange | undefined {
	const wanted = normalizeRange(text);
	return ranges.find(({ value }) => normalizeRange(value) === wanted);
}

const move = (moment: DateTime, unit: Unit, count: number): DateTime =>
	moment.plus({ [`${unit}s`]: count } satisfies DurationLikeObject);

/** The first moment of a period. Where clocks go back at midnight, its first hour comes twice. */
function firstMoment(moment: DateTime, unit: Unit): DateTime {
	const start = moment.startOf(unit);
	const earlier = start.minus({ hours: 1 });
	// Dates as text: luxon's `hasSame` may count the first of the two hours as part of the day before.
	return earlier.toISODate() === start.toISODate() ? earlier : start;
}

/** Both ends of a range, as the API takes them. */
interface WireRange {
	/** Undefined for everything up to the end. */
	startDate?: string;
	endDate: string;
}

/**
 * Where a range starts and ends.
 * @param value such as `last7Days`
 * @param nowMs the time of the execution
 * @param zone the time zone whose days count
 */
export function relativeRange(value: string, nowMs: number, zone: string): WireRange {
	const found = [...PAST_RANGES, ...EXPIRY_RANGES].find((one) => one.value === value);
	if (found === undefined) throw new RangeError(`Unknown range: ${value}`);
	const { unit, from, to } = found;
	const now = DateTime.fromMillis(nowMs, { zone });
	if (found === EXPIRED) return { endDate: toWire(now as DateTime<true>) };
	const start = firstMoment(move(now, unit, from), unit);
	const end = firstMoment(move(now, unit, to + 1), unit).minus({ milliseconds: 1 });
	return { startDate: toWire(start as DateTime<true>), endDate: toWire(end as DateTime<true>) };
}
