/** Reads dates, and the filters by exact dates. */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import type { DateTimeUnit } from 'luxon';
import { DateTime } from 'luxon';
import { cleanText } from '../../api/pastedText';
import { sendPart } from '../parameter';
import type { ItemContext } from '../parseValue';
import { invalidField, invalidValue } from '../parseValue';

/** A date that records are filtered by: the labels of its fields, and what they select. */
interface DateWords {
	after: string;
	before: string;
	/** The label and the name of the field with a relative range. */
	within: string;
	withinName: string;
	/** Continues "Only return". */
	selects: string;
	/** True if the API has no such parameter: then the node compares the records, which have it as a column. */
	inRecord?: boolean;
	/** True if the API requires both ends of the range. */
	needsBothEnds?: boolean;
}

const pastDate = (verb: string, records = 'results'): DateWords => ({
	after: `${verb} After`,
	before: `${verb} Before`,
	within: `${verb} In`,
	withinName: `${verb.toLowerCase()}In`,
	selects: `${records} ${verb.toLowerCase()}`,
});

/** By the parameter of the API, or the column of the records. */
const DATES = {
	completionDate: pastDate('Completed'),
	dueDate: pastDate('Due'),
	accessDate: pastDate('Assigned'),
	// OpenAPI file, DateRange. Results take one end alone.
	attemptDate: { ...pastDate('Attempted', 'answers'), needsBothEnds: true },
	issueDate: {
		after: 'Issued After',
		before: 'Issued Before',
		within: 'Issued In',
		withinName: 'issuedIn',
		selects: 'certificates issued',
		inRecord: true,
	},
	expiryDate: {
		after: 'Expires After',
		before: 'Expires Before',
		within: 'Expiring In',
		withinName: 'expiringIn',
		selects: 'certificates that expire',
		inRecord: true,
	},
	startTime: {
		after: 'Starts After',
		before: 'Starts Before',
		within: 'Starts In',
		withinName: 'startsIn',
		selects: 'sessions that start',
		inRecord: true,
	},
} satisfies Record<string, DateWords>;

export type DateParameter = keyof typeof DATES;

/** The dates that records are filtered by. */
export const DATE_WORDS: Readonly<Record<DateParameter, DateWords>> = DATES;

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

/** Formats a date as the date picker shows it: in the workflow's time zone, in any language of n8n. */
function toLocal(wire: string, zone: string): string {
	return DateTime.fromISO(wire, { zone, locale: 'en-US' }).toFormat('yyyy-MM-dd HH:mm:ss');
}

/** Where the value of a date comes from. */
export type DateContext = ItemContext & Pick<IExecuteSingleFunctions, 'getTimezone'>;

/**
 * Checks the workflow's time zone. A program may have written one that does not exist.
 * @param field the field that needs it
 * @throws NodeOperationError for a time zone without days
 */
export function assertTimezone(context: DateContext, field: string): void {
	const zone = context.getTimezone();
	if (DateTime.now().setZone(zone).isValid) return;
	const nextStep = `n8n doesn't know the timezone "${zone}". Choose another one in the settings of the workflow.`;
	invalidField(context, field, "can't be used in the workflow's timezone", nextStep);
}

/**
 * Converts a form value to the date as sent to the API.
 * @param read `readMoment`, or `readRangeEnd` for a date that includes its day
 * @throws NodeOperationError for a value that is not a date
 */
export function parseDate(
	read: typeof readMoment,
	value: unknown,
	field: string,
	context: IExecuteSingleFunctions,
): string {
	const moment = read(value, context.getTimezone());
	if (moment) return toWire(moment);
	assertTimezone(context, field);
	return invalidValue(
		context,
		field,
		value,
		"isn't a date",
		'Select a date, or enter one such as 2026-01-31 or 2026-01-31T18:00:00. An expression such as {{ $now.minus({ days: 7 }) }} also works.',
	);
}

type RangeEnd = [field: string, wire: string];

/** Shows both ends in the workflow's time zone: one of them may have been entered in another. */
function throwWrongOrder(
	context: IExecuteSingleFunctions,
	[after, start]: RangeEnd,
	[before, end]: RangeEnd,
): never {
	const zone = context.getTimezone();
	const [later, earlier] = [toLocal(start, zone), toLocal(end, zone)];
	return invalidField(
		context,
		after,
		`(${later}) must be earlier than '${before}' (${earlier})`,
		`Change one of the two dates. Times are in the workflow's timezone (${zone}).`,
	);
}

const HINT =
	"In the workflow's timezone. For a moving date, use an expression such as {{ $now.minus({ days: 7 }) }}";

/**
 * The two fields of a range between exact dates, such as Due After and Due Before. Either can be used alone.
 * They are sent as `<parameter>[startDate]` and `<parameter>[endDate]`, unless records are compared.
 */
export function exactDates(parameter: DateParameter): INodeProperties[] {
	const { after, before, selects } = DATE_WORDS[parameter];
	const description = `Only return ${selects} on or`;
	const field = { type: 'dateTime', default: '', hint: HINT } as const;
	return [
		{
			...field,
			displayName: after,
			name: `${parameter}Start`,
			description: `${description} after this date and time`,
			routing: sendPart(`${parameter}.startDate`, (value, context) =>
				parseDate(readMoment, value, after, context),
			),
		},
		{
			...field,
			displayName: before,
			name: `${parameter}End`,
			description: `${description} before this date and time. A date without a time includes that day.`,
			routing: sendPart(
				`${parameter}.endDate`,
				(value, context) => parseDate(readRangeEnd, value, before, context),
				// n8n processes fields from top to bottom, so the start has been converted by now.
				({ startDate, endDate }, context) => {
					if (!startDate || !endDate || startDate <= endDate) return;
					throwWrongOrder(context, [after, String(startDate)], [before, String(endDate)]);
				},
			),
		},
	];
}
