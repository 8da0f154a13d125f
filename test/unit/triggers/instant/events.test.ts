import fc from 'fast-check';
import type { InstantEvent } from '../../../../nodes/IspringLearn/triggers/instant/eventDefinition';
import { findEvent, INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';

/** As in the vendor's OpenAPI file, Subscription.subscriptionType. */
const TYPES = [
	'USER_REGISTERED',
	'LEARNERS_ENROLLED_IN_COURSE',
	'TRAINING_MEETING_ADDED',
	'TRAINING_MEETING_REMOVED',
	'TRAINING_MEETING_UPDATED',
	'TRAINING_SESSION_PARTICIPANTS_ADDED',
	'TRAINING_SESSION_PARTICIPANT_REMOVED',
	'COURSE_COMPLETED_SUCCESSFULLY',
	'COURSE_STATUS_CHANGED',
	'COURSE_ITEM_COMPLETED_SUCCESSFULLY',
	'COURSE_ITEM_STATUS_CHANGED',
];

const EVENTS: Array<[string, InstantEvent]> = Object.entries(INSTANT_EVENTS);

test('there is an event for every type of the vendor, and no other', () => {
	expect(EVENTS.map(([, { type }]) => type).sort()).toEqual([...TYPES].sort());
});

test.each(TYPES)('%s is found in any letter case, with and without underscores', (type) => {
	const name = findEvent(type);
	expect(INSTANT_EVENTS[name ?? 'userRegistered'].type).toBe(type);
	const className = type
		.toLowerCase()
		.replace(/(^|_)([a-z])/g, (_all, _start, letter: string) => letter.toUpperCase());
	expect(findEvent(className)).toBe(name);
	fc.assert(
		fc.property(fc.infiniteStream(fc.boolean()), (upper) => {
			const mixed = [...type].map((letter) => (upper.next().value ? letter.toLowerCase() : letter));
			expect(findEvent(` ${mixed.join('')}`)).toBe(name);
		}),
	);
});

test.each(['', 'CONFIRMATION', 'COURSE_DELETED', '__proto__', 'constructor', 'COURSECOMPLETED'])(
	'%j is no event',
	(type) => {
		expect(findEvent(type)).toBeNull();
	},
);

test.each(EVENTS)('%s only names columns that its rows have', (_name, event) => {
	const columns = event.rows.schema.columns.map(({ name }) => name);
	const named = [
		...event.ids.map(({ column }) => column),
		...(typeof event.changes === 'string' ? [] : event.changes),
		...(event.latestBy === undefined ? [] : [event.latestBy]),
		...(event.each === undefined ? [] : [event.each]),
	];
	expect(named.filter((name) => !columns.includes(name))).toEqual([]);
});
