/** What all operations that change something have in common, shown with User. */
import '../../support/withoutPauses';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Fault, Simulator, SimulatorOptions } from '../../simulator/server';
import type { Job, Outcome } from '../../support/engine/engine';
import { rowsOf, useSuite } from '../../support/engine/suite';
import type { ToolJob } from '../../support/engine/toolbox';
import { runTool } from '../../support/engine/toolbox';
import { formOf } from '../../support/engine/engine';
import { UNKNOWN, byId } from '../../support/engine/writes';

const suite = useSuite();

const start = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ rows: 10, users: 150, ...options });

const idsOf = ({ world }: Simulator, count: number): string[] =>
	world.users.slice(1, count + 1).map(({ id }) => id);

/** The writes that the simulator received. */
const writes = ({ requests }: Simulator) =>
	requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'));

const bodies = (simulator: Simulator) =>
	writes(simulator).map(({ body }) => JSON.parse(body) as { userIds: string[] });

const deactivate = async (
	simulator: Simulator,
	userIds: string,
	job: Partial<Job> = {},
	options: INodeParameters = {},
): Promise<Outcome> =>
	await suite.operate(
		simulator,
		{ resource: 'user', operation: 'deactivate', userIds, options },
		job,
	);

/** Schedules the deactivation of users, one request for each. No list shows whether that was done. */
const SCHEDULE = { operation: 'deactivate', when: 'onDate', date: '2099-01-31' };

const schedule = async (simulator: Simulator, userIds: string, job: Partial<Job> = {}) =>
	await suite.operate(simulator, { resource: 'user', ...SCHEDULE, userIds }, job);

/** Sets the title of the user in each input item. */
const retitle = async (simulator: Simulator, input: IDataObject[], job: Partial<Job> = {}) =>
	await suite.operate(
		simulator,
		{
			resource: 'user',
			operation: 'update',
			userId: byId('={{ $json.user }}'),
			profile: {
				mappingMode: 'defineBelow',
				value: { job_title: '={{ $json.title }}' },
			} as unknown as IDataObject,
		} as unknown as INodeParameters,
		{ input, ...job },
	);

const itemsOf = (simulator: Simulator, count: number): IDataObject[] =>
	idsOf(simulator, count).map((user, at) => ({ user, title: `Title ${at}` }));

const titlesIn = (simulator: Simulator): string[] =>
	writes(simulator).map(
		({ body }) => (JSON.parse(body) as { fields: { job_title: string } }).fields.job_title,
	);

const ERROR_OUTPUT: Partial<INode> = { onError: 'continueErrorOutput' };

describe('a hundred input items', () => {
	test('are written one after another, in their order, each once', async () => {
		const simulator = await start({ delayMs: 1 });
		const input = itemsOf(simulator, 100);
		const { outputs, error } = await retitle(simulator, input);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(100);
		for (const [at, { json, pairedItem }] of outputs[0].entries()) {
			expect(json).toEqual({ action: 'updated', userId: input[at].user });
			expect(pairedItem).toEqual({ item: at });
		}
		expect(titlesIn(simulator)).toEqual(input.map(({ title }) => title));
		const requests = writes(simulator);
		for (const [at, { startedAt }] of requests.entries()) {
			expect(startedAt).toBeGreaterThanOrEqual(requests[at - 1]?.endedAt ?? 0);
		}
	});

	test('with names share their look-ups', async () => {
		const simulator = await start();
		const people = simulator.world.users.filter(({ email }) => email).slice(0, 100);
		const input = people.map(({ email }) => ({ user: email, title: 'A' }));
		rowsOf(await retitle(simulator, input));
		expect(simulator.pageRequests).toBe(2);
	});

	test('are not written at all if one of them has an invalid value', async () => {
		const simulator = await start();
		const input = itemsOf(simulator, 100);
		input[60].user = 'nobody';
		const { error } = await retitle(simulator, input);
		expect(error?.message).toContain(`"nobody" in 'User' isn't an ID`);
		expect(error?.description).toContain('Other input items: 0 done before, 99 not sent.');
		expect(writes(simulator)).toEqual([]);
	});

	test('are not written at all if an expression cannot be resolved', async () => {
		const simulator = await start();
		const input = itemsOf(simulator, 100);
		const broken =
			'={{ $json.title === "Title 60" ? $("Nobody").first().json.title : $json.title }}';
		const fields = {
			...{ resource: 'user', operation: 'update', userId: byId('={{ $json.user }}') },
			profile: { mappingMode: 'defineBelow', value: { job_title: broken } },
		} as unknown as INodeParameters;
		const { error } = await suite.operate(simulator, fields, { input });
		expect(error).toBeDefined();
		expect(writes(simulator)).toEqual([]);
	});

	test('stop at the first that is rejected, and the message counts the others', async () => {
		const simulator = await start();
		const input = itemsOf(simulator, 100);
		input[60].user = UNKNOWN;
		const { error } = await retitle(simulator, input);
		expect(error?.message).toBe('iSpring Learn rejected the request (status 400)');
		expect(error?.description).toContain('Other input items: 60 done before, 39 not sent.');
		expect(writes(simulator)).toHaveLength(61);
	});

	test('all run with an error output, where the failed ones are', async () => {
		const simulator = await start();
		const input = itemsOf(simulator, 100);
		input[10].user = 'nobody';
		input[60].user = UNKNOWN;
		const { outputs } = await retitle(simulator, input, { settings: ERROR_OUTPUT });
		expect(outputs[0]).toHaveLength(98);
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{
				...input[10],
				error: expect.stringContaining("isn't an ID"),
				errorDescription: 'Enter the full name, login or email address, or use the ID.',
			},
			{
				...input[60],
				error: 'iSpring Learn rejected the request (status 400)',
				errorDescription: expect.stringMatching(
					/^iSpring Learn says: "Unknown .+Nothing was changed/,
				),
			},
		]);
		expect(outputs[1].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 10 }, { item: 60 }]);
	});
});

describe('a list in one input item', () => {
	test('is sent 50 at a time, each ID once', async () => {
		const simulator = await start();
		const userIds = idsOf(simulator, 120);
		const rows = rowsOf(await deactivate(simulator, [...userIds, userIds[0]].join(' ')));
		expect(rows).toEqual([{ action: 'deactivated', date: null, userIds }]);
		expect(bodies(simulator).map((body) => body.userIds)).toEqual([
			userIds.slice(0, 50),
			userIds.slice(50, 100),
			userIds.slice(100),
		]);
	});

	test('says what was done, rejected and not sent', async () => {
		const simulator = await start();
		const ids = idsOf(simulator, 120);
		ids[70] = UNKNOWN;
		const { error } = await deactivate(simulator, ids.join(' '));
		expect(error?.message).toBe(`'Users' has IDs that don't exist: ${UNKNOWN}`);
		expect(error?.description).toContain(`Rejected: ${ids.slice(50, 60).join(', ')} and 40 more.`);
		expect(error?.description).toContain('Done before: 50. Not sent: 20.');

		simulator.reset();
		const { outputs } = await deactivate(simulator, ids.join(' '), { settings: ERROR_OUTPUT });
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{
				error: `'Users' has IDs that don't exist: ${UNKNOWN}`,
				errorDescription: expect.stringContaining('Done before: 50. Not sent: 20.'),
				doneIds: ids.slice(0, 50),
				rejectedIds: ids.slice(50, 100),
				unsentIds: ids.slice(100),
			},
		]);
	});
});

test('a rejected list may have been changed in part, and the message does not deny it', async () => {
	const simulator = await start();
	simulator.rules.bulk = 'partial';
	const [id] = idsOf(simulator, 1);
	// Nobody can be looked at.
	simulator.faults.add({ on: { path: '/users/v2', times: null }, status: 403 });
	const several = await deactivate(simulator, `${id} ${UNKNOWN}`);
	expect(simulator.world.users[1].status).toBe(3);
	expect(several.error?.description).toContain("doesn't say whether the rest was done. Check");
	expect(several.error?.description).not.toContain('Nothing was changed');
	const { error } = await deactivate(simulator, UNKNOWN);
	expect(error?.description).toContain('Nothing was changed by this request.');
});

test('a rejected list is not repeated by Retry On Fail', async () => {
	const simulator = await start();
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const ids = `${idsOf(simulator, 1)[0]} ${UNKNOWN}`;
	const { error } = await deactivate(simulator, ids, { settings });
	expect(error?.message).toContain("has IDs that don't exist");
	expect(writes(simulator)).toHaveLength(1);
});

describe('a request', () => {
	test.each<[string, Fault]>([
		['a revoked token', { revoke: true }],
		['429', { status: 429, headers: { 'retry-after': '1' } }],
		['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' } }],
	])('is repeated after %s', async (_name, fault) => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'write' }, ...fault });
		const [{ action }] = rowsOf(await deactivate(simulator, idsOf(simulator, 1)[0]));
		expect(action).toBe('deactivated');
		const statuses = writes(simulator).map(({ status }) => status);
		expect(statuses.length).toBeGreaterThan(1);
		expect(statuses.filter((status) => status < 300)).toHaveLength(1);
	});

	const LOST: Array<[string, Fault, string]> = [
		['500', { status: 500 }, 'iSpring Learn is currently unavailable (status 500)'],
		['503 without Retry-After', { status: 503 }, 'iSpring Learn is currently unavailable'],
		['504', { status: 504 }, 'iSpring Learn is currently unavailable (status 504)'],
		['a web page', { html: true }, 'The response is a web page instead of data'],
		['a broken connection', { hangUp: true }, 'The connection was closed (ECONNRESET)'],
		["a firewall's page", { status: 403, html: true }, 'A proxy or firewall responded instead'],
		[
			'a redirect',
			{ status: 302, headers: { location: '/users/v2' } },
			'Unexpected response from iSpring Learn (status 302)',
		],
	];

	describe.each([true, false])('that was done: %j', (done) => {
		test.each(LOST)('is sent once, and unconfirmed, after %s', async (_name, fault, cause) => {
			const simulator = await start();
			simulator.faults.add({ on: { kind: 'write' }, ...fault, done });
			const [id] = idsOf(simulator, 1);
			const { error } = await schedule(simulator, id);
			expect(error?.message).toBe(
				"The change may have been made, but iSpring Learn didn't confirm it",
			);
			expect(error?.description).toMatch(
				/^Before you run the node again, find out whether it was made\. Check 'statusName'/,
			);
			expect(error?.description).toContain(`Cause: ${cause}`);
			expect(error?.description).toContain(`Unconfirmed: ${id}.`);
			expect(writes(simulator)).toHaveLength(1);
		});
	});

	test('is not repeated by Retry On Fail if it may have been done, and done ones neither', async () => {
		const simulator = await start();
		const input = itemsOf(simulator, 5);
		simulator.faults.add({ on: { kind: 'write', request: 4 }, status: 500, done: true });
		simulator.faults.add({ on: { kind: 'record', times: null }, status: 403 });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const { error } = await retitle(simulator, input, { settings });
		expect(error?.message).toContain('may have been made');
		expect(titlesIn(simulator)).toEqual(['Title 0', 'Title 1', 'Title 2', 'Title 3']);
	});

	test('is not repeated by Retry On Fail on an error output, and the item stays as it was', async () => {
		const simulator = await start();
		const [id] = idsOf(simulator, 1);
		simulator.faults.add({ on: { kind: 'write' }, hangUp: true, done: true });
		const settings = { ...ERROR_OUTPUT, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { outputs } = await schedule(simulator, id, { settings });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{
				error: expect.stringContaining('may have been made'),
				errorDescription: expect.stringContaining(`Unconfirmed: ${id}.`),
				doneIds: [],
				unconfirmedIds: [id],
				unsentIds: [],
			},
		]);
		expect(writes(simulator)).toHaveLength(1);
	});

	/** Sets titles in batches. The expression of an item cannot be resolved. */
	const inBatches = async (
		simulator: Simulator,
		batch: INodeParameters,
		settings?: Partial<INode>,
	) => {
		const broken =
			'={{ $json.title === "Title 3" ? $("Nobody").first().json.title : $json.title }}';
		const fields = {
			...{ resource: 'user', operation: 'update', userId: byId('={{ $json.user }}') },
			profile: { mappingMode: 'defineBelow', value: { job_title: broken } },
		} as unknown as INodeParameters;
		const requestOptions = { batching: { batch } };
		return await suite.engine.run({
			parameters: { ...formOf(suite.engine.nodeType, fields), requestOptions },
			credentials: suite.account(simulator),
			input: itemsOf(simulator, 5),
			settings,
		});
	};

	test('is sent once if Retry On Fail begins while earlier batches are at work', async () => {
		const simulator = await start({ delayMs: 20 });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { error } = await inBatches(simulator, { batchSize: 1, batchInterval: 5 }, settings);
		expect(error).toBeDefined();
		await new Promise((resolve) => setTimeout(resolve, 300));
		const titles = titlesIn(simulator);
		expect(titles).toEqual([...new Set(titles)]);
		expect(titles.length).toBeGreaterThan(0);
	});

	test('is not sent if n8n has failed the node, and batches do not wait', async () => {
		const simulator = await start();
		const { error } = await inBatches(simulator, { batchSize: -1, batchInterval: 0 });
		expect(error).toBeDefined();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(writes(simulator)).toEqual([]);
	});

	test('that was not done is repeated by Retry On Fail, and nothing before it', async () => {
		const simulator = await start();
		const ids = idsOf(simulator, 120);
		simulator.faults.add({ on: { kind: 'write', request: 2 }, status: 429 });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const options = { maxRetries: 0 };
		const rows = rowsOf(await deactivate(simulator, ids.join(' '), { settings }, options));
		expect(rows).toEqual([{ action: 'deactivated', date: null, userIds: ids }]);
		expect(bodies(simulator).map(({ userIds }) => userIds[0])).toEqual([
			ids[0],
			ids[50],
			ids[50],
			ids[100],
		]);
	});

	test('is not redirected: a POST would become a GET', async () => {
		const simulator = await start();
		const { url } = simulator;
		const headers = { location: `${url}/users/v2` };
		simulator.faults.add({ on: { kind: 'write' }, status: 302, headers });
		await schedule(simulator, idsOf(simulator, 1)[0]);
		expect(simulator.requests.some(({ path }) => path === '/users/v2')).toBe(false);
	});

	test('that is forbidden says what the key may not do', async () => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'write' }, status: 403 });
		const { error } = await deactivate(simulator, idsOf(simulator, 1)[0]);
		expect(error?.message).toBe("This API key isn't allowed to deactivate users (status 403)");
	});
});

describe('an empty expression', () => {
	const input = [{ ids: '' }];

	test.each([
		['nothing', '={{ $json.ids }}'],
		['an empty list', '={{ [] }}'],
		['separators', '={{ ", ;" }}'],
	])('stops the node: %s', async (_name, userIds) => {
		const simulator = await start();
		const { error } = await deactivate(simulator, userIds, { input });
		expect(error?.message).toBe(
			"The expression in 'User Names, Emails or IDs' returns nothing for item 0",
		);
		expect(error?.description).toMatch(/To skip such input items, set .+ to 'Skip Item'\.$/);
		expect(writes(simulator)).toEqual([]);
	});

	test.each([
		['an array', '={{ [$json.first, $json.second] }}'],
		['text', '={{ $json.first }}, {{ $json.second }}'],
	])('as an entry of a list stops the node: %s', async (_name, userIds) => {
		const simulator = await start();
		const [first] = idsOf(simulator, 1);
		const job = { input: [{ first, second: '' }] };
		const { error } = await deactivate(simulator, userIds, job);
		expect(error?.message).toBe(
			"The expression in 'User Names, Emails or IDs' returns a list with an empty entry for item 0",
		);
		const options = { emptyExpressions: 'noResults' };
		expect(rowsOf(await deactivate(simulator, userIds, job, options))).toEqual([]);
		expect(writes(simulator)).toEqual([]);
	});

	test('skips the item if Empty Expressions says so', async () => {
		const simulator = await start();
		const items = [{ ids: '' }, { ids: idsOf(simulator, 1)[0] }];
		const options = { emptyExpressions: 'noResults' };
		const { outputs } = await deactivate(simulator, '={{ $json.ids }}', { input: items }, options);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	test('cannot be ignored', async () => {
		const simulator = await start();
		const options = { emptyExpressions: 'noFilter' };
		const { error } = await deactivate(simulator, '={{ $json.ids }}', { input }, options);
		expect(error?.message).toBe(`"noFilter" in 'Empty Expressions' isn't a choice`);
		expect(error?.description).toBe('Use one of: Skip Item, Stop.');
	});

	test('and no user at all stops the node as well', async () => {
		const simulator = await start();
		const { error } = await deactivate(simulator, '');
		expect(error?.message).toBe("'Users' is empty");
	});
});

test('a cancelled execution sends no further item', async () => {
	const simulator = await start({ delayMs: 20 });
	const cancel = new AbortController();
	const running = retitle(simulator, itemsOf(simulator, 50), { signal: cancel.signal });
	while (writes(simulator).length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
	cancel.abort();
	await running;
	await new Promise((resolve) => setTimeout(resolve, 200));
	expect(writes(simulator).length).toBeLessThan(5);
});

describe('as a tool', () => {
	const run = async (
		simulator: Simulator,
		parameters: INodeParameters,
		calls?: IDataObject[],
		job: Partial<ToolJob> = {},
	) =>
		await runTool(suite.engine.nodeType, {
			parameters: { resource: 'user', ...parameters },
			credentials: suite.account(simulator),
			calls,
			...job,
		});

	test('does what a model asks for', async () => {
		const simulator = await start();
		const user = simulator.world.users.slice(1).find(({ email }) => email);
		const userIds = "={{ $fromAI('people', '', 'string', '') }}";
		const calls = [{ people: user?.email }];
		const { replies } = await run(simulator, { operation: 'deactivate', userIds }, calls);
		expect(replies[0]).toContain('"action":"deactivated"');
		expect(bodies(simulator)).toEqual([{ userIds: [user?.id] }]);
	});

	test.each([true, false])('does what each call asks for; all at once: %j', async (atOnce) => {
		const simulator = await start({ delayMs: 5 });
		const userIds = "={{ $fromAI('people', '', 'string', '') }}";
		const [first, second, third] = idsOf(simulator, 3);
		const calls = [first, 'nobody', second, third].map((people) => ({ people }));
		const job = { atOnce, items: 5 };
		const { replies } = await run(simulator, { operation: 'deactivate', userIds }, calls, job);
		expect(replies.map((reply) => reply.includes('"action":"deactivated"'))).toEqual([
			...[true, false, true, true],
		]);
		expect(replies[1]).toContain('"nobody" in');
		expect(bodies(simulator).map((body) => body.userIds)).toEqual(
			expect.arrayContaining([[first], [second], [third]]),
		);
		const requests = writes(simulator);
		for (const [at, { startedAt }] of requests.entries()) {
			expect(startedAt).toBeGreaterThanOrEqual(requests[at - 1]?.endedAt ?? 0);
		}
	});

	test('repeats no call that may have been carried out', async () => {
		const simulator = await start();
		const [id] = idsOf(simulator, 1);
		simulator.faults.add({ on: { kind: 'write' }, status: 504, done: true });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const job = { settings };
		const { replies } = await run(simulator, { ...SCHEDULE, userIds: id }, [{}], job);
		expect(replies[0]).toContain('may have been made');
		expect(writes(simulator)).toHaveLength(1);
	});

	test('does nothing when the model gives nothing', async () => {
		const simulator = await start();
		const userIds = "={{ $fromAI('people', '', 'string', '') }}";
		const { replies } = await run(simulator, { operation: 'deactivate', userIds }, [
			{ people: 'null' },
		]);
		expect(replies[0]).toContain("'Users' is empty");
		expect(writes(simulator)).toEqual([]);
	});

	test('refuses Delete before any request', async () => {
		const simulator = await start();
		const [id] = idsOf(simulator, 1);
		const { replies } = await run(simulator, { operation: 'delete', userId: byId(id) });
		expect(replies[0]).toContain("The operation 'delete' can't be used in a tool");
		expect(simulator.requests).toEqual([]);
	});
});
