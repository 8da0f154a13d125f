import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { EMPTY_EXPRESSIONS } from '../../fields/guard/emptyExpressions';
import { guardField } from '../../fields/guard/guardField';
import { knownNames, misplacedNames, preserveNames } from '../../fields/guard/preservedNames';
import type { KnownNames } from '../../fields/guard/unknownNames';
import { assertKnownNames } from '../../fields/guard/unknownNames';
import { FIND_IN_LISTS } from '../../fields/ids';
import { addNames, PAGING_OPTIONS, SIMPLIFY } from '../../fields/listFields';
import { sendsParameter } from '../../triggers/polling/buildQuery';
import { EVENTS } from '../../triggers/events';
import { triggerHints } from '../hints';
import { moduleResultFilters } from '../moduleResult/filters';
import { ACTIVE_LEARNERS_NOTICE } from '../resultFilters';

const events = Object.entries(EVENTS);

/** The filters of Module Result; the date that an event rests on is the trigger's own. */
export const TRIGGER_FILTERS: INodeProperties[] = moduleResultFilters.map((field) => {
	const resting = events
		.filter(([, { date }]) => sendsParameter(field, date))
		.map(([event]) => event);
	const safe = guardField(field, { collection: 'filters', isTrigger: true });
	return resting.length === 0 ? safe : { ...safe, displayOptions: { hide: { '/event': resting } } };
});

const OVERLAP: INodeProperties = {
	displayName: 'Overlap (Minutes)',
	name: 'overlapMinutes',
	type: 'number',
	default: 60,
	typeOptions: { minValue: 0, maxValue: 43_200, numberPrecision: 0 },
	description:
		'How many minutes each poll looks back for results that arrive later than they are dated. A longer overlap finds them sooner, with more to read for each poll. Nothing is given twice.',
};

const LATE_RESULTS: INodeProperties = {
	displayName: 'Late Results (Days)',
	name: 'lateResultsDays',
	type: 'number',
	default: 7,
	typeOptions: { minValue: 0, maxValue: 30, numberPrecision: 0 },
	description:
		"How many days the trigger looks back, about once an hour, for results that arrive late. A result stays on the learner's device until the next sign-in, often for days, and then arrives with its old date. 0 turns it off.",
};

const FIELDS: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		default: 'moduleCompleted',
		description: 'What starts the workflow',
		options: events.map(([value, { name, description }]) => ({ name, value, description })),
	},
	{
		displayName: 'Start From',
		name: 'startFrom',
		type: 'options',
		default: 'now',
		description: 'What to give when the workflow is activated for the first time',
		hint: 'Counts once, when the workflow is published (activated) for the first time',
		options: [
			{
				name: 'A Date',
				value: 'date',
				description: 'What happened since a date, then what is new',
			},
			{
				name: 'Everything',
				value: 'everything',
				description: 'All there is, then what is new. Large accounts come in several portions.',
			},
			{ name: 'Now On', value: 'now', description: 'Only what happens after the activation' },
		],
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		required: true,
		description: 'What happened at or after this moment is given',
		hint: 'In the time zone of the workflow',
		displayOptions: { show: { startFrom: ['date'] } },
	},
	SIMPLIFY,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: TRIGGER_FILTERS,
	},
	ACTIVE_LEARNERS_NOTICE,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			addNames(['learner', 'course', 'department']),
			EMPTY_EXPRESSIONS,
			FIND_IN_LISTS,
			LATE_RESULTS,
			...PAGING_OPTIONS.filter(({ name }) => name === 'maxRetries'),
			OVERLAP,
		],
	},
];

const MISPLACED = misplacedNames(FIELDS);
const [KNOWN] = knownNames([{ name: 'iSpring Learn Trigger', form: FIELDS }]);

const LISTS: ReadonlyMap<string, KnownNames> = new Map([['', KNOWN]]);

/** What the editor says beside the output. */
export const TRIGGER_HINTS = triggerHints(LISTS, MISPLACED);

/** What the form of the trigger shows. */
export const TRIGGER_FORM: INodeProperties[] = [...FIELDS, ...preserveNames(MISPLACED)];

/** Refuses filters that n8n would ignore. */
export const checkTriggerNames = (context: IExecuteSingleFunctions): void =>
	assertKnownNames(context, KNOWN, MISPLACED);

const EVENT_NAMES = Object.fromEntries(events.map(([value, { name }]) => [value, name]));

/** What the canvas says below the node: "Module Completed". */
export const TRIGGER_SUBTITLE = `={{ ${JSON.stringify(EVENT_NAMES)}[$parameter["event"]] }}`;
