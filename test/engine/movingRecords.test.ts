/** Records move while a list is read, because others are inserted or deleted before them. */
import type { INodeParameters } from 'n8n-workflow';
import type { ModuleResult, Simulator } from '../simulator/server';
import { LEARNER, select } from '../support/columns';
import { bytesOf } from '../support/engine/binaryData';
import { listUrls, parameterOf, rowsOf, useSuite } from '../support/engine/suite';

const RESULTS = '/learners/modules/results';
const ROWS = 70;
const options = { pageSize: 10 };

const suite = useSuite();

/** From the second page on, each page begins with the last `moved` records of the previous page. */
function move(simulator: Simulator, moved: number, path = RESULTS): void {
	simulator.faults.add({ on: { path, times: Infinity }, moved });
}

const linesOf = async (simulator: Simulator, fields: INodeParameters): Promise<string[]> => {
	const { outputs, error } = await suite.exportFile(simulator, { options, ...fields });
	expect(error).toBeUndefined();
	return (await bytesOf(outputs[0][0])).toString().split(/\r?\n/);
};

test.each([1, 3, 9])(
	'returns each record once when %i records move to the next page',
	async (moved) => {
		const simulator = await suite.simulator({ rows: ROWS });
		const complete = rowsOf(await suite.getAll(simulator, { options }));
		move(simulator, moved);
		const { outputs } = await suite.getAll(simulator, { options });
		expect(outputs[0].map(({ json }) => json)).toEqual(complete);
		expect(outputs[0].every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
			true,
		);
	},
);

test('reads pages of one record to the end when records move by several places', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const complete = rowsOf(await suite.getAll(simulator));
	simulator.faults.add({ on: { request: 28 }, moved: 25 });
	expect(rowsOf(await suite.getAll(simulator, { options: { pageSize: 1 } }))).toEqual(complete);
});

test('returns each record once with an empty page in between', async () => {
	const simulator = await suite.simulator({ rows: ROWS });
	const complete = rowsOf(await suite.getAll(simulator, { options }));
	simulator.reset();
	simulator.faults.add({ on: { request: 2 }, emptyPage: true }, { on: { request: 3 }, moved: 4 });
	expect(rowsOf(await suite.getAll(simulator, { options }))).toEqual(complete);
});

test.each(['csv', 'ndjson'])('writes each record once to a %s file', async (fileFormat) => {
	const simulator = await suite.simulator({ rows: ROWS });
	const complete = await linesOf(simulator, { format: fileFormat });
	move(simulator, 3);
	expect(await linesOf(simulator, { format: fileFormat })).toEqual(complete);
});

test('counts unique records towards Limit and requests the rest', async () => {
	const simulator = await suite.simulator({ rows: ROWS });
	const complete = rowsOf(await suite.getAll(simulator));
	simulator.reset();
	simulator.faults.add({ on: { request: 2 }, moved: 3 });
	const fields = { returnAll: false, limit: 20, options };
	expect(rowsOf(await suite.getAll(simulator, fields))).toEqual(complete.slice(0, 20));
	const sizes = simulator.requests.map((request) => parameterOf(request, 'pageSize'));
	expect(sizes).toEqual(['10', '10', '3']);
});

test.each([12, 20, 21, 29])('reaches Limit %i when a record moves on every page', async (limit) => {
	const simulator = await suite.simulator({ rows: ROWS });
	const complete = rowsOf(await suite.getAll(simulator));
	simulator.reset();
	move(simulator, 1);
	const fields = { returnAll: false, limit, options };
	expect(rowsOf(await suite.getAll(simulator, fields))).toEqual(complete.slice(0, limit));
	expect(simulator.pageRequests).toBeLessThanOrEqual(6);
});

test('keeps a record that occurs twice on one page', async () => {
	let twin: object | null = null;
	const simulator = await suite.simulator({
		rows: 20,
		rowEdit: (row, at) => {
			if (at === 4) twin = row;
			return at === 5 && twin !== null ? { ...row, ...twin } : row;
		},
	});
	const rows = rowsOf(await suite.getAll(simulator, { options }));
	expect(rows).toHaveLength(20);
	expect(rows[5]).toEqual(rows[4]);
});

test('compares records without an enrollment by all their fields', async () => {
	let first: ModuleResult | null = null;
	const simulator = await suite.simulator({
		rows: 20,
		rowEdit: (row, at) => {
			first ??= row;
			return { ...first, enrollmentId: undefined, progress: at === 10 ? 9 : at };
		},
	});
	const states = async () =>
		rowsOf(await suite.getAll(simulator, { options })).map(({ progress }) => progress);
	// The last record of the first page and the first of the second are identical.
	const all = Array.from({ length: 20 }, (_, at) => at).filter((at) => at !== 10);
	expect(await states()).toEqual(all);
	simulator.reset();
	simulator.faults.add({ on: { request: 2 }, moved: 2 });
	expect(await states()).toEqual(all);
});

test('keeps the results of each enrollment of a learner', async () => {
	const simulator = await suite.simulator({
		rows: 20,
		rowEdit: (row, at) => ({
			...row,
			userId: 'u',
			courseId: 'c',
			moduleId: 'm',
			enrollmentId: `e${at}`,
		}),
	});
	expect(rowsOf(await suite.getAll(simulator, { options }))).toHaveLength(20);
});

test('stops when the host repeats the same page under new tokens', async () => {
	const simulator = await suite.simulator({ rows: 3000 });
	move(simulator, 1000);
	const { error, rows } = await suite.getAll(simulator, { options: { pageSize: 1000 } });
	expect(rows).toEqual([]);
	expect(error?.message).toBe('iSpring Learn sent 20 pages in a row with nothing new');
	expect(simulator.pageRequests).toBeLessThan(30);
});

test('returns each row once for long lists of IDs with duplicates, capitals and nested departments', async () => {
	const simulator = await suite.simulator({ rows: 1200, users: 130 });
	const { users, departments } = simulator.world;
	const ids = users.slice(0, 110).map(({ id }) => id);
	const userIds = [...ids, ...ids.slice(0, 60).map((id) => id.toUpperCase())];
	const departmentIds = departments.map(({ id }) => id);
	const filters = { userIds, departmentIds };
	const expected = [...simulator.expectedRows({ userIds: ids, departmentIds })];
	const keys = (rows: ReadonlyArray<Partial<ModuleResult>>) =>
		rows.map((row) => `${row.userId}:${row.moduleId}:${row.enrollmentId ?? ''}`).sort();
	const rows = rowsOf(await suite.getAll(simulator, { filters }));
	expect(keys(rows)).toEqual(keys(expected));
	expect(simulator.violations).toEqual([]);
});

test('returns each user once in pick-lists and in user rows', async () => {
	const simulator = await suite.simulator({ users: 2500, rows: 10 });
	const { users } = simulator.world;
	move(simulator, 5, '/users/v2');
	const { results: entries } = await suite.engine.search(
		'searchUsers',
		suite.account(simulator),
		{},
		users[998].name,
	);
	expect(entries.filter(({ value }) => value === users[998].id)).toHaveLength(1);
	const parameters = { resource: 'user', operation: 'getAll', returnAll: true };
	const outcome = await suite.engine.run({ parameters, credentials: suite.account(simulator) });
	expect(rowsOf(outcome).map(({ userId }) => userId)).toEqual(users.map(({ id }) => id));
});

test('adds every name when records of the user list move', async () => {
	const simulator = await suite.simulator({ users: 1500, rows: 6000, modulesPerCourse: 1 });
	const fields = select('moduleResult', ...LEARNER);
	const complete = rowsOf(await suite.getAll(simulator, fields));
	simulator.reset();
	move(simulator, 5, '/users/v2');
	expect(rowsOf(await suite.getAll(simulator, fields))).toEqual(complete);
	expect(listUrls(simulator).some((url) => url.startsWith('/users/v2?pageSize=1000&'))).toBe(true);
});

test('the trigger returns each result once', async () => {
	const simulator = await suite.simulator({ rows: 2500 });
	const poller = suite.poller(simulator, { fields: { startFrom: 'everything' } });
	const complete = await poller.poll();
	move(simulator, 7);
	const again = suite.poller(simulator, { fields: { startFrom: 'everything' } });
	const resultKeys = (rows: Array<Record<string, unknown>>) =>
		rows.map(({ resultKey }) => resultKey);
	expect(resultKeys(await again.poll()).sort()).toEqual(resultKeys(complete).sort());
});
