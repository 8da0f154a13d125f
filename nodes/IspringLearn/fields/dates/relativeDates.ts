/** The filters by a range that moves with the calendar, such as Completed In. */
import type { INodeProperties } from 'n8n-workflow';
import { sendPart } from '../parameter';
import { invalidValue } from '../parseValue';
import type { DateParameter } from './dateWords';
import { DATE_WORDS } from './dateWords';
import type { RelativeRange } from './relativeRanges';
import { EXPIRY_RANGES, findRange, FUTURE_RANGES, PAST_RANGES } from './relativeRanges';

/** The ranges to choose from, and the default. */
const CHOICES: Readonly<Record<DateParameter, [ranges: RelativeRange[], initial: string]>> = {
	completionDate: [[...PAST_RANGES], 'last7Days'],
	accessDate: [[...PAST_RANGES], 'last7Days'],
	dueDate: [[...FUTURE_RANGES, ...PAST_RANGES], 'next7Days'],
	attemptDate: [[...PAST_RANGES], 'last7Days'],
	issueDate: [[...PAST_RANGES], 'last7Days'],
	startTime: [[...FUTURE_RANGES, ...PAST_RANGES], 'next7Days'],
	expiryDate: [[...EXPIRY_RANGES, ...PAST_RANGES], 'next90Days'],
};

/**
 * A filter by a relative range. It leaves the name of the range in the query, because all input items of a run
 * count from the same moment: `joinDates.ts` replaces it.
 */
export function relativeDate(parameter: DateParameter): INodeProperties {
	const { after, before, within: displayName, withinName, selects } = DATE_WORDS[parameter];
	const [ranges, initial] = CHOICES[parameter];
	return {
		displayName,
		name: withinName,
		type: 'options',
		default: initial,
		description: `Only return ${selects} in this range of days. It moves with the calendar, in the workflow's timezone. For exact dates, use '${after}' and '${before}' instead.`,
		options: ranges.map(({ name, value, description }) => ({ name, value, description })),
		routing: sendPart(`${parameter}.within`, (value, context) => {
			const range = typeof value === 'string' ? findRange(ranges, value) : undefined;
			if (range !== undefined) return range.value;
			const choices = ranges.map((one) => `${one.name} (${one.value})`).join(', ');
			return invalidValue(
				context,
				displayName,
				value,
				"isn't a range of dates",
				`Use one of: ${choices}. For exact dates, use '${after}' and '${before}' instead.`,
			);
		}),
	};
}
