import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import type { InstantEventName } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { INSTANT_EVENTS } from '../../../../nodes/IspringLearn/triggers/instant/events';
import { placesOfResult } from '../../../../nodes/IspringLearn/triggers/instant/memory/eventKeys';
import { EventMemory } from '../../../../nodes/IspringLearn/triggers/instant/memory/eventMemory';
import { readBack } from '../../../../nodes/IspringLearn/triggers/instant/rows/readBack';
import { rejectionOf } from '../../support/thrown';
import {
	answer,
	completion,
	id,
	listServer,
	messagesOf,
	NOW,
	recordServer,
	result,
} from './support';

type Outcomes = Parameters<typeof listServer>;

/** Reads one delivery after another with the same memory. */
function deliveries(name: InstantEventName, memory = new EventMemory()) {
	let waits = 0;
	return async (fields: RawRecord[], ...outcomes: Outcomes) => {
		const { queries, readRecords } = listServer(...outcomes);
		const tools = {
			readRecords,
			...recordServer({}),
			prepare: async () => await Promise.resolve(),
			now: () => NOW,
			sleep: async () => {
				waits += 1;
				await Promise.resolve();
			},
		};
		waits = 0;
		const read = await readBack(tools, name, messagesOf(name, ...fields), memory);
		const warnings = read.events.map(({ warning }) => warning);
		return { ...read, records: read.events.map(({ record }) => record), warnings, queries, waits };
	};
}

describe('a completion', () => {
	test('is returned as its result, after one request', async () => {
		const read = await deliveries('moduleCompleted')([completion()], [result()]);
		expect(read).toMatchObject({ records: [result()], warnings: [null], repeated: 0, waits: 0 });
		expect(read.queries).toHaveLength(1);
	});

	test('in two modules is two results', async () => {
		const results = [result(), result({ moduleId: id(10) })];
		const read = await deliveries('moduleCompleted')([completion()], results);
		expect(read.records).toEqual(results);
		expect(new Set(read.events.map(({ eventKey }) => eventKey)).size).toBe(2);
	});

	test.each([
		['is not there yet', [], 'notFound'],
		['is still under way', [result({ completionStatus: 'in_progress' })], 'notYetCompleted'],
		[
			'is still under way again',
			[result({ completionStatus: 'in_progress', completionDate: '2025-01-01T00:00:00Z' })],
			'notYetCompleted',
		],
	] as const)(
		'whose result %s is read once more, then returned as it was sent',
		async (_what, first, warning) => {
			const read = deliveries('moduleCompleted');
			const late = await read([completion()], [...first], [result()]);
			expect(late).toMatchObject({ records: [result()], warnings: [null], waits: 1 });
			const never = await read(
				[completion({ learnerId: id(4) })],
				[...first].map((one) => ({ ...one, userId: id(4) })),
			);
			expect(never).toMatchObject({ warnings: [warning], waits: 1 });
			expect(never.queries).toHaveLength(2);
			expect(never.events[0]).toMatchObject({
				sent: completion({ learnerId: id(4) }),
				record: {
					userId: id(4),
					courseItemId: id(1),
					enrollmentId: id(3),
					completionDate: '2025-03-10T08:49:04Z',
				},
			});
		},
	);

	test('whose result keeps an earlier date is returned with a warning', async () => {
		const earlier = result({ completionDate: '2025-03-01T00:00:00+00:00' });
		const read = await deliveries('moduleCompleted')([completion()], [earlier]);
		expect(read).toMatchObject({ records: [earlier], warnings: ['earlierCompletion'], waits: 1 });
	});

	test('waits for the results of all enrollments, then takes what there is', async () => {
		const both = completion({ enrollmentIds: [id(3), id(4)] });
		const second = result({ enrollmentId: id(4) });
		const late = await deliveries('moduleCompleted')([both], [result()], [result(), second]);
		expect(late).toMatchObject({ records: [result(), second], waits: 1 });
		const never = await deliveries('moduleCompleted')([both], [result()]);
		expect(never).toMatchObject({ records: [result()], warnings: [null], waits: 1 });
	});

	test('is found although the list leaves its enrollment out', async () => {
		const unnamed = result();
		delete unnamed.enrollmentId;
		const alone = await deliveries('moduleCompleted')([completion()], [unnamed]);
		expect(alone).toMatchObject({ records: [unnamed], warnings: [null], waits: 0 });
		const other = result({ enrollmentId: id(4) });
		const fields = [completion(), completion({ enrollmentIds: [id(4)] })];
		const both = await deliveries('moduleCompleted')(fields, [unnamed, other]);
		expect(both).toMatchObject({ records: [unnamed, other], warnings: [null, null], waits: 0 });
	});

	test('only those that do not show are read once more', async () => {
		const fields = [completion(), completion({ enrollmentIds: [id(4)] })];
		const read = await deliveries('moduleCompleted')(
			fields,
			[result()],
			[result({ enrollmentId: id(4) })],
		);
		expect(read.queries[1]).toEqual({ courseItemIds: [id(1)], enrollmentIds: [id(4)] });
		expect(read.records.map(({ enrollmentId }) => enrollmentId)).toEqual([id(3), id(4)]);
	});

	test('that is delivered again is dropped, whatever its result is then', async () => {
		const read = deliveries('moduleCompleted');
		await read([completion()], [result()]);
		for (const later of [[result({ completionStatus: 'in_progress' })], [result()], []]) {
			const again = await read([completion(), completion()], later);
			expect(again).toMatchObject({ events: [], repeated: 2 });
		}
	});

	test('that a poll has returned is dropped', async () => {
		const memory = new EventMemory();
		await memory.record(placesOfResult(result(), INSTANT_EVENTS.moduleCompleted), NOW);
		const read = await deliveries('moduleCompleted', memory)([completion()], [result()]);
		expect(read).toMatchObject({ events: [], repeated: 1 });
	});

	test('in two enrollments, one of which was returned, is returned for the other one', async () => {
		const read = deliveries('moduleCompleted');
		await read([completion()], [result()]);
		const second = result({ enrollmentId: id(4) });
		const both = completion({ enrollmentIds: [id(3), id(4)] });
		expect((await read([both], [result(), second])).records).toEqual([second]);
	});

	test('twice in one delivery is one event', async () => {
		const read = await deliveries('moduleCompleted')([completion(), completion()], [result()]);
		expect(read).toMatchObject({ records: [result()], repeated: 1 });
	});

	test('on a later date is another one', async () => {
		const read = deliveries('moduleCompleted');
		await read([completion()], [result()]);
		const later = result({ completionDate: '2025-03-11T08:49:04+00:00' });
		const retake = await read([completion({ completionDate: (NOW + 86_400) * 1e9 })], [later]);
		expect(retake).toMatchObject({ records: [later], repeated: 0 });
	});

	test('that nobody can read is returned as it was sent, at once', async () => {
		const read = await deliveries('moduleCompleted')([completion()], answer(403));
		expect(read).toMatchObject({ warnings: ['unreadable'], waits: 0 });
	});

	test('without its IDs is returned as it was sent, without a request', async () => {
		const fields = { learner: id(2) };
		const read = await deliveries('moduleCompleted')([fields], [result()]);
		expect(read).toMatchObject({
			warnings: ['invalidIds'],
			records: [fields],
			queries: [],
			waits: 0,
		});
	});

	test('stays unknown if the read fails in a way that may pass', async () => {
		const read = deliveries('moduleCompleted');
		for (const outcomes of [[answer(502)], [[], answer(502)]]) {
			await rejectionOf(Error, read([completion()], ...outcomes));
		}
		expect((await read([completion()], [result()])).records).toEqual([result()]);
	});
});

describe('a change of status', () => {
	const change = { learnerId: id(2), courseItemId: id(1), enrollmentId: id(3) };
	const to = (completionStatus: string): RawRecord[] => [
		result({ completionStatus, completionDate: null }),
	];

	test('and back, and the same change again, are three events', async () => {
		const read = deliveries('moduleStatusChanged');
		for (const status of ['in_progress', 'not_started', 'in_progress']) {
			const { records, repeated } = await read([change], to(status));
			expect({ records, repeated }).toEqual({ records: to(status), repeated: 0 });
		}
	});

	test('that is delivered again is dropped, after a second look', async () => {
		const read = deliveries('moduleStatusChanged');
		await read([change], to('in_progress'));
		const again = await read([change], to('in_progress'));
		expect(again).toMatchObject({ events: [], repeated: 1, waits: 1 });
	});

	test('that does not show yet is found at the second look', async () => {
		const read = deliveries('moduleStatusChanged');
		await read([change], to('in_progress'));
		const { records, waits } = await read([change], to('in_progress'), to('passed'));
		expect({ records, waits }).toEqual({ records: to('passed'), waits: 1 });
	});

	test('and a second one before the first was read are one event', async () => {
		const read = await deliveries('moduleStatusChanged')([change, change], to('passed'));
		expect(read).toMatchObject({ records: to('passed'), repeated: 1, waits: 1 });
	});

	test('to the same status on another date is another one', async () => {
		const read = deliveries('moduleStatusChanged');
		await read([change], [result({ completionDate: '2025-03-01T00:00:00Z' })]);
		const retake = await read([change], [result({ completionDate: '2025-03-10T00:00:00Z' })]);
		expect(retake).toMatchObject({ repeated: 0, warnings: [null] });
	});

	test('is returned as it was sent if the second look fails, so that nothing is lost', async () => {
		const read = deliveries('moduleStatusChanged');
		await read([change], to('in_progress'));
		const other = { ...change, enrollmentId: id(4) };
		const both = [...to('in_progress'), result({ enrollmentId: id(4) })];
		const { events, warnings } = await read([change, other], both, answer(502));
		expect(events.map(({ sent }) => sent)).toEqual([change, result({ enrollmentId: id(4) })]);
		expect(warnings).toEqual(['notFound', null]);
	});

	test('without a result is returned each time: its message is the same for every change', async () => {
		const read = deliveries('moduleStatusChanged');
		for (let time = 0; time < 2; time++) {
			expect(await read([change], [])).toMatchObject({ warnings: ['notFound'], repeated: 0 });
		}
	});
});

describe('an enrollment', () => {
	const fields = { courseId: id(8), learnerIds: [id(2)] };
	const enrollment = (n: number, accessDate: string): RawRecord => ({
		learnerId: id(2),
		courseId: id(8),
		enrollmentId: id(n),
		accessDate,
	});
	const [FIRST, SECOND] = [
		enrollment(3, '2025-01-01T00:00:00Z'),
		enrollment(4, '2025-03-01T00:00:00Z'),
	];

	test('is the latest of a learner in a course', async () => {
		for (const found of [
			[FIRST, SECOND],
			[SECOND, FIRST],
		]) {
			const read = await deliveries('learnerEnrolled')([fields], found);
			expect(read.events.map(({ sent }) => sent)).toEqual([SECOND]);
		}
	});

	test('after an earlier one was removed is another event', async () => {
		const read = deliveries('learnerEnrolled');
		await read([fields], [FIRST]);
		const again = await read([fields], [FIRST], [FIRST, SECOND]);
		expect(again.events.map(({ sent }) => sent)).toEqual([SECOND]);
		expect(again.waits).toBe(1);
	});

	test('that is delivered again is dropped', async () => {
		const read = deliveries('learnerEnrolled');
		await read([fields], [FIRST]);
		expect(await read([fields], [FIRST])).toMatchObject({ events: [], repeated: 1 });
	});
});

test('a registered user who is delivered again is dropped, even if nothing was found', async () => {
	const read = deliveries('userRegistered');
	const fields = { userId: id(2), departmentId: id(7), login: 'anna', email: null };
	const first = await read([fields], []);
	expect(first).toMatchObject({ records: [fields], warnings: ['notFound'] });
	expect(await read([fields], [{ userId: id(2) }])).toMatchObject({ events: [], repeated: 1 });
});

test('training events are read one by one', async () => {
	const read = await deliveries('trainingMeetingAdded')(
		[{ meetingId: id(1), sessionId: id(2) }],
		[],
	);
	expect(read).toMatchObject({ warnings: ['unreadable'], queries: [] });
});

describe('a meeting', () => {
	const [meetingId, sessionId] = [id(1), id(2)];
	const session = { id: sessionId, title: 'First aid' };
	const readMeeting = async (
		name: InstantEventName,
		records: Record<string, RawRecord>,
		memory = new EventMemory(),
	) => {
		const tools = {
			...listServer([]),
			...recordServer(records),
			prepare: async () => await Promise.resolve(),
			now: () => NOW,
			sleep: async () => await Promise.resolve(),
		};
		const messages = messagesOf(name, { meetingId, sessionId });
		const { events } = await readBack(tools, name, messages, memory);
		return events.map(({ warning }) => warning);
	};

	test.each<[string, InstantEventName, Record<string, RawRecord>, string | null]>([
		['without its day', 'trainingMeetingAdded', { [sessionId]: session }, 'partlyUnreadable'],
		['without its session', 'trainingMeetingAdded', { [meetingId]: {} }, 'partlyUnreadable'],
		['with both', 'trainingMeetingAdded', { [sessionId]: session, [meetingId]: {} }, null],
		['without both', 'trainingMeetingAdded', {}, 'unreadable'],
		['that is removed has no day', 'trainingMeetingRemoved', { [sessionId]: session }, null],
	])('%s', async (_name, event, records, warning) => {
		expect(await readMeeting(event, records)).toEqual([warning]);
	});

	test('whose day is unreadable is returned each time that it is updated', async () => {
		const memory = new EventMemory();
		for (let update = 0; update < 2; update++) {
			const records = { [sessionId]: session };
			const warnings = await readMeeting('trainingMeetingUpdated', records, memory);
			expect(warnings).toEqual(['partlyUnreadable']);
		}
	});
});
