import { LoggerProxy } from 'n8n-workflow';
import { ALL_COLUMNS, LEARNER, namesOf, select, SIMPLIFIED } from '../support/columns';
import type { Simulator } from '../simulator/server';
import { FORMATS, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

const ALL = { output: 'all' };

const requestsTo = (simulator: Simulator, path: string) =>
	simulator.requests.filter((request) => request.path === path);

describe.each(FORMATS)('look-ups, in %s', (format) => {
	test('adds the names of the account, or null, and keeps every row once', async () => {
		const simulator = await suite.simulator({ rows: 600, format });
		const rows = rowsOf(await suite.getAll(simulator, ALL));
		const plain = rowsOf(await suite.getAll(simulator));
		expect(rows).toEqual(
			plain.map((row, at) => ({ ...row, ...namesOf(simulator, simulator.row(at)) })),
		);
		expect(rows.some(({ courseTitle }) => courseTitle === null)).toBe(true);
		expect(rows.some(({ userName }) => userName === null)).toBe(true);
		for (const row of rows) expect(Object.keys(row)).toEqual(ALL_COLUMNS);
		expect(simulator.violations).toEqual([]);
	});

	test('looks up each id once, 50 per request, for any number of pages and items', async () => {
		const simulator = await suite.simulator({ rows: 1500, users: 120, format });
		const form = { ...ALL, options: { pageSize: 100 } };
		rowsOf(await suite.getAll(simulator, form));
		expect(requestsTo(simulator, '/users/v2')).toHaveLength(3);
		expect(requestsTo(simulator, '/contents')).toHaveLength(1);
		expect(requestsTo(simulator, '/departments')).toHaveLength(1);
		const requestedIds = requestsTo(simulator, '/users/v2').flatMap(({ query }) =>
			query.filter(([name]) => name === 'userIds[]').map(([, id]) => id),
		);
		expect(new Set(requestedIds).size).toBe(120);
		expect(requestedIds).toHaveLength(120);

		simulator.reset();
		const rows = rowsOf(await suite.getAll(simulator, form, { input: [{}, {}, {}] }));
		expect(rows).toHaveLength(4500);
		const requestedAgain = requestsTo(simulator, '/users/v2').flatMap(({ query }) =>
			query.filter(([name]) => name === 'userIds[]').map(([, id]) => id),
		);
		expect(requestedAgain).toHaveLength(120);
		expect(simulator.violations).toEqual([]);
	});

	test('sets names the account may not read to null and logs a warning for each list', async () => {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const simulator = await suite.simulator({ rows: 30, format });
		simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 403 });
		simulator.faults.add({ on: { path: '/departments', times: Infinity }, status: 403 });
		const form = { ...ALL, options: { pageSize: 5 } };
		const rows = rowsOf(await suite.getAll(simulator, form));
		expect(rows).toHaveLength(30);
		for (const [at, row] of rows.entries()) {
			const { courseTitle } = namesOf(simulator, simulator.row(at));
			expect(row).toMatchObject({
				userName: null,
				userEmail: null,
				departmentId: null,
				departmentName: null,
				courseTitle,
			});
		}
		const warnings = warn.mock.calls.map(([message]) => message).join('\n');
		expect(warnings).toContain(
			"userName, userEmail, departmentName and departmentId stay empty, because this API key isn't allowed to read users (status 403)",
		);
		expect(warnings).toContain('departmentName stays empty, because');
		expect(warnings).toContain('read departments (status 403)');
		expect(warnings).not.toContain('courses');
		expect(warn).toHaveBeenCalledTimes(2);
	});

	test('keeps the names of existing users when one user no longer exists', async () => {
		const simulator = await suite.simulator({ rows: 500, users: 40, format });
		const gone = simulator.world.users[7].id;
		const find = simulator.world.find.bind(simulator.world);
		jest
			.spyOn(simulator.world, 'find')
			.mockImplementation((kind, id) => (kind === 'user' && id === gone ? -1 : find(kind, id)));
		const rows = rowsOf(await suite.getAll(simulator, select('moduleResult', ...LEARNER)));
		expect(rows).toHaveLength(500);
		for (const [at, row] of rows.entries()) {
			const { userName } = namesOf(simulator, simulator.row(at));
			expect(row.userName).toBe(row.userId === gone ? null : userName);
		}
		expect(requestsTo(simulator, '/users/v2').length).toBeLessThanOrEqual(
			1 + 2 * Math.ceil(Math.log2(40)),
		);
	});

	test('adds names to course results and enrollments', async () => {
		const simulator = await suite.simulator({ rows: 300, format });
		const results = rowsOf(await suite.getAll(simulator, { resource: 'courseResult', ...ALL }));
		const { users, courses } = simulator.world;
		for (const { userId, userName, courseId, courseTitle } of results) {
			expect(userName).toBe(users.find(({ id }) => id === userId)?.name || null);
			expect(courseTitle).toBe(courses.find(({ id }) => id === courseId)?.title);
		}
		const enrollments = rowsOf(await suite.getAll(simulator, { resource: 'enrollment', ...ALL }));
		for (const { userId, userName } of enrollments) {
			expect(userName).toBe(users.find(({ id }) => id === userId)?.name || null);
		}
		expect(simulator.violations).toEqual([]);
	});

	test('stops the run when the user list is unavailable', async () => {
		const simulator = await suite.simulator({ rows: 20, format });
		simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 503 });
		const form = { ...select('moduleResult', 'userName'), options: { maxRetries: 0 } };
		const { error } = await suite.getAll(simulator, form);
		expect(error?.message).toContain('(status 503)');
	});
});

test('the default run of 50 results has names in five requests, the sign-in included', async () => {
	const simulator = await suite.simulator({ rows: 600, users: 120 });
	const parameters = { resource: 'moduleResult', operation: 'getAll' };
	const outcome = await suite.engine.run({ parameters, credentials: suite.account(simulator) });
	const rows = rowsOf(outcome);
	expect(rows).toHaveLength(50);
	for (const [at, row] of rows.entries()) {
		expect(Object.keys(row)).toEqual(SIMPLIFIED);
		const { userName, userEmail, courseTitle } = namesOf(simulator, simulator.row(at));
		expect(row).toMatchObject({ userName, userEmail, courseTitle });
	}
	expect(simulator.requests.length).toBeLessThanOrEqual(5);
});
