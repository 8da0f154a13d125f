/** The node as an AI agent's tool, executed as n8n executes tools. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { select } from '../support/columns';
import { parameterOf, rowsOf, useSuite } from '../support/engine/suite';
import type { ToolRun } from '../support/engine/toolbox';
import { itemsIn, runTool } from '../support/engine/toolbox';
import type { Simulator } from '../simulator/server';

const suite = useSuite();

const fromModel = (key: string): string => `={{ $fromAI('${key}', '', 'string', '') }}`;

/** Executes the tool once for each call of a model. */
const run = async (
	simulator: Simulator,
	parameters: INodeParameters = {},
	calls?: readonly IDataObject[],
): Promise<ToolRun> =>
	await runTool(suite.engine.nodeType, {
		parameters: { resource: 'moduleResult', operation: 'getAll', ...parameters },
		credentials: suite.account(simulator),
		calls,
	});

interface Reply {
	rows: IDataObject[];
	/** What the reply says about the rows that are not in it. */
	note?: IDataObject;
}

function split(reply: string): Reply {
	const items = itemsIn(reply);
	const last = items.at(-1);
	return last?.truncated === true ? { rows: items.slice(0, -1), note: last } : { rows: items };
}

/** The reply to a single call, by default without look-ups. */
async function replyOf(simulator: Simulator, parameters: INodeParameters = {}): Promise<Reply> {
	const { resource = 'moduleResult' } = parameters;
	const { replies } = await run(simulator, { ...select(String(resource)), ...parameters });
	return split(replies[0]);
}

describe('Limit', () => {
	test.each([0, 1, 25])('returns all of %i rows, without a note, in one request', async (count) => {
		const simulator = await suite.simulator({ rows: count });
		const { rows, note } = await replyOf(simulator);
		expect(rows).toHaveLength(count);
		expect(note).toBeUndefined();
		expect(simulator.pageRequests).toBe(1);
	});

	test('returns 25 of 26 rows, and a note that more match, in one request', async () => {
		const simulator = await suite.simulator({ rows: 26 });
		const { rows, note } = await replyOf(simulator);
		expect(rows).toHaveLength(25);
		expect(note).toEqual({
			truncated: true,
			returned: 25,
			message:
				'More results match. Rows returned: 25. To get the others, narrow the filters. Otherwise, tell the user that the list is incomplete.',
		});
		expect(simulator.pageRequests).toBe(1);
		expect(parameterOf(simulator.requests.at(-1), 'pageSize')).toBe('26');
	});

	test('does not claim more when a page token leads to an empty page', async () => {
		const simulator = await suite.simulator({ rows: 3 });
		simulator.faults.add({ on: { request: 1 }, emptyPage: true });
		expect((await replyOf(simulator)).note).toBeUndefined();

		const atLimit = await suite.simulator({ rows: 25, emptyLastToken: 'empty' });
		const { rows, note } = await replyOf(atLimit);
		expect(rows).toHaveLength(25);
		expect(note).toBeUndefined();
	});

	test('counts over several requests, as for 200 IDs', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 150 });
		const userIds = simulator.world.users.map(({ id }) => id);
		const fields = { filters: { userIds }, limit: 299 };
		expect(await replyOf(simulator, fields)).toMatchObject({
			note: { returned: expect.anything() },
		});
		const { note } = await replyOf(simulator, {
			...fields,
			limit: 10,
			filters: { userIds: userIds.slice(0, 1) },
		});
		expect(note).toBeUndefined();
	});

	test.each(['null', '"null"', '', 'all', 'None', 'undefined', 'n/a'])(
		'is 25 when a model sends %j',
		async (limit) => {
			const simulator = await suite.simulator({ rows: 40 });
			const { replies } = await run(simulator, { limit: fromModel('limit') }, [{ limit }]);
			expect(split(replies[0]).rows).toHaveLength(25);
		},
	);

	test('is what a model sets, and the note says that it can be raised', async () => {
		const simulator = await suite.simulator({ rows: 40 });
		const calls = [{ limit: '30' }, { limit: '40' }];
		const { replies } = await run(simulator, { limit: fromModel('limit') }, calls);
		const [first, second] = replies.map(split);
		expect(first.rows).toHaveLength(30);
		expect(first.note?.message).toContain('narrow the filters or set a higher limit');
		expect(second.rows).toHaveLength(40);
		expect(second.note).toBeUndefined();
	});

	test('applies regardless of the values from before the node became a tool', async () => {
		const simulator = await suite.simulator({ rows: 40 });
		const options = { pageSize: 7, pageToken: 'stale' };
		const { rows, note } = await replyOf(simulator, { returnAll: true, options });
		expect(rows).toHaveLength(25);
		expect(note).toMatchObject({ returned: 25 });
		const sent = simulator.requests.at(-1);
		expect([parameterOf(sent, 'pageSize'), parameterOf(sent, 'pageToken')]).toEqual(['26', '']);
	});

	test.each([
		...['department', 'group', 'course', 'courseModule', 'courseProgress', 'enrollment'],
		...['learnerProgress', 'user'],
	])(
		'cuts a list of %s records and says so, and not one of exactly that many',
		async (resource) => {
			const simulator = await suite.simulator({ rows: 300, users: 20, courses: 3 });
			const all = await replyOf(simulator, { resource, limit: 500 });
			const count = all.rows.length;
			expect(count).toBeGreaterThan(1);
			expect(all.note).toBeUndefined();
			expect((await replyOf(simulator, { resource, limit: count })).note).toBeUndefined();
			const cut = await replyOf(simulator, { resource, limit: count - 1 });
			expect(cut.rows).toEqual(all.rows.slice(0, -1));
			expect(cut.note).toMatchObject({ truncated: true, returned: count - 1 });
		},
	);

	test('adds no note outside of tools', async () => {
		const simulator = await suite.simulator({ rows: 40 });
		const limited = await suite.getAll(simulator, { returnAll: false, limit: 25 });
		expect(rowsOf(limited)).toHaveLength(25);
		expect(parameterOf(simulator.requests.at(-1), 'pageSize')).toBe('25');
		const simple = await suite.getAll(simulator, { returnAll: false });
		expect(rowsOf(simple)).toHaveLength(40);
	});
});

describe('Output', () => {
	test('is ten columns at most, with names, and a model can ask for others', async () => {
		const simulator = await suite.simulator({ rows: 3 });
		const parameters = { output: fromModel('output'), columns: fromModel('columns') };
		const calls = [
			...['', 'null', 'Any', 'simplified', 'Simplified'].map((output) => ({ output, columns: '' })),
			{ output: 'all', columns: 'null' },
			{ output: 'All Columns', columns: 'none' },
			{ output: 'selected', columns: 'userName, completionStatus' },
		];
		const { replies } = await run(simulator, parameters, calls);
		const columns = replies.map((reply) => Object.keys(itemsIn(reply)[0]));
		for (const simplified of columns.slice(0, 5)) {
			expect(simplified.length).toBeLessThanOrEqual(10);
			expect(simplified.slice(0, 2)).toEqual(['userName', 'userEmail']);
		}
		expect(columns[5].length).toBeGreaterThan(20);
		expect(columns[6]).toEqual(columns[5]);
		expect(columns[7]).toEqual(['userName', 'completionStatus']);
	});

	test('that does not exist is answered with the choices', async () => {
		const simulator = await suite.simulator({ rows: 3 });
		const { replies } = await run(simulator, { output: fromModel('output') }, [{ output: 'csv' }]);
		expect(replies[0]).toContain('Simplified, All Columns, Selected Columns, Raw');
	});
});

describe('a response too long for a model', () => {
	const long = (row: object) => ({ ...row, moduleTitle: 'x'.repeat(1000) });

	test('ends after a whole row, and the note says why', async () => {
		const simulator = await suite.simulator({ rows: 90, rowEdit: long as never });
		const { replies } = await run(simulator, { limit: 80 });
		expect(replies[0].length).toBeLessThan(51_000);
		const { rows, note } = split(replies[0]);
		expect(rows.length).toBeGreaterThan(20);
		expect(rows.length).toBeLessThan(80);
		expect(note).toEqual({
			truncated: true,
			returned: rows.length,
			message: `The response reached its maximum size. Rows returned: ${rows.length}. To get the others, narrow the filters. Otherwise, tell the user that the list is incomplete.`,
		});
	});

	test('is not read to the end', async () => {
		const simulator = await suite.simulator({ rows: 20_000 });
		const { note } = await replyOf(simulator, { limit: 20_000 });
		expect(note).toMatchObject({ truncated: true });
		expect(simulator.pageRequests).toBeLessThanOrEqual(2);
	});

	test('has a single row, however long it is', async () => {
		const huge = (row: object) => ({ ...row, moduleTitle: 'x'.repeat(60_000) });
		const simulator = await suite.simulator({ rows: 2, rowEdit: huge as never });
		const { rows, note } = await replyOf(simulator);
		expect(rows).toHaveLength(1);
		expect(note).toMatchObject({ returned: 1 });
	});
});

test('a tool refuses Export to File before any request, in words that name the operation to choose', async () => {
	const simulator = await suite.simulator({ rows: 3 });
	const { replies } = await run(simulator, { operation: 'export' });
	expect(replies[0]).toContain("The operation 'export' can't be used in a tool");
	expect(replies[0]).toContain("Set 'Operation' to 'Get Many'.");
	expect(simulator.requests).toEqual([]);
});

describe('what a model writes into an ID filter', () => {
	const filters = { userIds: fromModel('people'), courseIds: fromModel('courses') };

	test('may be a name, an email address, a title, an ID or nothing', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 5, courses: 4 });
		const { users, courses } = simulator.world;
		const person = users.find(({ name, email }) => name && email);
		const course = courses.find(({ listed }) => listed);
		const calls = [
			{ people: person?.email, courses: '' },
			{ people: person?.id, courses: 'null' },
			{ people: 'all', courses: course?.title.toUpperCase() },
			{ people: 'null', courses: course?.id },
		];
		const { replies } = await run(simulator, { filters }, calls as IDataObject[]);
		const sent = simulator.requests
			.filter(({ path }) => path === '/learners/modules/results')
			.map((request) => [parameterOf(request, 'userIds[]'), parameterOf(request, 'courseIds[]')]);
		expect(replies.map((reply) => itemsIn(reply).length)).not.toContain(0);
		expect(sent).toEqual([
			[person?.id, ''],
			[person?.id, ''],
			['', course?.id],
			['', course?.id],
		]);
	});

	test('may be nothing or a person in a list of locators, in each of its modes', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 5 });
		const person = simulator.world.users.find(({ name, email }) => name && email);
		const all = { pick: 'null', mail: 'n/a', id: 'all' };
		const calls = [
			all,
			{ ...all, mail: person?.email },
			{ ...all, id: person?.id },
			{ ...all, pick: person?.name },
		];
		const locator = (mode: string, value: string) => ({
			userId: { __rl: true, mode, value: fromModel(value) },
		});
		const user = [locator('list', 'pick'), locator('email', 'mail'), locator('id', 'id')];
		const fields = { filters: { users: { user } } };
		await run(simulator, fields, calls as IDataObject[]);
		const sent = simulator.requests
			.filter(({ path }) => path === '/learners/modules/results')
			.map((request) => parameterOf(request, 'userIds[]'));
		expect(sent).toEqual(['', person?.id, person?.id, person?.id]);
	});

	test('that is a part of several names is answered with the candidates', async () => {
		const simulator = await suite.simulator({ rows: 30, users: 60 });
		const smiths = simulator.world.users.filter(({ name }) => name?.endsWith('Smith'));
		expect(smiths.length).toBeGreaterThan(1);
		const { replies } = await run(simulator, { filters }, [{ people: 'Smith', courses: '' }]);
		expect(smiths.some(({ email }) => email && replies[0].includes(email))).toBe(true);
	});

	test('that nobody has is answered with what to do, and without results', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		const { replies } = await run(simulator, { filters }, [
			{ people: 'Nobody Atall', courses: '' },
		]);
		expect(replies[0]).toContain('Nobody Atall');
		expect(simulator.requests.map(({ path }) => path)).not.toContain('/learners/modules/results');
	});
});

test('the model gets a description of each resource, unless the form has another', async () => {
	const simulator = await suite.simulator({ rows: 0 });
	const about = async (resource: string, more: INodeParameters = {}) =>
		(await run(simulator, { resource, ...more }, [])).description;
	expect(await about('moduleResult')).toMatch(/lesson or quiz .* not_started, in_progress/);
	expect(await about('user')).toMatch(/^Find people/);
	expect(await about('user', { toolDescription: 'Our colleagues' })).toBe('Our colleagues');
	expect(await about('user', { toolDescription: ' ' })).toBe('Get many users in iSpring Learn');
});
