/** Name lookups fail in every way that list requests fail. No row is lost or duplicated. */
import '../support/withoutPauses';
import type { IDataObject } from 'n8n-workflow';
import type { Fault, Simulator, User } from '../simulator/server';
import { LEARNER as LEARNER_COLUMNS, select } from '../support/columns';
import { rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

const LEARNER = { ...select('moduleResult', ...LEARNER_COLUMNS), options: { maxRetries: 1 } };
const PEOPLE = '/users/v2';

const requestsTo = (simulator: Simulator, path: string) =>
	simulator.requests.filter((request) => request.path === path);

const requestedIds = (simulator: Simulator): string[] =>
	requestsTo(simulator, PEOPLE).flatMap(({ query }) =>
		query.filter(([name]) => name === 'userIds[]').map(([, id]) => id),
	);

function expectNames(rows: readonly IDataObject[], users: readonly User[]): void {
	const nameOf = new Map(users.map(({ id, name }) => [id, name || null]));
	for (const { userId, userName } of rows) expect(userName).toBe(nameOf.get(String(userId)));
}

/** A page of the user list: one record per id, each with a login. */
function usersResponse(userIds: readonly string[]): string {
	const userProfiles = userIds.map((userId) => ({ userId, fields: { LOGIN: `login ${userId}` } }));
	return JSON.stringify({ userProfiles });
}

test.each<[string, Fault]>([
	['is rate limited', { status: 429, headers: { 'Retry-After': '0' } }],
	['meets an expired token', { revoke: true }],
	['receives a truncated body', { cut: 0.5 }],
	['receives a truncated body without a connection error', { cut: 0.5, cutMode: 'silent' }],
	['loses the connection', { hangUp: true }],
])('retries a lookup that %s', async (_what, fault) => {
	const simulator = await suite.simulator({ rows: 300, users: 30 });
	simulator.faults.add({ on: { path: PEOPLE }, ...fault });
	const rows = rowsOf(await suite.getAll(simulator, LEARNER));
	expect(rows).toHaveLength(300);
	expectNames(rows, simulator.world.users);
	expect(requestsTo(simulator, PEOPLE)).toHaveLength(2);
});

test('stops the run when a lookup returns a web page', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	simulator.faults.add({ on: { path: PEOPLE, times: Infinity }, html: true });
	const { error, rows } = await suite.getAll(simulator, LEARNER);
	expect(rows).toEqual([]);
	expect(error?.message).toBe('The response is a web page instead of data');
});

test('accepts lookup responses with duplicate, unrequested and missing users', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 4 });
	const [one, two, three] = simulator.world.users.map(({ id }) => id);
	const stranger = '00000000-0000-0000-0000-000000000000';
	const people = [one, stranger, two.toUpperCase(), one, ` ${three} `];
	simulator.faults.add({ on: { path: PEOPLE }, body: usersResponse(people) });
	const rows = rowsOf(await suite.getAll(simulator, LEARNER));
	expect(rows).toHaveLength(300);
	const named = new Map(rows.map(({ userId, userName }) => [userId, userName]));
	expect([...named.values()].filter((name) => name === null)).toHaveLength(1);
	expect(named.get(one)).toBe(`login ${one}`);
	expect(named.get(two)).toBe(`login ${two.toUpperCase()}`);
	expect(requestsTo(simulator, PEOPLE)).toHaveLength(1);
});

test('sends no lookup for rows without a learner or a course, and sets their names to null', async () => {
	const simulator = await suite.simulator({
		rows: 20,
		rowEdit: ({ moduleId }) => ({ moduleId, userId: '', courseId: ' ' }) as never,
	});
	const rows = rowsOf(await suite.getAll(simulator, { output: 'all' }));
	expect(rows).toHaveLength(20);
	for (const { userName, courseTitle, departmentName } of rows) {
		expect([userName, courseTitle, departmentName]).toEqual([null, null, null]);
	}
	expect(requestsTo(simulator, PEOPLE)).toEqual([]);
	expect(requestsTo(simulator, '/contents')).toEqual([]);
});

test('sets only the names of an unknown learner and an unknown course to null', async () => {
	const unknown = '00000000-0000-0000-0000-000000000000';
	const simulator = await suite.simulator({
		rows: 60,
		users: 10,
		rowEdit: (row, at) => (at === 30 ? { ...row, userId: unknown, courseId: unknown } : row),
	});
	const form = select('moduleResult', 'userName', 'courseTitle');
	const rows = rowsOf(await suite.getAll(simulator, form));
	expect(rows).toHaveLength(60);
	expect(rows[30]).toMatchObject({ userName: null, courseTitle: null });
	expectNames(
		rows.filter(({ userId }) => userId !== unknown),
		simulator.world.users,
	);
});

test('turns a numeric title into text and matches department ids in any case', async () => {
	const simulator = await suite.simulator({ rows: 1, users: 1, courses: 1 });
	const { userId, courseId } = simulator.row(0);
	const department = 'ABCD7abc-2639-11ea-8e3f-0a580af40c09';
	const [course, user, list] = [
		`{"contentItems":[{"contentItemId":"${courseId}","title":7}]}`,
		`{"userProfiles":[{"userId":"${userId}","departmentId":"${department}"}]}`,
		`{"departments":[{"departmentId":"${department.toLowerCase()}","name":7}]}`,
	];
	simulator.faults.add({ on: { path: '/contents' }, body: course });
	simulator.faults.add({ on: { path: PEOPLE }, body: user });
	simulator.faults.add({ on: { path: '/departments' }, body: list });
	const [row] = rowsOf(await suite.getAll(simulator, { output: 'all' }));
	expect(row).toMatchObject({
		userName: null,
		userEmail: null,
		courseTitle: '7',
		departmentId: department,
		departmentName: '7',
	});
});

test('looks up only the learners of the returned rows when a limit is set', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 30 });
	const form = { ...LEARNER, returnAll: false, limit: 7 };
	const rows = rowsOf(await suite.getAll(simulator, form));
	expect(rows).toHaveLength(7);
	expect(new Set(requestedIds(simulator))).toEqual(new Set(rows.map(({ userId }) => userId)));
});

test('adds to the rows of each input item the names that item requests', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	const [first, second, third] = simulator.world.users.map(({ id }) => id);
	const input = [
		{ user: first, names: ['userId', 'userName', 'userEmail'] },
		{ user: second, names: ['userId', 'viewsCount'] },
		{ user: third, names: ['userId', 'courseTitle'] },
	];
	const form = {
		filters: { userIds: '={{ $json.user }}' },
		output: 'selected',
		columns: '={{ $json.names }}',
	};
	const rows = rowsOf(await suite.getAll(simulator, form, { input }));
	expect(rows).toHaveLength(90);
	const columnsOf = (user: string) =>
		new Set(rows.filter(({ userId }) => userId === user).flatMap((row) => Object.keys(row)));
	expect([...columnsOf(first)]).toEqual(input[0].names);
	expect([...columnsOf(second)]).toEqual(input[1].names);
	expect([...columnsOf(third)]).toEqual(input[2].names);
	expect(requestedIds(simulator)).toEqual([first]);
});

test('keeps an item that requests no learner names when learner lookups fail', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	simulator.faults.add({ on: { path: PEOPLE, times: Infinity }, status: 503 });
	const [first, second] = simulator.world.users.map(({ id }) => id);
	const input = [
		{ user: first, names: ['userId', 'userName', 'userEmail'] },
		{ user: second, names: ['userId', 'courseTitle'] },
	];
	const form = {
		filters: { userIds: '={{ $json.user }}' },
		output: 'selected',
		columns: '={{ $json.names }}',
		options: { maxRetries: 0 },
	};
	const settings = { onError: 'continueRegularOutput' as const };
	const { outputs } = await suite.getAll(simulator, form, { input, settings });
	const stopped = outputs[0].filter(({ json }) => json.userId === undefined);
	expect(stopped.map(({ json }) => json.error)).toEqual([expect.stringContaining('(status 503)')]);
	const kept = outputs[0].filter(({ json }) => json.userId !== undefined);
	expect(kept).toHaveLength(30);
	for (const { json } of kept) expect(json.userId).toBe(second);
});

test('looks names up again when n8n retries the node', async () => {
	const simulator = await suite.simulator({ rows: 30, users: 10 });
	simulator.faults.add({ on: { path: PEOPLE }, status: 503 });
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const form = { ...LEARNER, options: { maxRetries: 0 } };
	const rows = rowsOf(await suite.getAll(simulator, form, { settings }));
	expect(rows).toHaveLength(30);
	expectNames(rows, simulator.world.users);
});

test('shares lookups between 100 items with one learner each', async () => {
	const simulator = await suite.simulator({ rows: 1000, users: 100 });
	const input = simulator.world.users.map(({ id }) => ({ user: id }));
	const form = { ...LEARNER, filters: { userIds: '={{ $json.user }}' } };
	const rows = rowsOf(await suite.getAll(simulator, form, { input }));
	expect(rows).toHaveLength(1000);
	expectNames(rows, simulator.world.users);
	expect(requestedIds(simulator)).toHaveLength(100);
	expect(requestsTo(simulator, PEOPLE)).toHaveLength(2);
});
