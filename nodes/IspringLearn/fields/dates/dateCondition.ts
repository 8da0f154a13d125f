/**
 * A filter by a date that the API has no parameter for: the node compares the records itself. The condition
 * stays in the query until `operations/list/conditions.ts` takes it out.
 */
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

/** A range that the date of a record has to be in. */
export interface DateCondition {
	/** The column with the date. */
	dateColumn: string;
	/** RFC 3339, in UTC. Undefined for no limit. */
	startDate?: string;
	endDate?: string;
	/** The time zone whose days count, for dates without a time. */
	zone: string;
}

/** Creates the condition, as a value in a query. */
export const dateCondition = (
	dateColumn: string,
	{ startDate, endDate }: Pick<DateCondition, 'startDate' | 'endDate'>,
	zone: string,
): IDataObject => ({ dateColumn, startDate, endDate, zone });

/** Recognizes a condition among the values of a query. */
export const isDateCondition = (value: unknown): value is DateCondition =>
	typeof value === 'object' && value !== null && 'dateColumn' in value;

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** Ranges end with a whole second. */
const toSeconds = (date: DateTime): number => Math.floor(date.toSeconds());

/**
 * Creates a function that checks whether a date is in the range. A date without a time stands for the end of its
 * day: a certificate that expires today is valid until tonight. So of two ranges that meet at any time of the day,
 * exactly one has it. The function returns null for a value that is no date.
 */
export function createRangeCheck({ startDate, endDate, zone }: DateCondition) {
	const start = startDate === undefined ? -Infinity : toSeconds(DateTime.fromISO(startDate));
	const end = endDate === undefined ? Infinity : toSeconds(DateTime.fromISO(endDate));
	return (value: unknown): boolean | null => {
		const text = typeof value === 'string' ? value.trim() : '';
		const moment = DateTime.fromISO(text, { zone });
		if (!moment.isValid) return null;
		const seconds = toSeconds(DAY_ONLY.test(text) ? moment.endOf('day') : moment);
		return seconds >= start && seconds <= end;
	};
}
