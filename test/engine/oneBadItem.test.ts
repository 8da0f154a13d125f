/** One of several input items stops the workflow, so the node stops reading for the others. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import type { Outcome } from '../support/engine/engine';
import { rowsOf, useSuite } from '../support/engine/suite';

const UNKNOWN = '00000000-0000-0000-0000-000000000000';
const PAGES_EACH = 30;

const suite = useSuite();

const fields = {
	filters: { userIds: '={{ $json.user }}' },
	options: { pageSize: 1, maxRetries: 0 },
};

/** Reads five items of thirty pages each. The item at index `at` has `bad` in place of a user id. */
async function read(
	simulator: Simulator,
	bad: unknown,
	at: number,
	more: INodeParameters = {},
	settings = {},
	run: 'getAll' | 'exportFile' = 'getAll',
): Promise<Outcome> {
	const input = simulator.world.users.slice(0, 5).map(({ id }): IDataObject => ({ user: id }));
	input[at] = { user: bad as string };
	return await suite[run](simulator, { ...fields, ...more }, { input, settings });
}

const start = async () => await suite.simulator({ rows: PAGES_EACH * 10, users: 10, delayMs: 2 });

test.each([0, 2, 4])(
	'stops reading for the other items when item %i has an unknown id',
	async (at) => {
		const simulator = await start();
		const { error, rows } = await read(simulator, UNKNOWN, at);
		expect(rows).toEqual([]);
		expect(error?.message).toBe("An ID in 'User Names, Emails or IDs' doesn't exist (status 400)");
		expect(error).toMatchObject({ context: { itemIndex: at } });
		expect(simulator.pageRequests).toBeLessThan(25);
	},
);

test('sends no further requests when an item has an invalid ID', async () => {
	const simulator = await start();
	const { error } = await read(simulator, '85077abc-2639-11ea-8e3f-0a580af40c0', 3);
	expect(error?.message).toContain("isn't an ID");
	expect(simulator.pageRequests).toBeLessThan(5);
});

test('sends no further requests when an item has an invalid number', async () => {
	const simulator = await start();
	const pageSize = '={{ $itemIndex === 2 ? "many" : 1 }}';
	const { error } = await read(simulator, simulator.world.users[9].id, 2, {
		options: { pageSize },
	});
	expect(error?.message).toBe("'Page Size' must be a whole number from 1 to 1000");
	expect(simulator.pageRequests).toBeLessThan(5);
});

test('stops an export the same way', async () => {
	const simulator = await start();
	const { error } = await read(simulator, UNKNOWN, 4, {}, {}, 'exportFile');
	expect(error?.message).toContain("doesn't exist (status 400)");
	expect(simulator.pageRequests).toBeLessThan(25);
});

test('does not deadlock when the other items wait for names', async () => {
	const simulator = await start();
	const more = { output: 'all', options: { pageSize: 1, maxRetries: 0 } };
	const { error } = await read(simulator, UNKNOWN, 1, more);
	expect(error?.message).toContain("doesn't exist (status 400)");
	expect(simulator.pageRequests).toBeLessThan(25);
});

test.each(['continueRegularOutput', 'continueErrorOutput'])(
	'reads the other items to the end with On Error %s',
	async (onError) => {
		const simulator = await start();
		const { outputs, error } = await read(simulator, UNKNOWN, 2, {}, { onError });
		expect(error).toBeUndefined();
		const good = outputs.flat().filter(({ json }) => json.resultKey !== undefined);
		expect(good).toHaveLength(4 * PAGES_EACH);
	},
);

test('reports the first error when several items fail', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10, delayMs: 2 });
	simulator.faults.add({ on: { request: 8 }, status: 403 });
	simulator.faults.add({ on: { request: 9, times: Infinity }, status: 404 });
	const { error } = await read(simulator, simulator.world.users[9].id, 0);
	expect(error?.message).toContain('(status 403)');
});

test('ends a retry delay when the execution fails', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	simulator.faults.add({ on: { request: 1 }, status: 502 });
	simulator.faults.add({ on: { request: 2 }, status: 503, headers: { 'retry-after': '5' } });
	simulator.faults.add({ on: { request: 3 }, status: 400, delayMs: 50 });
	const more = { options: { pageSize: 1, maxRetries: 10 } };
	const startedAt = Date.now();
	const { error } = await read(simulator, simulator.world.users[9].id, 0, more);
	expect(error?.message).toContain('(status 400)');
	expect(Date.now() - startedAt).toBeLessThan(3000);
});

test('reads all items again with Retry On Fail', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	simulator.faults.add({ on: { request: 3 }, status: 403 });
	const input = simulator.world.users.slice(0, 5).map(({ id }) => ({ user: id }));
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const outcome = await suite.getAll(simulator, fields, { input, settings });
	expect(rowsOf(outcome)).toHaveLength(5 * PAGES_EACH);
});

test('reports an invalid file name and stops the other items', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10, delayMs: 2 });
	const more = { fileName: '={{ $itemIndex === 2 ? "../a.csv" : "a.csv" }}' };
	const { error } = await read(simulator, simulator.world.users[9].id, 4, more, {}, 'exportFile');
	expect(error?.message).toContain('File Name');
	expect(simulator.pageRequests).toBeLessThan(10);
});
