/** The option Parallel: results by learners, four requests at a time. */
import '../support/withoutPauses';
import type { INodeParameters } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../simulator/server';
import { cancelAtSecondPage, FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const RESULTS = '/learners/modules/results';
const USERS = '/users/v2';
const PARALLEL = { options: { parallel: true } };

const read = async (simulator: Simulator, fields: INodeParameters = {}, job = {}) =>
	await suite.getAll(simulator, { ...PARALLEL, ...fields }, job);

const keys = (rows: ReadonlyArray<Record<string, unknown>>) =>
	rows.map(({ resultKey }) => String(resultKey)).sort();

/** Reads the same account with and without the option. */
async function both(options: SimulatorOptions, fields: INodeParameters = {}) {
	const [plain, parallel] = [await suite.simulator(options), await suite.simulator(options)];
	const expected = rowsOf(await suite.getAll(plain, fields));
	const { options: more = {} } = fields;
	const rows = rowsOf(
		await read(parallel, { ...fields, options: { ...(more as object), parallel: true } }),
	);
	expect(parallel.violations).toEqual([]);
	return { expected, rows, parallel };
}

const byLearners = ({ requests }: Simulator) =>
	requests.filter(({ rawUrl }) => decodeURIComponent(rawUrl).includes('userIds[]='));

/** The largest number of list requests that were being answered at the same time. */
function mostAtOnce({ requests }: Simulator): number {
	const lists = requests.filter(({ path }) => !path.endsWith('/token'));
	return Math.max(
		...lists.map(
			({ startedAt }) =>
				lists.filter((one) => one.startedAt <= startedAt && (one.endedAt ?? Infinity) > startedAt)
					.length,
		),
	);
}

describe.each(FORMATS)('in %s', (format) => {
	test('requests the first page, the users, and the results of each learner once', async () => {
		const { rows, expected, parallel } = await both({ rows: 4000, users: 300, format });
		expect(keys(rows)).toEqual(keys(expected));
		const urls = listUrls(parallel);
		expect(urls.slice(0, 2).sort()).toEqual([`${RESULTS}?pageSize=1000`, `${USERS}?pageSize=1000`]);
		const portions = urls.slice(2);
		const { users } = parallel.world;
		expect(portions[0]).toBe(
			`${RESULTS}?${users
				.slice(0, 5)
				.map(({ id }) => `userIds[]=${id}&`)
				.join('')}pageSize=1000`,
		);
		const learners = portions.map((url) => url.split('userIds').length - 1);
		expect(Math.max(...learners)).toBe(50);
		expect(learners.reduce((sum, count) => sum + count)).toBe(300);
	});
});

test('4 requests are answered at a time', async () => {
	const simulator = await suite.simulator({ rows: 10_000, users: 600, delayMs: 40 });
	rowsOf(await read(simulator));
	expect(mostAtOnce(simulator)).toBe(4);
});

test('only the learners whose results are returned are requested', async () => {
	const options = { rows: 4000, users: 300, allActive: false };
	const { rows, expected, parallel } = await both(options);
	expect(keys(rows)).toEqual(keys(expected));
	const active = parallel.world.users.filter(({ status }) => status === 1);
	expect(
		listUrls(parallel)
			.join()
			.match(/userIds/g),
	).toHaveLength(active.length);
	const all = await both(options, { filters: { userStatuses: [1, 3, 5] } });
	expect(keys(all.rows)).toEqual(keys(all.expected));
	expect(all.rows.length).toBeGreaterThan(rows.length);
});

test.each([
	['completion statuses', { completionStatuses: ['passed', 'failed'] }],
	['dates', { completionDateStart: '2025-06-01T00:00:00Z' }],
	['Overdue Only', { overdueOnly: true }],
] as Array<[string, INodeParameters]>)('reads the same with %s', async (_name, filters) => {
	const { rows, expected, parallel } = await both({ rows: 8000, users: 200 }, { filters });
	expect(keys(rows)).toEqual(keys(expected));
	expect(byLearners(parallel).length).toBeGreaterThan(0);
});

test('reads the same names', async () => {
	const { rows, expected } = await both({ rows: 3000, users: 200 }, { output: 'simplified' });
	const sorted = (some: typeof rows) =>
		[...some].sort((a, b) => (String(a.resultKey) < String(b.resultKey) ? -1 : 1));
	expect(sorted(rows)).toEqual(sorted(expected));
	expect(rows.some(({ userName }) => typeof userName === 'string')).toBe(true);
});

test('course results too', async () => {
	const { rows, expected, parallel } = await both(
		{ rows: 20_000, users: 200 },
		{ resource: 'courseResult' },
	);
	expect(rows).toHaveLength(4000);
	expect(keys(rows)).toEqual(keys(expected));
	expect(byLearners(parallel).length).toBeGreaterThan(0);
});

test('a file has the same rows', async () => {
	const options = { rows: 4000, users: 200 };
	const simulator = await suite.simulator(options);
	const [row] = rowsOf(await suite.exportFile(simulator, { ...PARALLEL, format: 'ndjson' }));
	expect(row).toMatchObject({ rows: 4000 });
	expect(byLearners(simulator).length).toBeGreaterThan(0);
});

test('an Excel file starts again for a field that appears late', async () => {
	const simulator = await suite.simulator({
		rows: 4000,
		users: 200,
		rowEdit: (row, index) => (index === 3999 ? { ...row, late: 'x' } : row),
	});
	const [row] = rowsOf(await suite.exportFile(simulator, { ...PARALLEL, output: 'all' }));
	expect(row).toMatchObject({ rows: 4000 });
	expect(listUrls(simulator).filter((url) => url === `${RESULTS}?pageSize=1000`)).toHaveLength(2);
});

test('a key for one department reads what it may see', async () => {
	const client = { clientId: 'one', clientSecret: 'department', departments: [2] };
	const simulator = await suite.simulator({ rows: 40_000, users: 800, clients: [client] });
	const { clientId, clientSecret } = client;
	const job = { credentials: suite.account(simulator, { clientId, clientSecret }) };
	const rows = rowsOf(await read(simulator, {}, job));
	expect(byLearners(simulator).length).toBeGreaterThan(0);
	expect(keys(rows)).toEqual(keys(rowsOf(await suite.getAll(simulator, {}, job))));
	expect(simulator.violations).toEqual([]);
});

test('skips invalid IDs of filters, and reports only those', async () => {
	const simulator = await suite.simulator({ rows: 8000, users: 200 });
	const courseIds = [...simulator.world.courses.slice(0, 15).map(({ id }) => id), 'x-unknown'];
	const options = { parallel: true, skipInvalidIds: true };
	const expected = [...simulator.expectedRows({ courseIds: courseIds.slice(0, 15) })];
	const rows = rowsOf(await read(simulator, { filters: { courseIds }, options }));
	expect(rows).toHaveLength(expected.length);
	expect(byLearners(simulator).length).toBeGreaterThan(0);
});

describe('is ignored, and says so in the log', () => {
	const USERS_AND_SO_ON =
		"iSpring Learn: 'Parallel' is ignored with filters for users, enrollments, modules or course items.";

	const courseIds = Array.from({ length: 51 }, (_, at) => `{course ${at}}`);

	test.each([
		[
			'with Limit',
			{ returnAll: false, limit: 3000 },
			"iSpring Learn: 'Parallel' is ignored with 'Limit'.",
		],
		['with users', { filters: { userIds: ['{user}'] } }, USERS_AND_SO_ON],
		['with enrollments', { filters: { enrollmentIds: ['{enrollment}'] } }, USERS_AND_SO_ON],
		['with modules', { filters: { moduleIds: ['{module}'] } }, USERS_AND_SO_ON],
		[
			'with many IDs',
			{ filters: { courseIds } },
			"iSpring Learn: 'Parallel' is ignored with more than 50 IDs in a filter.",
		],
	] as Array<[string, INodeParameters, string]>)('%s', async (_name, fields, line) => {
		const simulator = await suite.simulator({ rows: 4000, users: 200, courses: 60 });
		const info = jest.spyOn(LoggerProxy, 'info').mockImplementation(() => {});
		const { users, modules, courses } = simulator.world;
		const text = JSON.stringify(fields)
			.replace('{user}', users[0].id)
			.replace('{enrollment}', simulator.world.enrollment(0).id)
			.replace('{module}', modules[0].id)
			.replace(/\{course (\d+)\}/g, (_, at) => courses[Number(at)].id);
		rowsOf(await read(simulator, JSON.parse(text) as INodeParameters));
		expect(listUrls(simulator).some((url) => url.startsWith(USERS))).toBe(false);
		expect(info.mock.calls.map(([said]) => said)).toEqual([line]);
		info.mockRestore();
	});

	test('with several input items, once', async () => {
		const options = { rows: 12_000, users: 200 };
		const simulator = await suite.simulator(options);
		const info = jest.spyOn(LoggerProxy, 'info').mockImplementation(() => {});
		const fields = { filters: { courseIds: '={{ [$json.course] }}' } };
		const input = simulator.world.courses.slice(0, 10).map(({ id }) => ({ course: id }));
		const rows = rowsOf(await read(simulator, fields, { input }));
		const plain = await suite.simulator(options);
		const expected = rowsOf(await suite.getAll(plain, fields, { input }));
		expect(keys(rows)).toEqual(keys(expected));
		expect(listUrls(simulator)).toHaveLength(listUrls(plain).length);
		expect(info.mock.calls.map(([line]) => line)).toEqual([
			"iSpring Learn: 'Parallel' is ignored with several input items, which are read at once anyway.",
		]);
		info.mockRestore();
	});
});

test('cannot be combined with Page Token', async () => {
	const simulator = await suite.simulator({ rows: 10 });
	const options = { parallel: true, pageToken: 'abc' };
	const { error } = await read(simulator, { options });
	expect(error?.message).toBe("'Page Token' can't be used with 'Parallel'");
	expect(simulator.requests).toEqual([]);
});

test('Page Token is sent where the option is ignored', async () => {
	const simulator = await suite.simulator({ rows: 100 });
	const options = { parallel: true, pageToken: 'abc' };
	await read(simulator, { returnAll: false, limit: 10, options });
	expect(listUrls(simulator)).toEqual([`${RESULTS}?pageSize=10&pageToken=abc`]);
});

describe('a list of users that cannot be read', () => {
	test.each([{ status: 500 }, { html: true }, { foreign: true }])('%j', async (fault) => {
		const simulator = await suite.simulator({ rows: 3000, users: 200 });
		simulator.faults.add({ on: { path: USERS, times: null }, ...fault });
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation(() => {});
		const rows = rowsOf(await read(simulator, { options: { parallel: true, maxRetries: 0 } }));
		expect(rows).toHaveLength(3000);
		expect(warn.mock.calls.map(([line]) => line)).toEqual([
			"iSpring Learn: the list of users, which 'Parallel' needs, couldn't be read to its end. The node reads the remaining module results one page after another.",
		]);
		warn.mockRestore();
	});
});

describe('without the right to read users', () => {
	test('reads page by page, and says so in the log', async () => {
		const client = { clientId: 'few', clientSecret: 'rights', lists: [RESULTS] };
		const simulator = await suite.simulator({ rows: 3000, users: 200, clients: [client] });
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation(() => {});
		const rows = rowsOf(
			await read(simulator, {}, { credentials: suite.account(simulator, client) }),
		);
		expect(rows).toHaveLength(3000);
		expect(warn.mock.calls.map(([line]) => line)).toEqual([
			"iSpring Learn: this API key isn't allowed to read users, which 'Parallel' needs. The node reads the remaining module results one page after another.",
		]);
		warn.mockRestore();
	});
});

test('faults are retried, and tokens renewed', async () => {
	const simulator = await suite.simulator({ rows: 8000, users: 400 });
	simulator.faults.add(
		{ on: { request: 2 }, status: 503 },
		{ on: { request: 4 }, hangUp: true },
		{ on: { request: 5 }, revoke: true },
		{ on: { request: 6 }, status: 429, headers: { 'retry-after': '1' } },
		{ on: { request: 7 }, cut: 0.5 },
	);
	const rows = rowsOf(await read(simulator));
	expect(new Set(keys(rows)).size).toBe(8000);
	expect(rows).toHaveLength(8000);
});

test('stops when the execution is cancelled', async () => {
	const simulator = await suite.simulator({ rows: 20_000, users: 1000, delayMs: 50 });
	await cancelAtSecondPage(simulator, async (job) => await read(simulator, {}, job));
	expect(listUrls(simulator).length).toBeLessThanOrEqual(6);
});
