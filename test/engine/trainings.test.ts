/** The sessions of trainings and their participants: which requests they take, and what can go wrong with each. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { WORLD_NOW } from '../simulator/world/options';
import type { Simulator, SimulatorOptions } from '../simulator/server';
import { cancelAtSecondPage, FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

const SMALL: SimulatorOptions = { rows: 60, users: 12, courses: 6, modulesPerCourse: 5 };
const UNKNOWN = '00000000-0000-0000-0000-000000000000';
const DAY = 86_400;
const BARE = ['sessionTitle', 'startTime', 'duration', 'instructor', 'trainingId', 'sessionId'];

const open = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ ...SMALL, ...options });

const read = async (simulator: Simulator, fields: INodeParameters = {}, job = {}) =>
	await suite.getAll(
		simulator,
		{ resource: 'training', output: 'selected', columns: BARE, ...fields },
		job,
	);

const session = async (simulator: Simulator, operation: string, fields: INodeParameters) =>
	await suite.operate(simulator, { resource: 'training', operation, returnAll: true, ...fields });

const sessionIds = (rows: readonly IDataObject[]) => rows.map(({ sessionId }) => sessionId);
const allIds = ({ world }: Simulator) => world.trainings.sessions.map(({ id }) => id);
const countOf = (simulator: Simulator, part: string) =>
	listUrls(simulator).filter((url) => url.startsWith(part)).length;
const isoOf = (seconds: number) =>
	new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00');

describe.each(FORMATS)('in %s', (format) => {
	test('returns each session with its training, courses, days and organizer', async () => {
		const simulator = await open({ format });
		const { world } = simulator;
		const rows = rowsOf(await read(simulator, { output: 'all' }));
		expect(sessionIds(rows)).toEqual(allIds(simulator));
		const [{ id, title, training }] = world.trainings.sessions;
		const { itemId, courseId } = world.modules[training];
		expect(rows[0]).toEqual({
			trainingTitle: world.modules[training].title,
			courseTitles: [world.courses[world.modules[training].course].title],
			sessionTitle: title,
			startTime: isoOf(WORLD_NOW + DAY),
			duration: 10_800,
			location: 'Room 7 & 8',
			url: 'https://meet.example.com/a?b=1&c=2',
			instructor: 'Ana "Instructor" López',
			organizerName: world.users[0].name,
			type: expect.stringMatching(/^(webinar|classroom)$/),
			trainingId: itemId,
			organizerId: world.users[0].id,
			courseIds: [courseId],
			dayIds: world.trainings.meetingsOf(0).map((day) => day.id),
			sessionId: id,
		});
		expect(simulator.violations).toEqual([]);
	});

	test('returns one session', async () => {
		const simulator = await open({ format });
		const { id, training } = simulator.world.trainings.sessions[1];
		const [row] = rowsOf(await session(simulator, 'get', { sessionId: id }));
		const { title } = simulator.world.modules[training];
		expect(row).toMatchObject({ trainingTitle: title, location: 'Room 7 & 8', sessionId: id });
	});

	test.each([false, true])('returns participants, as a bare array %j', async (bareParticipants) => {
		const simulator = await open({ format, bareParticipants });
		const { world } = simulator;
		const { id, title, participants } = world.trainings.sessions[0];
		const rows = rowsOf(await session(simulator, 'getParticipants', { sessionId: id }));
		expect(rows.map(({ userId }) => userId)).toEqual(participants.map((u) => world.users[u].id));
		expect(rows[0]).toMatchObject({
			userName: world.users[participants[0]].name || null,
			sessionTitle: title,
			startTime: isoOf(WORLD_NOW + DAY),
			duration: 10_800,
			sessionId: id,
		});
		expect(countOf(simulator, `/training/session/${id}`)).toBe(1);
		expect(simulator.violations).toEqual([]);
	});

	test.each([
		['{"participants":[]}', '<response><participants/></response>', 0],
		['{"participants":null}', '<response/>', 0],
		['["a"]', '<response><participants><id>a</id></participants></response>', 1],
	])('reads participants from %s', async (json, xml, count) => {
		const simulator = await open({ format });
		const [sessionId] = allIds(simulator);
		simulator.faults.add({ body: format === 'json' ? json : xml });
		const form = { sessionId, output: 'raw' };
		const rows = rowsOf(await session(simulator, 'getParticipants', form));
		expect(rows).toEqual(count === 0 ? [] : [{ sessionId, userId: 'a' }]);
	});
});

test('requests trainings and days only for columns that need them', async () => {
	const simulator = await open();
	rowsOf(await read(simulator));
	expect(countOf(simulator, '/training/day/')).toBe(0);
	expect(listUrls(simulator).filter((url) => /^\/training\/[^/]+$/.test(url))).toEqual([]);
	const { trainings } = simulator.world;
	for (const { index } of trainings.meetings.slice(2))
		trainings.updateMeeting(index, { start: WORLD_NOW - 30 * DAY });
	const filters = { startTimeStart: '2026-06-02T00:00:00Z', startTimeEnd: '2026-06-02' };
	const columns = ['location', 'url'];
	expect(rowsOf(await read(simulator, { columns, filters }))).toHaveLength(1);
	expect(countOf(simulator, '/training/day/')).toBe(2);
});

test('reads a training of several courses once, with all of them', async () => {
	const simulator = await open();
	const { world } = simulator;
	const [{ training }] = world.trainings.sessions;
	const { item, itemId } = world.modules[training];
	Object.assign(world.modules.at(-1) ?? {}, { item, itemId, type: 'training' });
	const rows = rowsOf(await read(simulator, { columns: ['courseIds', 'sessionId'] }));
	expect(new Set(sessionIds(rows)).size).toBe(rows.length);
	const courseIds = [world.modules[training].courseId, world.modules.at(-1)?.courseId];
	expect(rows[0].courseIds).toEqual(courseIds);
	expect(countOf(simulator, `/training/${itemId}/sessions`)).toBe(1);
});

describe('filters', () => {
	test('by course and by training', async () => {
		const simulator = await open();
		const { modules, trainings } = simulator.world;
		const [{ id, training }] = trainings.sessions;
		const { courseId, itemId } = modules[training];
		const ofCourse = rowsOf(await read(simulator, { filters: { courseIds: [courseId] } }));
		expect(sessionIds(ofCourse)).toEqual([id]);
		expect(listUrls(simulator)).toEqual([
			`/course/${courseId}/modules`,
			`/training/${itemId}/sessions`,
		]);
		const one = rowsOf(await read(simulator, { filters: { trainingIds: [itemId] } }));
		expect(sessionIds(one)).toEqual([id]);
	});

	test('by title of a training, in the chosen courses', async () => {
		const simulator = await open();
		const { modules, trainings } = simulator.world;
		const { id, training } = trainings.sessions[1];
		const { courseId, title } = modules[training];
		const filters = { courseIds: [courseId], trainingIds: [title] };
		expect(sessionIds(rowsOf(await read(simulator, { filters })))).toEqual([id]);
	});

	test.each([
		[{ startsIn: 'tomorrow' }, /isn't a range of dates/],
		[{ startsIn: 'today', startTimeStart: '2026-01-01' }, /'Starts In' can't be combined/],
	])('rejects %j', async (filters, message) => {
		const simulator = await open();
		const { error } = await read(simulator, { filters: filters as INodeParameters });
		expect(error?.message).toMatch(message);
		expect(simulator.requests).toEqual([]);
	});

	test('by the start of the session, with its offset, and by words of the instructor', async () => {
		const simulator = await open();
		const { trainings } = simulator.world;
		const now = Math.floor(Date.now() / 1000);
		for (const { index } of trainings.meetingsOf(1))
			trainings.updateMeeting(index, { start: now + 2 * DAY });
		const filters = { startsIn: 'next7Days', instructorContains: 'lopez ana' };
		expect(sessionIds(rowsOf(await read(simulator, { filters })))).toEqual([allIds(simulator)[1]]);
		const nobody = { instructorContains: 'nobody' };
		expect(rowsOf(await read(simulator, { filters: nobody }))).toEqual([]);
	});

	test('stops at an unknown training, or leaves it out with Skip Invalid IDs', async () => {
		const simulator = await open();
		const { modules, trainings } = simulator.world;
		const [{ id, training }] = trainings.sessions;
		const filters = { trainingIds: [UNKNOWN, modules[training].itemId] };
		const { error } = await read(simulator, { filters });
		expect(error?.message).toBe(`The training ${UNKNOWN} doesn't exist (status 404)`);
		expect(error?.description).toContain("'Training Names or IDs'");
		const options = { skipInvalidIds: true };
		expect(sessionIds(rowsOf(await read(simulator, { filters, options })))).toEqual([id]);
		const none = { trainingIds: [UNKNOWN] };
		expect(rowsOf(await read(simulator, { filters: none, options }))).toEqual([]);
		const names = { trainingIds: ['No such training'] };
		expect(rowsOf(await read(simulator, { filters: names, options }))).toEqual([]);
	});
});

test('stops at the limit, across trainings', async () => {
	const simulator = await open({ courses: 20 });
	const rows = rowsOf(await read(simulator, { returnAll: false, limit: 1 }));
	expect(sessionIds(rows)).toEqual(allIds(simulator).slice(0, 1));
	expect(listUrls(simulator).filter((url) => url.endsWith('/sessions'))).toHaveLength(1);
});

test('reads each of several input items, and reports the item that fails', async () => {
	const simulator = await open();
	const [id] = allIds(simulator);
	const { rows } = await suite.operate(
		simulator,
		{ resource: 'training', operation: 'get', sessionId: '={{ $json.id }}' },
		{ input: [{ id }, { id: UNKNOWN }], settings: { onError: 'continueRegularOutput' } },
	);
	expect(rows[0]).toMatchObject({ sessionId: id });
	expect(JSON.stringify(rows[1])).toContain("doesn't exist");
});

test('writes a file', async () => {
	const simulator = await open();
	const form = { resource: 'training', format: 'csv', output: 'simplified' };
	const [{ rows }] = rowsOf(await suite.exportFile(simulator, form));
	expect(rows).toBe(allIds(simulator).length);
});

describe('what cannot be read', () => {
	const sessionsOf = ({ world }: Simulator, s: number) =>
		`/training/${world.modules[world.trainings.sessions[s].training].itemId}/sessions`;

	test('a training without sessions is no error', async () => {
		const simulator = await open();
		simulator.faults.add({ on: { path: sessionsOf(simulator, 0) }, status: 404 });
		expect(sessionIds(rowsOf(await read(simulator)))).toEqual(allIds(simulator).slice(1));
	});

	test('an account without any session has no rows, unlike one without trainings', async () => {
		const simulator = await open();
		simulator.faults.add({
			on: { path: '/training/{trainingId}/sessions', times: null },
			status: 404,
		});
		expect(rowsOf(await read(simulator))).toEqual([]);
		simulator.faults.add({ on: { path: '/training/{trainingId}', times: null }, status: 404 });
		expect((await read(simulator)).error?.message).toMatch(/No training sessions .*404/);
	});

	test('a list of courses that the key may not read is not needed for chosen trainings', async () => {
		const simulator = await open();
		simulator.faults.add({ on: { path: '/contents', times: null }, status: 403 });
		const { modules, trainings } = simulator.world;
		const [{ id, training }] = trainings.sessions;
		const filters = { trainingIds: [modules[training].itemId] };
		expect(sessionIds(rowsOf(await read(simulator, { filters })))).toEqual([id]);
		const { error } = await read(simulator);
		expect(error?.message).toBe("This API key isn't allowed to read courses (status 403)");
	});

	test('a training that the key may not read is an error', async () => {
		const simulator = await open();
		simulator.faults.add({ on: { path: sessionsOf(simulator, 1) }, status: 403 });
		const { error } = await read(simulator);
		expect(error?.message).toMatch(/isn't allowed to read the training .* \(status 403\)$/);
	});

	test('a truncated list is an error', async () => {
		const simulator = await open();
		simulator.faults.add({
			on: { path: sessionsOf(simulator, 0) },
			cut: 0.5,
			cutMode: 'silent',
		});
		const { error } = await read(simulator, { options: { maxRetries: 0 } });
		expect(error?.message).toMatch(/incomplete/);
	});

	test('days that the key may not read leave columns empty, with a warning', async () => {
		const simulator = await open();
		const warn = jest.spyOn(LoggerProxy, 'warn');
		simulator.faults.add({
			on: { path: '/training/day/{dayId}', times: null },
			status: 403,
		});
		const columns = ['sessionTitle', 'location', 'url'];
		const rows = rowsOf(await read(simulator, { columns }));
		expect(rows.map(({ location }) => location)).toEqual(rows.map(() => null));
		expect(warn.mock.calls.flat().join()).toContain(
			"location and url stay empty, because this API key isn't allowed to read training meetings (status 403)",
		);
		expect(countOf(simulator, '/training/day/')).toBeLessThanOrEqual(4);
	});

	test('an account with the old list of modules has no list of trainings', async () => {
		const simulator = await open({ moduleLists: 'old' });
		const { error } = await read(simulator);
		expect(error?.message).toBe("This account doesn't list trainings");
	});

	test('an unknown session is an error of its field', async () => {
		const simulator = await open();
		const { error } = await session(simulator, 'getParticipants', { sessionId: UNKNOWN });
		expect(error?.message).toBe("The ID in 'Training Session' doesn't exist (status 404)");
	});
});

describe('pick-lists', () => {
	const pick = async (simulator: Simulator, method: string, filters: INodeParameters = {}) =>
		await suite.engine.pick(method, suite.account(simulator), { filters, options: {} });

	test('of trainings, also of the chosen courses only, and of sessions', async () => {
		const simulator = await open();
		const { modules, trainings } = simulator.world;
		const chosen = modules[trainings.sessions[0].training];
		const all = await pick(simulator, 'getTrainings');
		const itemIds = trainings.sessions.map(({ training }) => modules[training].itemId);
		expect(all.map(({ value }) => value).sort()).toEqual([...new Set(itemIds)].sort());
		expect(await pick(simulator, 'getTrainings', { courseIds: [chosen.courseId] })).toEqual([
			{ name: chosen.title, value: chosen.itemId },
		]);
		const sessions = await pick(simulator, 'getTrainingSessions');
		expect(sessions.map(({ value }) => value).sort()).toEqual(allIds(simulator).sort());
		expect(sessions[0].name).toBe('2026-06-02 00:00 – Code of Conduct 28: session 1');
	});

	test('of learning tracks and homework', async () => {
		const simulator = await open();
		const { tracks, homework } = simulator.world;
		const idsOf = (entries: ReadonlyArray<{ value: unknown }>) =>
			entries.map(({ value }) => value).sort();
		expect(idsOf(await pick(simulator, 'getLearningTracks'))).toEqual(
			tracks.map(({ id }) => id).sort(),
		);
		expect(idsOf(await pick(simulator, 'getAssignments'))).toEqual(
			homework.assignments.map(({ id }) => id).sort(),
		);
		expect(simulator.violations).toEqual([]);
	});
});

test('sends no further request after n8n cancels the execution', async () => {
	const simulator = await open({ delayMs: 20 });
	await cancelAtSecondPage(simulator, async (job) => await read(simulator, {}, job));
	expect(simulator.pageRequests).toBeLessThan(8);
});
