/** The form of the instant trigger. */
import type { INodeProperties, TriggerPanelDefinition } from 'n8n-workflow';
import { guardField } from '../../fields/guard/guardField';
import { courseFilters, userFilters } from '../../fields/ids/idFilters';
import { FIND_IN_LISTS, idList } from '../../fields/ids/ids';
import { filterCollection, MAX_RETRIES, optionCollection } from '../../fields/listFields';
import { outputFields, READABLE_VALUES } from '../../fields/outputFields';
import type { EventFilter, InstantEvent } from '../../triggers/instant/eventDefinition';
import type { InstantEventName } from '../../triggers/instant/events';
import { INSTANT_EVENTS } from '../../triggers/instant/events';
import type { InstantForm } from '../../triggers/instant/functions/parameters';
import { COURSE_RESULT_SIMPLIFIED } from '../courseResult/simplified';
import { ENROLLMENT_SIMPLIFIED } from '../enrollment/simplified';
import { instantHints } from '../hints';
import { MODULE_RESULT_SIMPLIFIED } from '../moduleResult/simplified';
import { MEETING_SIMPLIFIED, PARTICIPANT_SIMPLIFIED } from '../training/simplified';
import { USER_SIMPLIFIED } from '../user/simplified';
import { checkedForm, eventField, subtitleOf } from './triggerForm';

const events = Object.entries(INSTANT_EVENTS) as Array<[InstantEventName, InstantEvent]>;

const eventsWhere = (isMeant: (event: InstantEvent) => boolean): InstantEventName[] =>
	events.filter(([, event]) => isMeant(event)).map(([name]) => name);

/** The columns of Simplified, by the name of the records that become rows. */
const SIMPLIFIED: Readonly<Record<string, readonly string[]>> = {
	courseResults: COURSE_RESULT_SIMPLIFIED,
	enrollments: ENROLLMENT_SIMPLIFIED,
	moduleResults: MODULE_RESULT_SIMPLIFIED,
	trainingMeetings: MEETING_SIMPLIFIED,
	trainingParticipants: PARTICIPANT_SIMPLIFIED,
	users: USER_SIMPLIFIED,
};

const outputOf = ({ rows }: InstantEvent) => ({
	endpoint: rows,
	simplified: SIMPLIFIED[rows.name],
	initial: 'simplified' as const,
});

/** Output, which is the same for all events, and Columns for each kind of row. */
function outputs(): INodeProperties[] {
	const kinds = [...new Map(events.map(([, event]) => [event.rows.name, event])).values()];
	const [[output]] = kinds.map((event) => outputFields(outputOf(event)));
	const columns = kinds.flatMap((kind) =>
		outputFields(outputOf(kind))
			.slice(1)
			.map((field) => ({
				...field,
				displayOptions: {
					show: {
						...field.displayOptions?.show,
						event: eventsWhere(({ rows }) => rows.name === kind.rows.name),
					},
				},
			})),
	);
	return [output, ...columns];
}

/** The filters that iSpring Learn applies before it sends an event, each with the fields that fill it. */
const FIELDS_BY_FILTER: Readonly<Record<EventFilter, readonly INodeProperties[]>> = {
	userIds: userFilters('Only return events of these learners'),
	courseIds: courseFilters('Only return events in these courses'),
	courseItemIds: [
		idList({
			displayName: 'Course Item Names or IDs',
			name: 'courseItemIds',
			from: 'getCourseItems',
			description:
				'Only return events of these content items or trainings, whether part of a course or assigned separately',
		}),
	],
};

/** The filters of an event. */
const filtersOf = (event: InstantEvent): INodeProperties[] =>
	event.filters.flatMap((name) => FIELDS_BY_FILTER[name]);

const FILTERS: INodeProperties[] = (Object.keys(FIELDS_BY_FILTER) as EventFilter[]).flatMap(
	(name) =>
		FIELDS_BY_FILTER[name].map((field) => ({
			...guardField(field, { collection: 'filters', isTrigger: true, alwaysStops: true }),
			displayOptions: { show: { '/event': eventsWhere(({ filters }) => filters.includes(name)) } },
		})),
);

const CATCH_UP: INodeProperties = {
	displayName: 'Catch Up',
	name: 'catchUp',
	type: 'boolean',
	default: true,
	description:
		"Whether to also look for completions that iSpring Learn couldn't deliver, such as while n8n was down for more than a day. Nothing triggers twice.",
	displayOptions: { show: { event: eventsWhere(({ catchesUp }) => catchesUp ?? false) } },
};

/** n8n calls the poll function at these times. Nobody needs to change them. */
const POLL_TIMES: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'hidden',
	default: { item: [{ mode: 'everyX', value: 15, unit: 'minutes' }] },
};

const FIELDS: INodeProperties[] = [
	eventField(INSTANT_EVENTS),
	CATCH_UP,
	...outputs(),
	{
		...filterCollection(FILTERS),
		displayOptions: { show: { event: eventsWhere(({ filters }) => filters.length > 0) } },
	},
	optionCollection([READABLE_VALUES, FIND_IN_LISTS, MAX_RETRIES]),
	POLL_TIMES,
];

const FORM = checkedForm('iSpring Learn Instant Trigger', FIELDS);

/** The hints beside the trigger's output. */
export const INSTANT_HINTS = instantHints(FORM.known, FORM.misplaced);

/** The fields of the trigger. */
export const INSTANT_FIELDS = FORM.fields;

/** What the functions of the trigger need to know about its form. */
export const INSTANT_FORM: InstantForm = {
	filtersOf: (name) => {
		const names = new Set(filtersOf(INSTANT_EVENTS[name]).map((field) => field.name));
		return FILTERS.filter((field) => names.has(field.name));
	},
	outputOf: (name) => outputOf(INSTANT_EVENTS[name]),
	checkNames: FORM.checkNames,
};

const TESTING =
	"<b>While building your workflow</b>, select 'Execute step', then do in iSpring Learn what the trigger waits for, such as finishing a module as a test learner. n8n listens for two minutes, and the event shows up in this editor.";

const LIST =
	'You can find these executions in the <a data-key="executions">executions list</a>, but not in the editor.';

/**
 * The texts beside the form. n8n's own texts would call iSpring Learn by the name of this node, and name a button that
 * n8n doesn't show.
 */
export const INSTANT_PANEL: TriggerPanelDefinition = {
	header: 'Pull in events from iSpring Learn',
	executionsHelp: {
		inactive: `${TESTING}<br /> <br /><b>Once you're happy with your workflow</b>, publish it. It then runs each time the event occurs in iSpring Learn. ${LIST}`,
		active: `${TESTING}<br /> <br /><b>Your published workflow</b> also runs each time the event occurs in iSpring Learn. ${LIST}`,
	},
};

export const INSTANT_SUBTITLE = subtitleOf(INSTANT_EVENTS);
