/** Each of the eleven events, from what happens in the account to the item. */
import {
	createInstantFixture,
	publishInstant,
	subscribersOf,
	UNFINISHED,
} from '../../../support/engine/instant/fixture';
import type { InstantFixture } from '../../../support/engine/instant/fixture';
import type { IDataObject } from 'n8n-workflow';
import { WORLD_NOW } from '../../../simulator/world';
import { FORMATS, rowsOf, useSuite } from '../../../support/engine/suite';

const suite = useSuite();

const ALL = { output: 'all' };

/** A record that Get Many returns: its resource, and some of its values. */
type Listed = [resource: string, values: IDataObject];

async function post({ simulator }: InstantFixture, path: string, body: object): Promise<void> {
	const { ok } = await fetch(simulator.url + path, {
		method: 'POST',
		body: JSON.stringify(body),
		headers: {
			Accept: 'application/json',
			Authorization: `Bearer ${simulator.issueToken()}`,
			'Content-Type': 'application/json',
		},
	});
	if (!ok) throw new Error(`${path} failed`);
}

const moduleResult = ({ simulator }: InstantFixture, row: number): Listed => {
	const { userId, courseId, moduleId } = simulator.row(row);
	return ['moduleResult', { userId, courseId, moduleId }];
};

const courseResult = ({ simulator: { world } }: InstantFixture, index: number): Listed => {
	const { user, course } = world.enrollment(index);
	const [userId, courseId] = [world.users[user].id, world.courses[course].id];
	return ['courseResult', { userId, courseId }];
};

/** What makes an event happen. Returns the record that becomes the row. */
const LISTED: Record<string, (fixture: InstantFixture) => Listed | Promise<Listed>> = {
	moduleCompleted: (fixture) => {
		fixture.simulator.change(7, { completionStatus: 'passed', completionDate: WORLD_NOW });
		return moduleResult(fixture, 7);
	},
	moduleStatusChanged: (fixture) => {
		fixture.simulator.change(8, UNFINISHED);
		return moduleResult(fixture, 8);
	},
	courseCompleted: (fixture) => {
		const change = { completionStatus: 'complete', completionDate: WORLD_NOW } as const;
		fixture.simulator.changeCourse(3, change);
		return courseResult(fixture, 3);
	},
	courseStatusChanged: (fixture) => {
		fixture.simulator.changeCourse(4, { completionStatus: 'declined' });
		return courseResult(fixture, 4);
	},
	learnerEnrolled: async (fixture) => {
		const { users, courses } = fixture.simulator.world;
		const [userId, courseId] = [users[150].id, courses[5].id];
		const terms = { dueDateType: 'unlimited' };
		await post(fixture, '/enrollment', {
			courseIds: [courseId],
			learnerIds: [userId],
			...terms,
		});
		return ['enrollment', { userId, courseId }];
	},
	userRegistered: async (fixture) => {
		const { world } = fixture.simulator;
		const fields = { login: 'new.hire', email: 'new.hire@example.com' };
		await post(fixture, '/user', { departmentId: world.departments[0].id, fields });
		return ['user', { userId: world.users.at(-1)?.id ?? '' }];
	},
};

describe.each(FORMATS)('in %s', (format) => {
	test.each(Object.keys(LISTED))('%s returns the row of Get Many', async (event) => {
		const fixture = await publishInstant(suite, { format }, { fields: { event, ...ALL } });
		const { simulator, n8n, workflow } = fixture;
		const [resource, values] = await LISTED[event](fixture);
		await n8n.idle();
		const filters = 'userId' in values ? { userIds: values.userId as string } : {};
		const listed = await suite.operate(simulator, {
			...{ resource, operation: 'getAll', returnAll: true },
			...ALL,
			...(resource === 'enrollment' ? {} : { filters }),
		});
		const record = rowsOf(listed).find((row) =>
			Object.entries(values).every(([name, value]) => row[name] === value),
		);
		expect(record).toBeDefined();
		const eventKey: unknown = expect.stringMatching(/^[\w-]{22}$/);
		expect(workflow.rows()).toEqual([{ ...record, eventName: event, eventKey }]);
		expect(Object.keys(workflow.rows()[0])).toEqual([
			...Object.keys(record ?? {}),
			'eventName',
			'eventKey',
		]);
		expect(workflow.executions()).toMatchObject([{ mode: 'webhook', error: undefined }]);
		expect(simulator.violations).toEqual([]);
	});

	test('events about trainings return the meeting or the participant, with the session', async () => {
		const fixture = await createInstantFixture(suite, { format });
		const { simulator, n8n } = fixture;
		const { trainings, users, modules } = simulator.world;
		const [session] = trainings.sessions;
		const trainingId = modules[session.training].itemId;
		const sessionOf = { sessionTitle: session.title, instructor: 'Ana "Instructor" López' };
		const rowOf = async (event: string, cause: () => void): Promise<IDataObject> => {
			const one = fixture.workflow.copy({ fields: { event, ...ALL } });
			await one.publish();
			cause();
			await n8n.idle();
			await one.unpublish();
			const [row, ...others] = one.rows();
			expect(others).toEqual([]);
			const { eventName, eventKey, ...record } = row;
			expect([eventName, eventKey]).toEqual([event, expect.stringMatching(/^[\w-]{22}$/)]);
			return record;
		};

		const terms = { start: WORLD_NOW + 3600, duration: 1800, location: 'Room 3' };
		const added = await rowOf('trainingMeetingAdded', () => {
			trainings.addMeeting(0, terms);
		});
		const meeting = trainings.meetings.at(-1);
		const record = {
			...sessionOf,
			startTime: '2026-06-01T01:00:00+00:00',
			duration: 1800,
			location: 'Room 3',
			url: null,
			updatedAttributes: null,
			removedWithSession: null,
			sourceIds: [trainingId],
			trainingId,
			sessionId: session.id,
			meetingId: meeting?.id,
		};
		expect(added).toEqual(record);
		const updated = await rowOf('trainingMeetingUpdated', () =>
			trainings.updateMeeting(meeting?.index ?? 0, { location: 'Hall', start: WORLD_NOW + 7200 }),
		);
		const moved = { startTime: '2026-06-01T02:00:00+00:00', location: 'Hall' };
		const updatedAttributes = ['time_range', 'location'];
		expect(updated).toEqual({ ...record, ...moved, updatedAttributes, sourceIds: null });
		const removed = await rowOf('trainingMeetingRemoved', () =>
			trainings.removeMeeting(meeting?.index ?? 0),
		);
		// The meeting can't be read any more.
		const gone = { startTime: null, duration: null, location: null, trainingId: null };
		expect(removed).toEqual({ ...record, ...gone, removedWithSession: false });

		const { id: userId, name: userName, email: userEmail, departmentId } = users[20];
		const participant = {
			...{ userName, userEmail, departmentName: expect.any(String) as unknown },
			...sessionOf,
			startTime: '2026-06-02T00:00:00+00:00',
			duration: 10_800,
			...{ userId, departmentId, sessionId: session.id },
		};
		const joined = await rowOf('trainingParticipantAdded', () =>
			trainings.addParticipants(0, [20]),
		);
		expect(joined).toEqual(participant);
		const left = await rowOf('trainingParticipantRemoved', () =>
			trainings.removeParticipant(0, 20),
		);
		expect(left).toEqual(participant);
		expect(simulator.violations).toEqual([]);
	});
});

test('a message with several learners or participants is an item for each', async () => {
	const fixture = await publishInstant(suite, {}, { fields: { event: 'learnerEnrolled', ...ALL } });
	const { simulator, n8n, workflow } = fixture;
	const { users, courses } = simulator.world;
	const learnerIds = [150, 151, 152].map((u) => users[u].id);
	const body = { courseIds: [courses[5].id], learnerIds, dueDateType: 'unlimited' };
	await post(fixture, '/enrollment', body);
	await n8n.idle();
	expect(workflow.rows().map(({ userId }) => userId)).toEqual(learnerIds);
	const joined = workflow.copy({ fields: { event: 'trainingParticipantAdded', ...ALL } });
	await joined.publish();
	simulator.world.trainings.addParticipants(0, [30, 31]);
	await n8n.idle();
	expect(joined.rows().map(({ userId }) => userId)).toEqual([users[30].id, users[31].id]);
});

test.each(['classes', 'constants'] as const)(
	'events may have the names of %s',
	async (eventNames) => {
		const rules = { eventNames, messages: 'text', completionDate: 'text' } as const;
		const fixture = await publishInstant(suite, { rules });
		await LISTED.moduleCompleted(fixture);
		await fixture.n8n.idle();
		expect(fixture.workflow.rows()).toHaveLength(1);
		expect(subscribersOf(fixture)).toHaveLength(1);
	},
);
