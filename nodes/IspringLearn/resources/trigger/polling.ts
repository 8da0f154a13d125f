/** The form of the polling trigger. */
import type { INodeProperties } from 'n8n-workflow';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { EMPTY_EXPRESSIONS } from '../../fields/guard/emptyExpressions';
import { guardField } from '../../fields/guard/guardField';
import { FIND_IN_LISTS } from '../../fields/ids/ids';
import { filterCollection, MAX_RETRIES, optionCollection } from '../../fields/listFields';
import { OVERDUE_ONLY } from '../../fields/dates/overdue';
import type { OutputForm } from '../../fields/outputFields';
import { outputFields, READABLE_VALUES } from '../../fields/outputFields';
import { EVENTS } from '../../triggers/polling/events';
import { sendsParameter } from '../../triggers/form/buildQuery';
import { triggerHints } from '../hints';
import { moduleResultFilters } from '../moduleResult/filters';
import { MODULE_RESULT_SIMPLIFIED } from '../moduleResult/simplified';
import { checkedForm, eventField, subtitleOf } from './triggerForm';

const events = Object.entries(EVENTS);

/**
 * The filters of Module Result. The filters by the date of the chosen event are hidden: the trigger sets it
 * itself. Overdue Only is an event of its own.
 */
export const TRIGGER_FILTERS: INodeProperties[] = moduleResultFilters
	.filter(({ name }) => name !== OVERDUE_ONLY.name)
	.map((field) => {
		const byThisDate = events
			.filter(([, { date }]) => sendsParameter(field, date))
			.map(([event]) => event);
		const guarded = guardField(field, { collection: 'filters', isTrigger: true });
		if (byThisDate.length === 0) return guarded;
		return { ...guarded, displayOptions: { hide: { '/event': byThisDate } } };
	});

/** What the trigger returns: module results, in the columns of the node's own list. */
export const TRIGGER_OUTPUT: OutputForm = {
	endpoint: ENDPOINTS.moduleResults,
	simplified: MODULE_RESULT_SIMPLIFIED,
	initial: 'simplified',
};

const LOOK_BACK_EVERY_POLL: INodeProperties = {
	displayName: 'Look Back Every Poll (Minutes)',
	name: 'overlapMinutes',
	type: 'number',
	default: 60,
	typeOptions: { minValue: 0, maxValue: 43_200, numberPrecision: 0 },
	description:
		'How far back each poll looks for results that arrive late. A higher value finds them sooner, but each poll reads more. Nothing triggers twice.',
};

const LOOK_BACK_EVERY_HOUR: INodeProperties = {
	displayName: 'Look Back Every Hour (Days)',
	name: 'lateResultsDays',
	type: 'number',
	default: 7,
	typeOptions: { minValue: 0, maxValue: 30, numberPrecision: 0 },
	description:
		'How far back the trigger also looks, about once an hour. Results of learners who were offline can arrive days later with their old date. Set to 0 to turn this off.',
};

const FIELDS: INodeProperties[] = [
	eventField(EVENTS),
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		default: 'now',
		description: 'Which events to return the first time you publish the workflow',
		hint: 'Only applies the first time you publish',
		options: [
			{ name: 'Now', value: 'now', description: 'Only events after you publish' },
			{
				name: 'Specific Date',
				value: 'date',
				description: 'Past events since a date, then new ones',
			},
			{
				name: 'Everything',
				value: 'everything',
				description: 'All past events, then new ones. In large accounts, this takes several polls.',
			},
		],
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		required: true,
		description: 'Only return events on or after this date and time',
		hint: "In the workflow's timezone",
		displayOptions: { show: { startFrom: ['date'] } },
	},
	...outputFields(TRIGGER_OUTPUT),
	filterCollection(TRIGGER_FILTERS),
	optionCollection([
		READABLE_VALUES,
		FIND_IN_LISTS,
		EMPTY_EXPRESSIONS,
		LOOK_BACK_EVERY_HOUR,
		LOOK_BACK_EVERY_POLL,
		MAX_RETRIES,
	]),
];

const FORM = checkedForm('iSpring Learn Trigger', FIELDS);

/** The hints beside the trigger's output. */
export const TRIGGER_HINTS = triggerHints(FORM.known, FORM.misplaced);

/** The fields of the trigger. */
export const TRIGGER_FORM = FORM.fields;

/** Stops a trigger with filters that n8n would ignore. */
export const checkTriggerNames = FORM.checkNames;

export const TRIGGER_SUBTITLE = subtitleOf(EVENTS);
