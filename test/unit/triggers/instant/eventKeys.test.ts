import fc from 'fast-check';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { InstantEventName } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';
import {
	bareEventKeyOf,
	conclusiveContent,
	eventKeyOf,
	placesOf,
	placesOfResult,
} from '../../../../nodes/IspringLearn/triggers/instant/memory/eventKeys';
import { completion, id, messagesOf, result } from './support';

const keyOf = (name: InstantEventName, fields: RawRecord, record: RawRecord | null): string => {
	const [message] = messagesOf(name, fields);
	const event = INSTANT_EVENTS[name];
	if (record === null) return bareEventKeyOf(event, message);
	return eventKeyOf(event, record, message.completedAt);
};

/** Workflows may have stored keys to compare later ones with. */
test.each<[InstantEventName, RawRecord, RawRecord | null, string]>([
	['moduleCompleted', completion(), result(), 'R8aOj4vpwjk6GGAG4PJv5w'],
	['moduleCompleted', completion(), null, 'GntVhdgk4Q1l4jHwNS5M1g'],
	['userRegistered', { userId: id(1) }, { userId: id(1), login: 'anna' }, 'XBReHGUhP3H6N_G3rPEnsQ'],
])('the key of %s stays what it is', (name, fields, record, key) => {
	expect(keyOf(name, fields, record)).toBe(key);
});

const names = fc.constantFrom(...(Object.keys(INSTANT_EVENTS) as InstantEventName[]));

test('a key has 22 characters, and starts with a letter', () => {
	fc.assert(
		fc.property(
			names,
			fc.dictionary(fc.string(), fc.string()),
			fc.boolean(),
			(name, fields, found) => {
				expect(keyOf(name, fields, found ? result() : null)).toMatch(/^[A-Za-f][\w-]{21}$/);
			},
		),
	);
});

test('the same event has the same key, however it is written', () => {
	const one = { courseItemId: id(1), learnerId: id(2), enrollmentIds: [id(3), id(4)] };
	const other = {
		enrollmentIds: [id(4), id(3)],
		learnerId: id(2).toUpperCase(),
		courseItemId: id(1),
	};
	const [a, b] = [one, other].map((fields) => ({ ...fields, completionDate: 1741596544000000000 }));
	expect(keyOf('moduleCompleted', a, null)).toBe(keyOf('moduleCompleted', b, null));
	const [first, second] = messagesOf('moduleCompleted', a, {
		...b,
		completionDate: '2025-03-10T08:49:04Z',
	});
	const event = INSTANT_EVENTS.moduleCompleted;
	expect(conclusiveContent(first, event)).toEqual(conclusiveContent(second, event));
	expect(new Set(placesOf(first, null, event))).toEqual(new Set(placesOf(second, null, event)));
});

describe('a completion', () => {
	test('on another date is another event', () => {
		const later = completion({ completionDate: 1741596545000000000 });
		expect(keyOf('moduleCompleted', later, result())).not.toBe(
			keyOf('moduleCompleted', completion(), result()),
		);
		const [one, other] = messagesOf('moduleCompleted', completion(), later);
		expect(conclusiveContent(one, event)).not.toEqual(conclusiveContent(other, event));
		expect(placesOf(one, null, event)).not.toEqual(placesOf(other, null, event));
	});

	test('keeps its key when a reviewer changes the status', () => {
		const accepted = result({ completionStatus: 'accepted' });
		expect(keyOf('moduleCompleted', completion(), accepted)).toBe(
			keyOf('moduleCompleted', completion(), result()),
		);
	});

	test('without a date in the message has that of the record', () => {
		const undated = completion({ completionDate: null });
		expect(keyOf('moduleCompleted', undated, result())).toBe(
			keyOf('moduleCompleted', completion(), result()),
		);
		const [message] = messagesOf('moduleCompleted', undated);
		expect(conclusiveContent(message, event)).toBeNull();
		expect(placesOf(message, null, event)).toEqual([]);
		expect(placesOf(message, result(), event)).toEqual(placesOfResult(result(), event));
	});

	const event = INSTANT_EVENTS.moduleCompleted;

	test('has the place of its result, which a poll finds without the message', () => {
		const [message] = messagesOf('moduleCompleted', completion());
		expect(placesOf(message, result(), event)).toEqual(placesOfResult(result(), event));
		expect(placesOf(message, null, event)).toEqual(
			expect.arrayContaining(placesOfResult(result(), event)),
		);
	});

	test('has the place of its result in a list without enrollments, also if that was not there yet', () => {
		const [message] = messagesOf('moduleCompleted', completion());
		const bare = placesOfResult(result({ enrollmentId: null }), event);
		for (const record of [result({ enrollmentId: null }), null]) {
			expect(placesOf(message, record, event)).toEqual(expect.arrayContaining(bare));
		}
	});

	test('has the dates of its message and of its result, if these were rounded differently', () => {
		const [message] = messagesOf('moduleCompleted', completion());
		const rounded = result({ completionDate: '2025-03-10T08:49:05+00:00' });
		const places = placesOf(message, rounded, event);
		expect(places).toHaveLength(2);
		expect(places).toEqual(expect.arrayContaining(placesOfResult(rounded, event)));
		expect(places).toEqual(expect.arrayContaining(placesOfResult(result(), event)));
	});

	test('does not have the place of a later one, which the list already shows', () => {
		const [message] = messagesOf('moduleCompleted', completion());
		const later = result({ completionDate: '2025-03-10T09:49:04+00:00' });
		expect(placesOf(message, later, event)).toEqual(placesOfResult(result(), event));
	});

	test('has a place for each of its enrollments', () => {
		const fields = completion({ enrollmentIds: [id(3), id(4)] });
		const [message] = messagesOf('moduleCompleted', fields);
		const results = [result(), result({ enrollmentId: id(4) })];
		const places = results.flatMap((one) => placesOfResult(one, event));
		expect(placesOf(message, null, event)).toEqual(expect.arrayContaining(places));
		const [first, second] = results.map((one) => placesOf(message, one, event));
		expect([...first, ...second]).toEqual(places);
	});

	test('of another module with the same content item is another event', () => {
		expect(keyOf('moduleCompleted', completion(), result({ moduleId: id(7) }))).not.toBe(
			keyOf('moduleCompleted', completion(), result()),
		);
	});
});

describe('a change of status', () => {
	const event = INSTANT_EVENTS.moduleStatusChanged;
	const [message] = messagesOf('moduleStatusChanged', completion());
	const placeOf = (completionStatus: string) =>
		placesOf(message, result({ completionStatus }), event)[0];

	test('has the place of its result, and the new status as its value', () => {
		const [one, other] = ['in_progress', 'passed'].map(placeOf);
		expect(one.place).toBe(other.place);
		expect(one.value).not.toBe(other.value);
	});

	test('is not identified by its message, which does not say the status', () => {
		expect(conclusiveContent(message, event)).toBeNull();
		expect(placesOf(message, null, event)).toEqual([]);
	});
});

test('an enrollment has its own key, unlike a learner in a course', () => {
	const fields = { courseId: id(1), learnerId: id(2) };
	const enrollment = { userId: id(2), courseId: id(1), enrollmentId: id(3) };
	expect(keyOf('learnerEnrolled', fields, { ...enrollment, enrollmentId: id(4) })).not.toBe(
		keyOf('learnerEnrolled', fields, enrollment),
	);
});

test('events of different types never share a key or a place', () => {
	const fields = { meetingId: id(1), sessionId: id(2) };
	const types = ['trainingMeetingAdded', 'trainingMeetingRemoved'] as const;
	const [one, other] = types.map((name) => keyOf(name, fields, null));
	expect(one).not.toBe(other);
	const [first, second] = types.map((name) =>
		placesOf(messagesOf(name, fields)[0], null, INSTANT_EVENTS[name]),
	);
	expect(first).not.toEqual(second);
});

test('unreadable messages are the same event if all of their fields are the same', () => {
	const [a, b, c] = messagesOf(
		'userRegistered',
		{ x: 1, y: [2] },
		{ y: [2], x: 1 },
		{ x: 1, y: [3] },
	);
	const event = INSTANT_EVENTS.userRegistered;
	expect(placesOf(a, null, event)).toEqual(placesOf(b, null, event));
	expect(placesOf(a, null, event)).not.toEqual(placesOf(c, null, event));
});

test('completions without valid IDs are events of their own, although they have the same date', () => {
	const event = INSTANT_EVENTS.moduleCompleted;
	const [one, other, repeated] = messagesOf(
		'moduleCompleted',
		...['anna', 'ben', 'anna'].map((learnerId) => completion({ learnerId })),
	);
	expect(placesOf(one, null, event)).toHaveLength(1);
	expect(placesOf(one, null, event)).not.toEqual(placesOf(other, null, event));
	expect(placesOf(one, null, event)).toEqual(placesOf(repeated, null, event));
});

test('an update of a meeting whose day is unknown is always new: nothing tells what has changed', () => {
	const event = INSTANT_EVENTS.trainingMeetingUpdated;
	const [message] = messagesOf('trainingMeetingUpdated', { meetingId: id(1), sessionId: id(2) });
	const session = { meetingId: id(1), sessionId: id(2), sessionTitle: 'First aid' };
	expect(placesOf(message, session, event)).toEqual([]);
	expect(placesOf(message, { ...session, location: 'Room 7' }, event)).toHaveLength(1);
});
