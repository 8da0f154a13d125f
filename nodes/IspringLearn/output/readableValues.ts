/** The option Readable Values: dates, statuses and booleans as people write them. */
import { DateTime } from 'luxon';
import type { RawRecord, Value } from '../api/schema/record';
import type { Column } from '../api/schema/recordSchema';
import type { Status } from '../api/schema/statuses';
import { nameOfStatus } from '../api/schema/statuses';

type Format = (value: Value) => Value;

/** A moment as the API sends it. A date without a time or without a zone is not a moment. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const MINUTE_MS = 60_000;

/** Time zones change their offset at full quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS;

/** Whether a calendar has this day: `Date.parse` takes 2026-02-30 for 2 March. */
const isDay = (day: string): boolean => {
	const parsed = Date.parse(day);
	return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(day);
};

/**
 * Creates the function that writes a moment as `2026-01-31 18:00:00` in a time zone. Anything else stays as
 * it is. luxon takes many times as long, so it is asked once for each quarter of an hour.
 */
function createDateFormat(timezone: string): Format {
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
		if (typeof value !== 'string') return value;
		const day = MOMENT.exec(value)?.[1];
		if (day === undefined || !isDay(day)) return value;
		const milliseconds = Date.parse(value);
		const local = milliseconds + offsetAt(milliseconds) * MINUTE_MS;
		if (!Number.isFinite(local)) return value;
		return new Date(local).toISOString().slice(0, 19).replace('T', ' ');
	};
}

const formatBoolean: Format = (value) =>
	typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value;

const statusFormat =
	(statuses: readonly Status[]): Format =>
	(value) =>
		nameOfStatus(statuses, value) ?? value;

/**
 * Creates the function that makes the values of a row readable, in place. Numbers, titles, IDs, and what it
 * cannot read stay as they are.
 */
export function createReadableFormat(
	columns: readonly Column[],
	timezone: string,
): (row: RawRecord) => void {
	const formatDate = createDateFormat(timezone);
	const formatOf = ({ type, values }: Column): Format | null => {
		if (type === 'dateTime') return formatDate;
		if (type === 'boolean') return formatBoolean;
		return type === 'enum' && values ? statusFormat(values) : null;
	};
	const formats = columns.flatMap((column) => {
		const format = formatOf(column);
		return format ? [{ name: column.name, format }] : [];
	});
	return (row) => {
		for (const { name, format } of formats) row[name] = format(row[name]);
	};
}
