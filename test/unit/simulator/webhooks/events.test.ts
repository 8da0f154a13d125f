/** What happens in the account becomes messages, and the filters of a subscription choose among them. */
import type { Simulator } from '../../../simulator/server';
import { WORLD_NOW } from '../../../simulator/world';
import { list, send } from '../client';
import { closeEverything, startSubscribed, subscribe, type Receiver } from './receiver';

afterEach(closeEverything);

const TERMS = { accessDate: '2026-06-01', dueDateType: 'unlimited' };
/** A date in nanoseconds, as it is in the body and not rounded to a double. */
const NANOSECONDS = `${WORLD_NOW}123456789`;

async function calls({ webhooks }: Simulator, { received }: Receiver): Promise<unknown[]> {
	await webhooks.idle();
	return received.splice(0).map(({ type, payloads }) => [type, payloads]);
}

describe('a module result', () => {
	it('that changes announces its status, and a success', async () => {
		const { simulator, receiver } = await startSubscribed({
			types: ['COURSE_ITEM_COMPLETED_SUCCESSFULLY', 'COURSE_ITEM_STATUS_CHANGED'],
		});
		const { userId: learnerId, courseItemId } = simulator.row(7);
		const enrollmentId = simulator.world.enrollment(1).id;
		const statusChanged = [
			'COURSE_ITEM_STATUS_CHANGED',
			[{ courseItemId, learnerId, enrollmentId }],
		];
		simulator.change(7, { completionStatus: 'pending', completionDate: null });
		expect(await calls(simulator, receiver)).toEqual([statusChanged]);
		simulator.change(7, { completionStatus: 'pending' });
		simulator.change(7, { dueDate: WORLD_NOW });
		expect(await calls(simulator, receiver)).toEqual([]);
		simulator.change(7, { completionStatus: 'failed', completionDate: WORLD_NOW });
		expect(await calls(simulator, receiver)).toEqual([statusChanged]);
		simulator.change(7, { completionStatus: 'passed' });
		await simulator.webhooks.idle();
		expect(receiver.received[1].body).toBe(
			`{"type":"COURSE_ITEM_COMPLETED_SUCCESSFULLY","payloads":[{"courseItemId":"${courseItemId}",` +
				`"learnerId":"${learnerId}","enrollmentIds":["${enrollmentId}"],"completionDate":${NANOSECONDS}}]}`,
		);
		expect(await calls(simulator, receiver)).toEqual([statusChanged, expect.anything()]);
		simulator.change(7, { completionDate: WORLD_NOW + 60 });
		expect(await calls(simulator, receiver)).toEqual([
			['COURSE_ITEM_COMPLETED_SUCCESSFULLY', expect.anything()],
		]);
	});

	it('announces a success only once where the host does so', async () => {
		const types = ['COURSE_ITEM_COMPLETED_SUCCESSFULLY', 'COURSE_ITEM_STATUS_CHANGED'];
		const rules = { statusOfCompletion: false };
		const { simulator, receiver } = await startSubscribed({ types }, { rules });
		for (const completionStatus of ['in_progress', 'pending', 'accepted'] as const)
			simulator.change(7, { completionStatus });
		const sent = (await calls(simulator, receiver)) as Array<[string, unknown[]]>;
		expect(sent.map(([type]) => type)).toEqual([
			'COURSE_ITEM_STATUS_CHANGED',
			'COURSE_ITEM_COMPLETED_SUCCESSFULLY',
		]);
	});
});

test('a course result changes in its list, and announces it', async () => {
	const types = ['COURSE_COMPLETED_SUCCESSFULLY', 'COURSE_STATUS_CHANGED'];
	const { simulator, receiver } = await startSubscribed({ types });
	const { id: enrollmentId, user, course } = simulator.world.enrollment(3);
	const [learnerId, courseId] = [
		simulator.world.users[user].id,
		simulator.world.courses[course].id,
	];
	simulator.changeCourse(3, { completionStatus: 'declined' });
	simulator.changeCourse(3, { completionStatus: 'complete', completionDate: WORLD_NOW });
	expect(await calls(simulator, receiver)).toEqual([
		['COURSE_STATUS_CHANGED', Array(2).fill({ courseId, learnerId, enrollmentId })],
		[
			'COURSE_COMPLETED_SUCCESSFULLY',
			[{ courseId, learnerId, enrollmentIds: [enrollmentId], completionDate: Number(NANOSECONDS) }],
		],
	]);
	const query = `userIds[]=${learnerId}&courseIds[]=${courseId}&completionStatuses[]=complete`;
	const found = await list(
		simulator,
		`/learners/results?${query}&completionDate[startDate]=2026-06-01T00:00:00Z`,
	);
	expect(found).toEqual([
		expect.objectContaining({
			completionStatus: 'complete',
			completionDate: '2026-06-01T00:00:00+00:00',
		}),
	]);
});

test('new enrollments and users are announced, as they were written', async () => {
	const types = ['LEARNERS_ENROLLED_IN_COURSE', 'USER_REGISTERED'];
	const { simulator, receiver } = await startSubscribed({ types });
	const { world } = simulator;
	const learnerIds = [world.users[1].id, world.users[2].id];
	const [first, second] = [world.courses[0].id, world.courses[1].id];
	await send(simulator, 'POST /enrollment', {
		body: { courseIds: [first, second], learnerIds, dueDateType: 'unlimited' },
	});
	expect(await calls(simulator, receiver)).toEqual([
		[
			'LEARNERS_ENROLLED_IN_COURSE',
			[
				{ courseId: first, learnerIds },
				{ courseId: second, learnerIds },
			],
		],
	]);
	const { id } = world.enrollment(world.enrollmentCount - 1);
	await send(simulator, `POST /enrollment/${id}/reenroll`, { body: TERMS });
	expect(await calls(simulator, receiver)).toEqual([
		['LEARNERS_ENROLLED_IN_COURSE', [{ courseId: second, learnerIds: [learnerIds[1]] }]],
	]);
	await send(simulator, 'POST /enrollment', {
		body: { courseIds: [first], learnerIds: [world.departments[0].id], dueDateType: 'unlimited' },
	});
	expect(await calls(simulator, receiver)).toEqual([]);
	const departmentId = world.departments[0].id;
	const { json: userId } = await send(simulator, 'POST /user', {
		body: { departmentId, fields: { login: 'new', email: 'new@example.com' } },
	});
	expect(await calls(simulator, receiver)).toEqual([
		['USER_REGISTERED', [{ userId, departmentId, login: 'new', email: 'new@example.com' }]],
	]);
	world.addUser({ ...world.users[1], login: undefined, email: undefined });
	expect(await calls(simulator, receiver)).toEqual([
		['USER_REGISTERED', [expect.objectContaining({ login: null, email: null })]],
	]);
});

describe('trainings', () => {
	const MEETINGS = [
		'TRAINING_MEETING_ADDED',
		'TRAINING_MEETING_UPDATED',
		'TRAINING_MEETING_REMOVED',
	];

	it('announce their meetings', async () => {
		const { simulator, receiver } = await startSubscribed({ types: MEETINGS });
		const { trainings, modules } = simulator.world;
		const [session] = trainings.sessions;
		const sessionId = session.id;
		const sourceIds = [modules[session.training].itemId];
		const terms = { start: WORLD_NOW, duration: 3600 };
		const { id: meetingId, index } = trainings.addMeeting(0, terms);
		trainings.updateMeeting(index, { start: WORLD_NOW + 60, location: 'Room 1' });
		trainings.updateMeeting(index, { location: 'Room 1' });
		trainings.removeMeeting(index);
		trainings.removeSession(0);
		expect(await calls(simulator, receiver)).toEqual([
			['TRAINING_MEETING_ADDED', [{ meetingId, sessionId, sourceIds }]],
			[
				'TRAINING_MEETING_UPDATED',
				[{ meetingId, sessionId, updatedAttributes: ['time_range', 'location'] }],
			],
			[
				'TRAINING_MEETING_REMOVED',
				[
					{ meetingId, sessionId, sourceIds, removedWithSession: false },
					expect.objectContaining({ sessionId, removedWithSession: true }),
					expect.objectContaining({ sessionId, removedWithSession: true }),
				],
			],
		]);
	});

	it('announce their participants', async () => {
		const types = ['TRAINING_SESSION_PARTICIPANTS_ADDED', 'TRAINING_SESSION_PARTICIPANT_REMOVED'];
		const { simulator, receiver } = await startSubscribed({ types });
		const { trainings, users } = simulator.world;
		const [{ id: sessionId, participants }] = trainings.sessions;
		const [old, fresh] = [participants[0], 15];
		trainings.addParticipants(0, [old, fresh]);
		trainings.addParticipants(0, [old]);
		trainings.removeParticipant(0, old);
		trainings.removeParticipant(0, old);
		expect(await calls(simulator, receiver)).toEqual([
			['TRAINING_SESSION_PARTICIPANTS_ADDED', [{ sessionId, participantIds: [users[fresh].id] }]],
			['TRAINING_SESSION_PARTICIPANT_REMOVED', [{ sessionId, participantId: users[old].id }]],
		]);
	});

	it('are read by session and day', async () => {
		const { simulator } = await startSubscribed({});
		const { trainings } = simulator.world;
		const [session] = trainings.sessions;
		const [meeting] = trainings.meetings;
		const get = async (path: string): Promise<unknown> =>
			(await send(simulator, `GET /training/${path}`)).json;
		expect(await get(`session/${session.id}`)).toEqual({
			response: {
				id: session.id,
				title: session.title,
				startTime: '2026-06-02T00:00:00+00:00',
				duration: 10_800,
				instructor: expect.any(String),
				dayIds: [meeting.id, trainings.meetings[1].id],
			},
		});
		expect(await get(`day/${meeting.id}`)).toEqual({
			response: {
				dayId: meeting.id,
				sessionId: session.id,
				trainingId: simulator.world.modules[session.training].itemId,
				startTime: '2026-06-02T00:00:00+00:00',
				duration: 5400,
				location: 'Room 7 & 8',
			},
		});
		trainings.removeSession(0);
		expect(await get(`session/${session.id}`)).toMatchObject({ code: 400 });
		expect(await get(`day/${meeting.id}`)).toMatchObject({ code: 400 });
	});
});

describe('filters', () => {
	const learners = (simulator: Simulator, ...users: number[]): string[] =>
		users.map((u) => simulator.world.users[u].id);

	it('are all met by what is sent', async () => {
		const { simulator, receiver } = await startSubscribed({});
		const { world } = simulator;
		const { userId, courseItemId } = simulator.row(7);
		await subscribe(simulator, receiver, 'filtered', {
			types: ['COURSE_ITEM_STATUS_CHANGED'],
			params: [
				{ name: 'userIds', value: JSON.stringify([userId.toUpperCase(), world.users[0].id]) },
				{ name: 'courseItemIds', value: JSON.stringify([courseItemId]) },
			],
		});
		for (let i = 0; i < 100; i++) simulator.change(i, { completionStatus: 'pending' });
		simulator.change(7, { completionStatus: 'failed' });
		await simulator.webhooks.idle();
		expect(receiver.messages.length).toBeGreaterThan(0);
		const rows = [...simulator.expectedRows({ courseItemIds: [courseItemId] })];
		const wanted = rows.filter((row) => [userId, world.users[0].id].includes(row.userId));
		const found = receiver.messages as Array<{ learnerId: string; courseItemId: string }>;
		expect(new Set(found.map((one) => one.courseItemId))).toEqual(new Set([courseItemId]));
		expect(new Set(found.map((one) => one.learnerId))).toEqual(
			new Set(wanted.map((row) => row.userId)),
		);
	});

	it.each(['matching', 'all'] as const)('leave %s ids of a list', async (filteredIds) => {
		const { simulator, receiver } = await startSubscribed({}, { rules: { filteredIds } });
		const [one, other] = learners(simulator, 1, 2);
		await subscribe(simulator, receiver, 'filtered', {
			types: ['LEARNERS_ENROLLED_IN_COURSE', 'TRAINING_SESSION_PARTICIPANTS_ADDED'],
			params: [{ name: 'userIds', value: JSON.stringify([one]) }],
		});
		simulator.webhooks.fire(
			'LEARNERS_ENROLLED_IN_COURSE',
			{ courseId: 'x', learnerIds: [one, other] },
			{ courseId: 'y', learnerIds: [other] },
		);
		simulator.webhooks.fire('TRAINING_SESSION_PARTICIPANTS_ADDED', {
			sessionId: 'z',
			participantIds: [other, one],
		});
		const isAll = filteredIds === 'all';
		expect(await calls(simulator, receiver)).toEqual([
			[
				'LEARNERS_ENROLLED_IN_COURSE',
				[{ courseId: 'x', learnerIds: isAll ? [one, other] : [one] }],
			],
			[
				'TRAINING_SESSION_PARTICIPANTS_ADDED',
				[{ sessionId: 'z', participantIds: isAll ? [other, one] : [one] }],
			],
		]);
	});
});

test('calls have the form of the host', async () => {
	const types = ['TRAINING_MEETING_UPDATED', 'COURSE_COMPLETED_SUCCESSFULLY'];
	const { simulator, receiver } = await startSubscribed({ types });
	const { rules, webhooks } = simulator;
	const updated = { meetingId: 'm', updatedAttributes: ['location', 'url'] };
	Object.assign(rules, { eventNames: 'classes', updatedAttributes: 'single' });
	webhooks.fire('TRAINING_MEETING_UPDATED', updated);
	expect(await calls(simulator, receiver)).toEqual([
		[
			'TrainingMeetingUpdated',
			[
				{ meetingId: 'm', updatedAttributes: 'location' },
				{ meetingId: 'm', updatedAttributes: 'url' },
			],
		],
	]);
	Object.assign(rules, { eventNames: 'constants', completionDate: 'text', messages: 'text' });
	webhooks.fire('COURSE_COMPLETED_SUCCESSFULLY', { completionDate: BigInt(NANOSECONDS) });
	expect(await calls(simulator, receiver)).toEqual([
		['COURSE_COMPLETED_SUCCESSFULLY', [`{"completionDate":"${NANOSECONDS}"}`]],
	]);
	rules.completionDate = 'number';
	webhooks.fire('COURSE_COMPLETED_SUCCESSFULLY', { completionDate: BigInt(NANOSECONDS) });
	expect(await calls(simulator, receiver)).toEqual([
		['COURSE_COMPLETED_SUCCESSFULLY', [`{"completionDate":${NANOSECONDS}}`]],
	]);
});
