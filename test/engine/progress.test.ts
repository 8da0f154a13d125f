/** Learner Progress and Course Progress: results that are summed up while they are read. */
import '../support/withoutPauses';
import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { bytesOf } from '../support/engine/binaryData';
import { FIGURES, namesOf, select } from '../support/columns';
import { cancelAtSecondPage, FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';
import type { Progress } from '../support/progress';
import { recount } from '../support/progress';

const suite = useSuite();

const PATHS = { courses: '/learners/results', modules: '/learners/modules/results' } as const;

type Basis = keyof typeof PATHS;

const RESOURCES = { learnerProgress: 'userId', courseProgress: 'courseId' } as const;

type Resource = keyof typeof RESOURCES;

const CASES = (Object.keys(RESOURCES) as Resource[]).flatMap((resource) =>
	(Object.keys(PATHS) as Basis[]).map((basis) => ({ resource, basis })),
);

const ALL_COLUMNS = {
	learnerProgress: [
		...['userName', 'userEmail', 'departmentName', ...FIGURES],
		...['lastLoginDate', 'userId', 'departmentId'],
	],
	courseProgress: ['courseTitle', 'learners', ...FIGURES, 'courseId'],
};

const expected = (simulator: Simulator, resource: Resource, basis: Basis, filters = {}) =>
	recount(simulator.expectedOf(PATHS[basis], filters), RESOURCES[resource]);

const read = async (simulator: Simulator, fields: INodeParameters = {}, job = {}) =>
	await suite.getAll(simulator, { resource: 'learnerProgress', ...fields }, job);

/** The names beside the figures. */
function lookedUp(simulator: Simulator, resource: Resource, basis: Basis, row: Progress) {
	const [userId, courseId] = [String(row.userId), String(row.courseId)];
	const { courseTitle, ...person } = namesOf(simulator, { userId, courseId });
	const sent = simulator.world.courses.find(({ id }) => id === courseId)?.title;
	if (resource === 'courseProgress') {
		return { courseTitle: basis === 'courses' ? sent : courseTitle };
	}
	const [user] = [...simulator.expectedOf('/users/v2', { userIds: [userId] })];
	return { ...person, lastLoginDate: user.lastLoginDate ?? null };
}

describe.each(FORMATS)('in %s', (format) => {
	test.each(CASES)('$resource counts $basis, with names', async ({ resource, basis }) => {
		const simulator = await suite.simulator({ rows: 2500, format });
		const fields = { resource, basis, output: 'all', options: { pageSize: 100 } };
		const rows = rowsOf(await read(simulator, fields));
		const counted = expected(simulator, resource, basis);
		expect(rows).toEqual(
			counted.map((row) => ({ ...lookedUp(simulator, resource, basis, row), ...row })),
		);
		for (const row of rows) expect(Object.keys(row)).toEqual(ALL_COLUMNS[resource]);
		expect(rows.length).toBeGreaterThan(10);
		expect(simulator.violations).toEqual([]);
	});
});

test('counts courses unless something else is chosen', async () => {
	const simulator = await suite.simulator();
	expect(rowsOf(await read(simulator))).toEqual(expected(simulator, 'learnerProgress', 'courses'));
});

describe.each(CASES)('$resource of $basis', ({ resource, basis }) => {
	const fields = { resource, basis };

	test('returns the first rows up to Limit, from all results', async () => {
		const simulator = await suite.simulator({ rows: 1200 });
		const all = expected(simulator, resource, basis);
		const limited = { ...fields, returnAll: false, limit: 3, options: { pageSize: 100 } };
		expect(rowsOf(await read(simulator, limited))).toEqual(all.slice(0, 3));
		const results = [...simulator.expectedOf(PATHS[basis])].length;
		expect(simulator.pageRequests).toBe(Math.ceil(results / 100));
	});

	test('exports the rows of Get Many', async () => {
		const simulator = await suite.simulator();
		const form = { ...fields, output: 'all', options: { pageSize: 100 } };
		const rows = rowsOf(await read(simulator, form));
		const outcome = await suite.exportFile(simulator, { ...form, format: 'ndjson' });
		const file = (await bytesOf(outcome.outputs[0][0])).toString();
		expect(file).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
		const results = [...simulator.expectedOf(PATHS[basis])].length;
		expect(rowsOf(outcome)).toMatchObject([
			{
				fileName: expect.stringMatching(/^(learner|course)-progress-rows-/),
				rows: rows.length,
				pages: Math.ceil(results / 100),
			},
		]);
	});

	test('counts the same with Parallel, also with Limit', async () => {
		const simulator = await suite.simulator({ rows: 4000, users: 300, modulesPerCourse: 2 });
		const all = expected(simulator, resource, basis);
		const form = { ...fields, options: { parallel: true } };
		expect(rowsOf(await read(simulator, form))).toEqual(all);
		expect(listUrls(simulator).some((url) => url.includes('userIds[]='))).toBe(true);
		expect(rowsOf(await read(simulator, { ...form, returnAll: false, limit: 2 }))).toEqual(
			all.slice(0, 2),
		);
	});

	test('counts a result once that is on two pages', async () => {
		const simulator = await suite.simulator();
		const all = expected(simulator, resource, basis);
		simulator.faults.add({ on: { path: PATHS[basis], times: Infinity }, moved: 3 });
		expect(rowsOf(await read(simulator, { ...fields, options: { pageSize: 50 } }))).toEqual(all);
	});

	test('returns no rows for no results', async () => {
		const simulator = await suite.simulator();
		simulator.faults.add({ body: '{"results":[]}' });
		expect(rowsOf(await read(simulator, fields))).toEqual([]);
	});
});

test('counts a learner once whose ID is in lower and upper case, and once for several chunks of IDs', async () => {
	const simulator = await suite.simulator({
		rows: 1200,
		users: 130,
		rowEdit: (row, at) => (at % 2 === 0 ? row : { ...row, userId: row.userId.toUpperCase() }),
	});
	const userIds = simulator.world.users.slice(0, 110).map(({ id }) => id);
	const departmentIds = simulator.world.departments.map(({ id }) => id);
	const fields = { basis: 'modules', filters: { userIds, departmentIds } };
	const rows = rowsOf(await read(simulator, fields));
	expect(rows).toEqual(
		expected(simulator, 'learnerProgress', 'modules', { userIds, departmentIds }),
	);
	expect(rows.length).toBeLessThanOrEqual(110);
	expect(simulator.violations).toEqual([]);
});

test('sends all filters', async () => {
	const simulator = await suite.simulator({ rows: 1200, allActive: false });
	const { modules, courses } = simulator.world;
	const filters = {
		...{ moduleIds: [modules[1].id, modules[2].id], courseItemIds: [modules[1].itemId] },
		...{ courseIds: [courses[0].id], completionStatuses: ['passed', 'in_progress'] },
		...{ userStatuses: ['1', '3', '5'] },
	};
	const rows = rowsOf(await read(simulator, { basis: 'modules', filters }));
	expect(rows).toEqual(expected(simulator, 'learnerProgress', 'modules', filters));
	expect(rows.length).toBeGreaterThan(0);
});

test.each(['moduleIds', 'courseItemIds'])(
	'stops with %s while courses are counted',
	async (name) => {
		const simulator = await suite.simulator();
		const { id, itemId } = simulator.world.modules[0];
		const filters = { [name]: name === 'moduleIds' ? [id] : [itemId] };
		const { error } = await read(simulator, { filters });
		expect(error?.message).toMatch(/ Names or IDs' needs 'Count' to be 'Modules'$/);
		expect(error?.description).toBe("Set 'Count' to 'Modules', or remove the filter.");
		expect(simulator.requests).toEqual([]);
		expect(rowsOf(await read(simulator, { filters: { [name]: [] } })).length).toBeGreaterThan(0);
	},
);

test.each(['getAll', 'export'])('stops %s if the choice does not exist', async (operation) => {
	const simulator = await suite.simulator();
	const { error } = await read(simulator, { operation, basis: 'lessons' });
	expect(error?.message).toBe("\"lessons\" in 'Count' isn't a choice");
	expect(error?.description).toBe('Use one of: Courses, Modules.');
	expect(simulator.requests).toEqual([]);
});

test('returns every result without a learner in a row without names', async () => {
	const simulator = await suite.simulator();
	const results = [{ completionStatus: 'passed' }, { userId: null, completionStatus: 'pending' }];
	simulator.faults.add({ body: JSON.stringify({ results }) });
	expect(rowsOf(await read(simulator, { output: 'simplified' }))).toEqual([
		{
			...{ userName: null, userEmail: null, departmentName: null },
			...{ assigned: 2, finished: 1, open: 1, overdue: 0 },
			...{ averageProgress: null, nextDueDate: null, userId: null },
		},
	]);
});

test('returns the figures and IDs with Output Raw, and moments in words with Readable Values', async () => {
	const simulator = await suite.simulator({ rows: 300 });
	const all = expected(simulator, 'learnerProgress', 'courses');
	expect(rowsOf(await read(simulator, { output: 'raw' }))).toEqual(all);
	expect(listUrls(simulator)).toEqual(['/learners/results?pageSize=1000']);
	const [course] = rowsOf(await read(simulator, { resource: 'courseProgress', output: 'raw' }));
	expect(Object.keys(course)).toEqual(ALL_COLUMNS.courseProgress);
	const fields = { ...select('learnerProgress'), options: { readableValues: true } };
	const dates = rowsOf(await read(simulator, fields)).map((row) => row.lastCompletionDate);
	expect(dates.join()).toMatch(/(^|,)\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(,|$)/);
});

test('ignores a page token that is left from another resource', async () => {
	const simulator = await suite.simulator();
	const options = { pageToken: 'abc', pageSize: 100, parallel: true };
	expect(rowsOf(await read(simulator, { options }))).toEqual(
		expected(simulator, 'learnerProgress', 'courses'),
	);
});

test.each([
	['courses', 'course results'],
	['modules', 'module results'],
])('says which results the API key may not read: %s', async (basis, results) => {
	const simulator = await suite.simulator();
	simulator.faults.add({ status: 403 });
	const { error } = await read(simulator, { basis, options: { maxRetries: 0 } });
	expect(`${error?.message} ${error?.description}`).toContain(results);
});

test('returns nothing if a page is cut off', async () => {
	const simulator = await suite.simulator();
	simulator.faults.add({ on: { request: 2, times: Infinity }, cut: 0.5, cutMode: 'silent' });
	const options = { pageSize: 100, maxRetries: 0 };
	const { error, rows } = await read(simulator, { options });
	expect(error?.message).toMatch(/incomplete/);
	expect(rows).toEqual([]);
});

test('stops when the execution is cancelled', async () => {
	const simulator = await suite.simulator({ rows: 5000, delayMs: 20 });
	const fields = { basis: 'modules', options: { pageSize: 100 } };
	const { rows } = await cancelAtSecondPage(
		simulator,
		async (job) => await read(simulator, fields, job),
	);
	expect(rows).toEqual([]);
	expect(simulator.pageRequests).toBeLessThan(6);
});

test('reads each input item by itself, and returns the others if one fails', async () => {
	const simulator = await suite.simulator();
	const { courses } = simulator.world;
	const input = [courses[0].id, '00000000-0000-0000-0000-000000000000', courses[1].id];
	const form = { resource: 'courseProgress', filters: { courseIds: '={{ $json.id }}' } };
	const { outputs } = await read(simulator, form, {
		input: input.map((id) => ({ id })),
		settings: { onError: 'continueErrorOutput' },
	});
	const [rows, failed] = outputs;
	expect(rows.map(({ json, pairedItem }) => [json.courseId, pairedItem])).toEqual([
		[courses[0].id, { item: 0 }],
		[courses[1].id, { item: 2 }],
	]);
	expect(failed).toHaveLength(1);
	const skipping = { ...form, options: { skipInvalidIds: true } };
	const { rows: left } = await read(simulator, skipping, { input: input.map((id) => ({ id })) });
	expect(left).toHaveLength(2);
});
