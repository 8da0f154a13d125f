/** Output and Columns: what a node returns, and what it looks up for that. */
import { DateTime } from 'luxon';
import { LoggerProxy } from 'n8n-workflow';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { previews } from '../../nodes/IspringLearn/resources';
import { ALL_COLUMNS, namesOf, resultKeyOf } from '../support/columns';
import type { Simulator } from '../simulator/server';
import { readXlsx } from '../support/xlsx';
import { bytesOf } from '../support/engine/binaryData';
import { complete, createTriggerFixture, MINUTE } from '../support/engine/triggerFixture';
import { listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

const RESULTS = '/learners/modules/results';

/** Runs a node whose form only has these values. */
async function run(simulator: Simulator, values: INodeParameters): Promise<IDataObject[]> {
	const parameters = { operation: 'getAll', ...values };
	return rowsOf(await suite.engine.run({ parameters, credentials: suite.account(simulator) }));
}

const pathsOf = (simulator: Simulator): string[] => [
	...new Set(listUrls(simulator).map((url) => url.split('?')[0])),
];

describe('a form that nobody changed', () => {
	test.each(Object.keys(previews()))(
		'returns the columns of the preview for %s, names and dates included',
		async (resource) => {
			const simulator = await suite.simulator({ rows: 120, users: 30 });
			const rows = await run(simulator, { resource });
			expect(rows.length).toBeGreaterThan(1);
			const { properties } = previews()[resource].getAll;
			for (const row of rows) expect(Object.keys(row)).toEqual(Object.keys(properties));
			for (const [name, { type }] of Object.entries(properties)) {
				const values = rows.map((row) => row[name]).filter((value) => value !== null);
				for (const value of values) {
					expect(Array.isArray(value) ? 'array' : typeof value).toBe(type);
				}
			}
			const first = Object.keys(properties)[0];
			expect(rows.some((row) => row[first] !== null)).toBe(true);
			expect(simulator.violations).toEqual([]);
		},
	);

	test('exports all columns, with names', async () => {
		const simulator = await suite.simulator({ rows: 20 });
		const parameters = { resource: 'moduleResult', operation: 'export' };
		const outcome = await suite.engine.run({ parameters, credentials: suite.account(simulator) });
		const [{ header }] = readXlsx(await bytesOf(outcome.outputs[0][0]));
		expect(header).toEqual(ALL_COLUMNS);
	});
});

describe('the names of', () => {
	test('users: their department, groups and status', async () => {
		const simulator = await suite.simulator({ users: 40, allActive: false });
		const { users, departments, groups } = simulator.world;
		const form = { resource: 'user', returnAll: true, output: 'all' };
		const rows = await run(simulator, form);
		expect(rows).toHaveLength(users.length);
		for (const [at, { name, departmentId, login }] of users.entries()) {
			const row = rows[at];
			expect(row.userName).toBe(name || (login ?? null));
			expect(row.departmentName).toBe(departments.find(({ id }) => id === departmentId)?.name);
			const ids = row.groups as string[];
			const own = ids.map((one) => groups.find(({ id }) => id === one)?.name);
			expect(row.groupNames).toEqual(own);
		}
		expect(rows.some(({ groupNames }) => String(groupNames) !== '')).toBe(true);
		const words = new Set(rows.map(({ statusName }) => statusName));
		expect(words).toEqual(new Set(['Active', 'Blocked', 'Employment ended']));
		expect(pathsOf(simulator)).toEqual(['/users/v2', '/departments', '/groups']);
	});

	test('modules: their course', async () => {
		const simulator = await suite.simulator({ rows: 60 });
		const { courses } = simulator.world;
		const rows = await run(simulator, { resource: 'courseModule', limit: 30 });
		for (const { courseId, courseTitle } of rows) {
			expect(courseTitle).toBe(courses.find(({ id }) => id === courseId)?.title);
		}
	});

	test('enrollments: their learner and course, by the same names as results', async () => {
		const simulator = await suite.simulator({ rows: 60 });
		const rows = await run(simulator, { resource: 'enrollment', returnAll: true });
		for (const row of rows) {
			const { userName, userEmail, courseTitle } = namesOf(simulator, row as never);
			expect(row).toMatchObject({ userName, userEmail, courseTitle });
		}
		expect(rows.some(({ courseTitle }) => courseTitle !== null)).toBe(true);
	});

	test('departments: the department above', async () => {
		const simulator = await suite.simulator();
		const { departments } = simulator.world;
		const rows = await run(simulator, { resource: 'department', returnAll: true });
		const nameOf = (id: unknown) => departments.find((one) => one.id === id)?.name ?? null;
		for (const row of rows) expect(row.parentDepartmentName).toBe(nameOf(row.parentDepartmentId));
		expect(rows.some(({ parentDepartmentName }) => parentDepartmentName !== null)).toBe(true);
	});
});

describe('Selected Columns', () => {
	const selected = (...columns: string[]): INodeParameters => ({
		resource: 'moduleResult',
		output: 'selected',
		columns,
	});

	test('have the order of the selection, each once', async () => {
		const simulator = await suite.simulator({ rows: 10 });
		const columns = ['resultKey', 'moduleTitle', 'resultKey', 'userId'];
		const rows = await run(simulator, selected(...columns));
		expect(rows.map((row) => Object.entries(row))).toEqual(
			[...simulator.expectedRows()].map((record) => [
				['resultKey', resultKeyOf(record)],
				['moduleTitle', record.moduleTitle],
				['userId', record.userId],
			]),
		);
	});

	test.each([
		[['moduleTitle', 'resultKey'], []],
		[['userName', 'userEmail'], ['/users/v2']],
		[['departmentId'], ['/users/v2']],
		[['courseTitle'], ['/contents']],
		[['departmentName'], ['/departments', '/users/v2']],
	])('%j make these look-ups: %j', async (columns, lookups) => {
		const simulator = await suite.simulator({ rows: 30 });
		const rows = await run(simulator, selected(...columns));
		expect(pathsOf(simulator).sort()).toEqual([RESULTS, ...lookups].sort());
		for (const [at, row] of rows.entries()) {
			expect(Object.keys(row)).toEqual(columns);
			const names: IDataObject = namesOf(simulator, simulator.row(at));
			for (const name of columns) if (name in names) expect(row[name]).toBe(names[name]);
		}
	});

	test('of users may be profile fields, and the log names those that nobody has', async () => {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const simulator = await suite.simulator();
		const fields = { NAME: 'x', 'Job title': 'Chief', EMAIL: 'a@example.com' };
		const body = JSON.stringify({ userProfiles: [{ userId: 'a', fields }, { userId: 'b' }] });
		simulator.faults.add({ on: { path: '/users/v2' }, body });
		const columns = '={{ ["email", "jobTitle", "shoeSize"].join(", ") }}';
		const rows = await run(simulator, { resource: 'user', output: 'selected', columns });
		expect(rows.map((row) => Object.entries(row))).toEqual([
			[
				['email', 'a@example.com'],
				['jobTitle', 'Chief'],
				['shoeSize', null],
			],
			[
				['email', null],
				['jobTitle', null],
				['shoeSize', null],
			],
		]);
		expect(listUrls(simulator)).toHaveLength(1);
		expect(warn.mock.calls.map(([message]) => message)).toEqual([
			"iSpring Learn: shoeSize stays empty, because none of the users have a value in such a field. Check the names in 'Columns'.",
		]);
	});

	test.each([
		[['teacher'], "isn't a column", 'Use one of: userName, userEmail'],
		[[], "'Columns' is empty", "set 'Output' to 'All Columns'"],
		['={{ undefined }}', "'Columns' is empty", 'Select at least one column'],
	])('%j are rejected before any request', async (columns, problem, nextStep) => {
		const simulator = await suite.simulator({ rows: 10 });
		const form = { output: 'selected', columns };
		const { error } = await suite.getAll(simulator, form);
		expect(error?.message).toContain(problem);
		expect(error?.description).toContain(nextStep);
		expect(simulator.requests).toEqual([]);
	});
});

test('Raw makes no look-ups, and ignores Readable Values', async () => {
	const simulator = await suite.simulator({ rows: 20 });
	for (const resource of ['moduleResult', 'user', 'enrollment']) {
		simulator.reset();
		const options = { readableValues: true };
		await run(simulator, { resource, output: 'raw', options });
		expect(pathsOf(simulator)).toHaveLength(1);
	}
	const options = { readableValues: true };
	const rows = await run(simulator, { resource: 'moduleResult', output: 'raw', options });
	expect(rows).toEqual(JSON.parse(JSON.stringify([...simulator.expectedRows()])));
});

test('a value that iSpring Learn sends under the name of a looked-up column stays if nothing is found', async () => {
	const simulator = await suite.simulator({ rows: 1 });
	const own = { userId: 'gone', userName: 'Sent', courseTitle: 'Sent', departmentId: 'sent' };
	simulator.faults.add({ on: { path: RESULTS }, body: JSON.stringify({ results: [own] }) });
	simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, status: 403 });
	jest.spyOn(LoggerProxy, 'warn').mockImplementation();
	const [row] = await run(simulator, { resource: 'moduleResult', output: 'all' });
	expect(row).toMatchObject({ ...own, userEmail: null, departmentName: null });
});

describe('a rejected look-up', () => {
	test('leaves null, and one warning says which columns stay empty and why', async () => {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const simulator = await suite.simulator({ rows: 30 });
		simulator.faults.add({ on: { path: '/contents', times: Infinity }, status: 403 });
		const rows = await run(simulator, { resource: 'moduleResult' });
		expect(rows.every(({ courseTitle }) => courseTitle === null)).toBe(true);
		expect(rows.some(({ userName }) => userName !== null)).toBe(true);
		expect(warn.mock.calls.map(([message]) => message)).toEqual([
			"iSpring Learn: courseTitle stays empty, because this API key isn't allowed to read courses (status 403). Use an API key that can read courses, or leave these columns out with 'Output'.",
		]);
	});

	test('of groups leaves the names of groups empty, and their IDs as they are', async () => {
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation();
		const simulator = await suite.simulator({ users: 10 });
		simulator.faults.add({ on: { path: '/groups', times: Infinity }, status: 403 });
		const form = { resource: 'user', output: 'selected', columns: ['groupNames', 'groups'] };
		for (const { groupNames, groups } of await run(simulator, form)) {
			expect(groupNames).toBeNull();
			expect(Array.isArray(groups)).toBe(true);
		}
		expect(warn).toHaveBeenCalledTimes(1);
	});
});

describe('Readable Values', () => {
	const options = { readableValues: true };
	const timezone = 'Europe/Berlin';
	const shown = (date: string | undefined): string | null =>
		date === undefined
			? null
			: DateTime.fromISO(date).setZone(timezone).toFormat('yyyy-MM-dd HH:mm:ss');

	test('are in the items and in the file alike', async () => {
		const simulator = await suite.simulator({ rows: 60 });
		const form = { output: 'all', options };
		const rows = rowsOf(await suite.getAll(simulator, form, { timezone }));
		for (const [at, { dueDate, isOverdue, progress }] of [...simulator.expectedRows()].entries()) {
			expect(rows[at].dueDate).toBe(shown(dueDate));
			expect(rows[at].isOverdue).toBe(isOverdue ? 'Yes' : 'No');
			expect(rows[at].progress).toBe(progress ?? null);
		}
		expect(rows.map(({ completionStatus }) => completionStatus)).toContain('In progress');
		const file = { ...form, format: 'ndjson' };
		const { outputs } = await suite.exportFile(simulator, file, { timezone });
		const lines = (await bytesOf(outputs[0][0])).toString().trim().split('\n');
		expect(lines.map((line) => JSON.parse(line) as IDataObject)).toEqual(rows);
	});

	test('are in the events of the trigger', async () => {
		const job = { fields: { output: 'simplified', options }, timezone };
		const fixture = await createTriggerFixture(suite, {}, job);
		await fixture.poller.activate();
		complete(fixture, 6);
		fixture.now += MINUTE;
		const [row] = await fixture.poller.poll();
		expect(row.completionStatus).toBe('Passed');
		expect(row.completionDate).toBe(shown(fixture.simulator.row(6).completionDate));
	});
});
