/** Reads the date in a message. */
import type { Seconds } from '../../../api/incremental/time';
import { OLDEST } from '../../../api/incremental/time';
import { readSeconds } from '../../../api/schema/moment';
import type { Value } from '../../../api/schema/record';

/** The smallest number in each unit, and how many of the unit make a second. Seconds reach it in the year 5138. */
const UNITS: ReadonlyArray<[from: number, perSecond: number]> = [
	[1e17, 1e9],
	[1e14, 1e6],
	[1e11, 1e3],
	[0, 1],
];

/** No event is dated later: 9999-12-31, the last day that RFC 3339 can express. */
const NEWEST: Seconds = 253_402_300_799;

const NUMBER = /^\d+(\.\d+)?$/;

/** RFC 3339 starts with a complete date. Other ISO texts, such as a time alone, count from today. */
const DATE = /^\d{4}-\d{2}-\d{2}T/;

/**
 * Reads a date: a number of nanoseconds, as the documents say, or of larger units, or RFC 3339 text. JSON.parse rounds
 * 19 digits, by less than a microsecond.
 * @returns null for anything else
 */
export function readEventDate(value: Value): Seconds | null {
	const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
	const isNumber = typeof value === 'number' || NUMBER.test(text);
	const fromText = () => (DATE.test(text) ? readSeconds(text) : null);
	const date = isNumber ? toSeconds(Number(text)) : fromText();
	return date !== null && date >= OLDEST && date <= NEWEST ? date : null;
}

function toSeconds(number: number): Seconds | null {
	const [, perSecond] = UNITS.find(([from]) => number >= from) ?? [];
	return perSecond === undefined ? null : Math.floor(number / perSecond);
}
