/** The filters by a range that moves with the calendar: Completed In, Due In, Assigned In. */
import type { INodeProperties } from 'n8n-workflow';
import { sendPart } from '../parameter';
import { invalidValue } from '../parseValue';
import type { DateParameter } from './dates';
import { RESULT_DATES } from './dates';
import { findRange, FUTURE_RANGES, PAST_RANGES } from './relativeRanges';

/**
 * A filter by a relative range. It leaves the name of the range in the query, because all input items of a run
 * count from the same moment: `joinDates.ts` replaces it.
 */
export function relativeDate(parameter: DateParameter): INodeProperties {
	const verb = RESULT_DATES[parameter];
	const displayName = `${verb} In`;
	const isDue = parameter === 'dueDate';
	const [ranges, initial] = isDue
		? [[...FUTURE_RANGES, ...PAST_RANGES], 'next7Days']
		: [PAST_RANGES, 'last7Days'];
	return {
		displayName,
		name: `${verb.toLowerCase()}In`,
		type: 'options',
		default: initial,
		description: `Only return results ${verb.toLowerCase()} in this range of days. It moves with the calendar, in the workflow's timezone. For exact dates, use '${verb} After' and '${verb} Before' instead.`,
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
				`Use one of: ${choices}. For exact dates, use '${verb} After' and '${verb} Before' instead.`,
			);
		}),
	};
}
