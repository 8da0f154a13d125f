/** The option Readable Values: dates, statuses and booleans as people write them. */
import type { RawRecord, Value } from '../api/schema/record';
import type { Column } from '../api/schema/recordSchema';
import type { Status } from '../api/schema/statuses';
import { nameOfStatus } from '../api/schema/statuses';
import { createDateFormat } from './localTime';

type Format = (value: Value) => Value;

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
