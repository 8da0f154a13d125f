/** Checks dates of the form, and builds the filters by exact dates. */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { sendPart } from '../parameter';
import type { ItemContext } from '../parseValue';
import { invalidField, invalidValue } from '../parseValue';
import type { DateParameter } from './dateWords';
import { DATE_WORDS } from './dateWords';
import { readMoment, readRangeEnd, toWire } from './moments';

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
