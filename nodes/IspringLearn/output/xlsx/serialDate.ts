/** Dates as Excel counts them: days since the end of 1899. */
import { createLocalClock, isDay } from '../localTime';

const DAY_MS = 86_400_000;
/** The day on which JavaScript begins to count. */
const EPOCH = 25_569;

/** Excel takes 1900 for a leap year: only from 1 March 1900 on, its count is that of the calendar. */
const FIRST = 61;
/** The day after the last that Excel knows, 31 December 9999. */
const END = 2_958_466;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A moment that the option Readable Values has already moved to the time zone. */
const LOCAL = /^(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}$/;

/** A date, with or without a time of day. */
export interface SerialDate {
	serial: number;
	hasTime: boolean;
}

/**
 * Creates the function that turns dates into serial numbers in a time zone. It returns null for anything else, and for
 * dates that Excel does not have.
 */
export function createSerialDates(timezone: string): (value: string) => SerialDate | null {
	const readClock = createLocalClock(timezone);
	return (value) => {
		const hasTime = !DAY.test(value);
		const isLocal = isDay(hasTime ? (LOCAL.exec(value)?.[1] ?? '') : value);
		const milliseconds = isLocal ? Date.parse(toUtc(value, hasTime)) : readClock(value);
		if (milliseconds === null || Number.isNaN(milliseconds)) return null;
		const serial = milliseconds / DAY_MS + EPOCH;
		return serial >= FIRST && serial < END ? { serial, hasTime } : null;
	};
}

/** `Date.parse` reads a date in UTC, but a date with a time and a space in the time zone of the machine. */
const toUtc = (value: string, hasTime: boolean): string =>
	hasTime ? `${value.replace(' ', 'T')}Z` : value;
