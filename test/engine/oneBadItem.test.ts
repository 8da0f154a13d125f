/** Several input items, one of which stops the workflow: the others are not read to the end. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import type { Outcome } from '../support/engine/engine';
import { rowsOf, Suite } from '../support/engine/suite';

const UNKNOWN = '00000000-0000-0000-0000-000000000000';
const PAGES_EACH = 30;

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

const fields = {
	filters: { userIds: '={{ $json.user }}' },
	options: { pageSize: 1, maxRetries: 0 },
};

/** Five items with thirty pages each, one of them with this value instead of a user. */
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

test.each([0, 2, 4])('item %i with an unknown ID: the others stop soon', async (at) => {
	const simulator = await start();
	const { error, rows } = await read(simulator, UNKNOWN, at);
	expect(rows).toEqual([]);
	expect(error?.message).toBe(
		'iSpring Learn did not accept the request: check User Names or IDs (status 400)',
	);
	expect(error).toMatchObject({ context: { itemIndex: at } });
	expect(simulator.pageRequests).toBeLessThan(25);
});

test('an item that is rejected before its request: the others are not requested', async () => {
	const simulator = await start();
	const { error } = await read(simulator, '85077abc-2639-11ea-8e3f-0a580af40c0', 3);
	expect(error?.message).toContain('is not an ID');
	expect(simulator.pageRequests).toBeLessThan(5);
});

test('an item with an invalid number: the others are not requested', async () => {
	const simulator = await start();
	const pageSize = '={{ $itemIndex === 2 ? "many" : 1 }}';
	const { error } = await read(simulator, simulator.world.users[9].id, 2, {
		options: { pageSize },
	});
	expect(error?.message).toBe('Page Size: "many" cannot be used');
	expect(simulator.pageRequests).toBeLessThan(5);
});

test('an export stops in the same way', async () => {
	const simulator = await start();
	const { error } = await read(simulator, UNKNOWN, 4, {}, {}, 'exportFile');
	expect(error?.message).toContain('did not accept the request');
	expect(simulator.pageRequests).toBeLessThan(25);
});

test('with names, the other items do not wait for each other forever', async () => {
	const simulator = await start();
	const more = { options: { pageSize: 1, maxRetries: 0, addNames: ['learner', 'course'] } };
	const { error } = await read(simulator, UNKNOWN, 1, more);
	expect(error?.message).toContain('did not accept the request');
	expect(simulator.pageRequests).toBeLessThan(25);
});

test.each(['continueRegularOutput', 'continueErrorOutput'])(
	'with On Error %s the others are read to the end',
	async (onError) => {
		const simulator = await start();
		const { outputs, error } = await read(simulator, UNKNOWN, 2, {}, { onError });
		expect(error).toBeUndefined();
		const good = outputs.flat().filter(({ json }) => json.resultKey !== undefined);
		expect(good).toHaveLength(4 * PAGES_EACH);
	},
);

test('the first message is shown, however many items fail', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10, delayMs: 2 });
	simulator.faults.add({ on: { request: 8 }, status: 403 });
	simulator.faults.add({ on: { request: 9, times: Infinity }, status: 404 });
	const { error } = await read(simulator, simulator.world.users[9].id, 0);
	expect(error?.message).toContain('(status 403)');
});

test('a pause before a retry ends with the run', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	simulator.faults.add({ on: { request: 1 }, status: 502 });
	simulator.faults.add({ on: { request: 2 }, status: 503, headers: { 'retry-after': '5' } });
	simulator.faults.add({ on: { request: 3 }, status: 400, delayMs: 50 });
	const more = { options: { pageSize: 1, maxRetries: 10 } };
	const begin = Date.now();
	const { error } = await read(simulator, simulator.world.users[9].id, 0, more);
	expect(error?.message).toContain('(status 400)');
	expect(Date.now() - begin).toBeLessThan(3000);
});

test('Retry On Fail reads all items again', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	simulator.faults.add({ on: { request: 3 }, status: 403 });
	const input = simulator.world.users.slice(0, 5).map(({ id }) => ({ user: id }));
	const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const outcome = await suite.getAll(simulator, fields, { input, settings });
	expect(rowsOf(outcome)).toHaveLength(5 * PAGES_EACH);
});

test('an item with an invalid file name is reported, and stops the others', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10, delayMs: 2 });
	const more = { fileName: '={{ $itemIndex === 2 ? "../a.csv" : "a.csv" }}' };
	const { error } = await read(simulator, simulator.world.users[9].id, 4, more, {}, 'exportFile');
	expect(error?.message).toContain('File Name');
	expect(simulator.pageRequests).toBeLessThan(10);
});
