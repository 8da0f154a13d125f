import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import type { DateTimeUnit } from 'luxon';
import { DateTime } from 'luxon';
import { NodeOperationError } from 'n8n-workflow';
import { withoutInvisible } from '../api/invisible';
import { transformParameter } from './transformParameter';
import { invalidValue } from './invalidValue';

/** A day, a week or an ordinal day of ISO 8601: luxon would take a time alone as one of today. */
const BEGINS_WITH_DAY = /^\d{4}(-?\d{2}|-?W\d{2}|-)/i;

/** Texts of ISO 8601 that name a stretch of time and no moment in it, and what they name. */
const PERIODS: ReadonlyArray<readonly [RegExp, DateTimeUnit]> = [
	[/^\d{4}-?\d{2}$/, 'month'],
	[/^\d{4}-?W\d{2}$/i, 'week'],
	[/^\d{4}(-?\d{2}-?\d{2}|-?\d{3}|-?W\d{2}-?\d)$/i, 'day'],
];

const LAST_MOMENT = DateTime.utc(9999, 12, 31, 23, 59, 59) as DateTime<true>;

const textOf = (value: string): string => withoutInvisible(value).trim();

/**
 * Reads a moment: what the date picker gives (local time without a zone), ISO 8601 or SQL text, a
 * luxon DateTime or a Date from an expression.
 * @param zone the zone that a time without one is in: the workflow's
 * @returns null when it cannot be read
 */
export function readMoment(value: unknown, zone: string): DateTime<true> | null {
	return within(momentOf(value, zone));
}

/** The same for the end of a range: a day, a week or a month without a time is meant with all that is in it. */
export function readEnd(value: unknown, zone: string): DateTime<true> | null {
	const moment = readMoment(value, zone);
	if (moment === null || typeof value !== 'string') return moment;
	const [, unit] = PERIODS.find(([pattern]) => pattern.test(textOf(value))) ?? [];
	// West of Greenwich the last day of all ends in a year that cannot be sent.
	return unit === undefined ? moment : (within(moment.endOf(unit)) ?? LAST_MOMENT);
}

function within(moment: DateTime | null): DateTime<true> | null {
	if (!moment?.isValid) return null;
	const { year } = moment.toUTC();
	// RFC 3339 knows no other years.
	return year >= 0 && year <= 9999 ? (moment as DateTime<true>) : null;
}

function momentOf(value: unknown, zone: string): DateTime | null {
	if (DateTime.isDateTime(value)) return value;
	if (Object.prototype.toString.call(value) === '[object Date]') {
		return DateTime.fromJSDate(value as Date);
	}
	if (typeof value !== 'string') return null;
	const text = textOf(value);
	if (!BEGINS_WITH_DAY.test(text)) return null;
	const iso = DateTime.fromISO(text, { zone });
	return iso.isValid ? iso : DateTime.fromSQL(text, { zone });
}

/** RFC 3339 with seconds, in UTC: the form of the reference page's sample request. */
export function toWire(moment: DateTime<true>): string {
	return moment.toUTC().startOf('second').toISO({ suppressMilliseconds: true });
}

/** As the date picker shows it: in the zone of the workflow, whatever the language of n8n. */
function asShown(wire: string, zone: string): string {
	return DateTime.fromISO(wire, { zone, locale: 'en-US' }).toFormat('yyyy-MM-dd HH:mm:ss');
}

const isBlank = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && textOf(value) === '');

function wireDate(
	read: typeof readMoment,
	value: unknown,
	field: string,
	context: IExecuteSingleFunctions,
): string {
	const moment = read(value, context.getTimezone());
	if (moment) return toWire(moment);
	return invalidValue(
		context,
		field,
		value,
		'cannot be read as a date',
		'Pick a date, or write one such as 2026-01-31 or 2026-01-31T18:00:00. An expression such as {{ $now.minus({ days: 7 }) }} works as well.',
	);
}

const WHOLE_DAY = '. A date without a time includes that day.';

type Shown = [field: string, wire: string];

/** Shows both ends in the zone of the form, where one may have come with another zone. */
function refuseOrder(
	context: IExecuteSingleFunctions,
	[after, start]: Shown,
	[before, end]: Shown,
): never {
	const zone = context.getTimezone();
	const [later, earlier] = [asShown(start, zone), asShown(end, zone)];
	throw new NodeOperationError(
		context.getNode(),
		`${after} (${later}) is later than ${before} (${earlier})`,
		{
			description: `The results lie between the two: ${after} has to be the earlier one. Both are shown in the time zone of the workflow, ${zone}.`,
			itemIndex: context.getItemIndex(),
		},
	);
}

/**
 * The two fields of a date range, each of which may stand alone. Sent as `<parameter>[startDate]`
 * and `<parameter>[endDate]`.
 * @param verb what happened at the date, as the form says it: "Due" makes "Due After", "Due Before"
 */
export function dateRange(verb: string, parameter: string, what: string): INodeProperties[] {
	const after = `${verb} After`;
	const before = `${verb} Before`;
	const field = (
		displayName: string,
		end: 'Start' | 'End',
		means: { side: string; day: string; read: typeof readMoment },
		check: (range: IDataObject, context: IExecuteSingleFunctions) => void,
	): INodeProperties => {
		const key = `${end.toLowerCase()}Date`;
		return {
			displayName,
			name: `${parameter}${end}`,
			type: 'dateTime',
			default: '',
			description: `Only results whose ${what} is at or ${means.side} this moment${means.day}`,
			hint: 'In the time zone of the workflow',
			routing: {
				send: {
					type: 'query',
					property: `${parameter}.${key}`,
					preSend: [
						transformParameter(parameter, (given, context) => {
							const range: IDataObject = { ...(given as IDataObject) };
							if (isBlank(range[key])) delete range[key];
							else range[key] = wireDate(means.read, range[key], displayName, context);
							check(range, context);
							return Object.keys(range).length === 0 ? undefined : range;
						}),
					],
				},
			},
		};
	};
	return [
		field(after, 'Start', { side: 'after', day: '', read: readMoment }, () => {}),
		// n8n reads a form from top to bottom, so the start is on the wire form already.
		field(
			before,
			'End',
			{ side: 'before', day: WHOLE_DAY, read: readEnd },
			({ startDate, endDate }, context) => {
				if (!startDate || !endDate || startDate <= endDate) return;
				refuseOrder(context, [after, String(startDate)], [before, String(endDate)]);
			},
		),
	];
}
