/** From when to when a learner has a course: the fields, and what is sent for them. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import { choiceField, integerField, momentField, switchField } from '../../fields/send/sendFields';

const DUE_DATES = {
	due_period: {
		name: 'After',
		description: 'A number of days or hours after the start date',
	},
	default: { name: 'Course Default', description: 'The due date that is set in the course' },
	unlimited: { name: 'No Due Date' },
	due_date: { name: 'On a Date' },
} as const;

const KEEP = {
	keep: { name: 'Keep', description: 'Leave the due date as it is' },
} as const;

const UNITS = { days: { name: 'Days' }, hours: { name: 'Hours' } } as const;

const HOURS: Readonly<Record<string, number>> = { days: 24, hours: 1 };

/** In any unit. Ten years are fewer hours. */
const MAX_PERIOD = 100_000;

const DUE_DATE = {
	displayName: 'Due Date',
	name: 'dueDateType',
	description: 'When the course must be finished',
};

const PERIOD_SHOWN = { show: { dueDateType: ['due_period'] } };

const details: INodeProperties[] = [
	momentField(
		{
			displayName: 'Date',
			name: 'dueDate',
			description: 'The due date and time.',
			hint: "In the workflow's timezone. 00:00 is the start of the day",
			displayOptions: { show: { dueDateType: ['due_date'] } },
		},
		true,
	),
	integerField(
		{
			displayName: 'Period',
			name: 'duePeriod',
			description: 'How long the learner has to finish the course, from the start date',
			displayOptions: PERIOD_SHOWN,
		},
		{ min: 1, max: MAX_PERIOD },
		30,
	),
	choiceField(
		{
			displayName: 'Period Unit',
			name: 'duePeriodUnit',
			description: 'Whether the period is in days or hours. A day is 24 hours.',
			displayOptions: PERIOD_SHOWN,
		},
		UNITS,
		'days',
	),
];

/** The due date of a new enrollment. */
export const dueDate: INodeProperties[] = [choiceField(DUE_DATE, DUE_DATES, 'default'), ...details];

/** The due date of an enrollment that exists. */
export const dueDateOrKeep: INodeProperties[] = [
	choiceField(DUE_DATE, { ...KEEP, ...DUE_DATES }, 'keep'),
	...details,
];

export const startDate = (description: string): INodeProperties =>
	momentField({
		displayName: 'Start Date',
		name: 'accessDate',
		description,
		hint: "In the workflow's timezone",
	});

export const lock: INodeProperties = switchField({
	displayName: 'Lock After Due Date',
	name: 'lockAfterDueDate',
	description: 'Whether to lock the course for the learner after the due date',
});

/**
 * Checks that the start is before the due date.
 * @throws NodeOperationError if it is not
 */
export function checkOrder(
	{ dueDateType, dueDate, accessDate }: Parameters,
	context: ItemContext,
): void {
	if (dueDateType !== 'due_date' || accessDate === undefined) return;
	if (Date.parse(String(accessDate)) >= Date.parse(String(dueDate))) {
		const nextStep = "A learner can't finish before the start. Change one of the dates.";
		invalidField(context, 'Start Date', 'must be earlier than the due date', nextStep);
	}
}

/**
 * Converts the fields of the due date to what the API takes: only what belongs to the kind of due date.
 * @param isLocked for an enrollment that exists: whether it locks the course, which stays if the form does not say so
 * @throws NodeOperationError if a date or a period is missing, or there is no due date after which to lock
 */
export function toTerms(values: Parameters, context: ItemContext, isLocked?: boolean): Parameters {
	const { dueDateType, dueDate, duePeriod, duePeriodUnit, lockAfterDueDate, ...others } = values;
	if (dueDateType === 'unlimited' && lockAfterDueDate === true) {
		const nextStep = "Choose a due date, or remove 'Lock After Due Date'.";
		return invalidField(context, 'Lock After Due Date', 'needs a due date', nextStep);
	}
	const known = lockAfterDueDate ?? isLocked;
	// With a date or a period, the API requires it.
	const locks = { lockAfterDueDate: known ?? false };
	switch (dueDateType) {
		case 'due_date': {
			if (dueDate !== undefined) return { ...others, dueDateType, dueDate, ...locks };
			return invalidField(context, 'Date', 'is empty', 'Select the due date.');
		}
		case 'due_period': {
			const hours = Number(duePeriod) * HOURS[String(duePeriodUnit)];
			if (duePeriod !== undefined) return { ...others, dueDateType, duePeriod: hours, ...locks };
			return invalidField(context, 'Period', 'is empty', 'Enter a number of days or hours.');
		}
		case 'default':
			return { ...others, dueDateType, ...(known !== undefined && locks) };
		default:
			return { ...others, dueDateType };
	}
}
