/** A host with a request quota per second. The clock is simulated and advances only through waits. */
import type { Fault, Simulator, SimulatorOptions } from '../simulator/server';
import { Quota } from '../simulator/server';
import { rowsOf, useSuite } from '../support/engine/suite';

let mockNow = 0;
const mockWaits: number[] = [];
/** The number of requests that the simulator received. */
let mockRequestCount = () => 0;
/** A wait ends when every task waits: the clock advances once no request has arrived for a while. */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (milliseconds: number) => {
		mockWaits.push(milliseconds);
		const end = mockNow + milliseconds;
		let seen = -1;
		for (let quiet = 0; quiet < 200; quiet++) {
			if (mockRequestCount() !== seen) quiet = 0;
			seen = mockRequestCount();
			await new Promise((resolve) => setImmediate(resolve));
		}
		mockNow = Math.max(mockNow, end);
	},
}));

const suite = useSuite();
beforeEach(() => {
	mockNow = 0;
	mockWaits.length = 0;
});

const hundred = Array.from({ length: 100 }, (_, n) => ({ n }));
const clock = () => mockNow;

/** Starts a simulator whose requests hold the clock. */
async function start(options: SimulatorOptions): Promise<Simulator> {
	const simulator = await suite.simulator(options);
	mockRequestCount = () => simulator.requests.length;
	return simulator;
}

describe('100 input items', () => {
	test.each([10, 25, 60])('are all read at %i requests a second', async (requests) => {
		const simulator = await start({ rows: 3 });
		simulator.setQuota(new Quota(requests, 1, clock));
		const rows = rowsOf(await suite.getAll(simulator, {}, { input: hundred }));
		expect(rows).toHaveLength(300);
		const windows = Math.ceil(100 / requests);
		// At most four requests are in flight when the quota is used up.
		expect(simulator.pageRequests).toBeLessThanOrEqual(100 + 4 * (windows - 1));
	});

	test.each<[string, Partial<Fault>]>([
		['429', { status: 429, headers: { 'retry-after': '1' } }],
		['503', { status: 503, headers: { 'retry-after': '1' } }],
		['529', { status: 529, headers: { 'retry-after': '1' } }],
		['429 without a Retry-After', { status: 429 }],
	])('share one wait after %s', async (_name, fault) => {
		const simulator = await start({ rows: 3 });
		simulator.faults.add({ on: { times: 4 }, ...fault });
		const rows = rowsOf(await suite.getAll(simulator, {}, { input: hundred }));
		expect(rows).toHaveLength(300);
		expect(simulator.pageRequests).toBe(104);
		expect(mockWaits.length).toBeLessThanOrEqual(4);
	});

	test('send about one request each to a host that always rejects', async () => {
		const simulator = await start({ rows: 3 });
		simulator.faults.add({ on: { times: Infinity }, status: 429, headers: { 'retry-after': '1' } });
		const settings = { onError: 'continueRegularOutput' as const };
		const { outputs } = await suite.getAll(simulator, {}, { input: hundred, settings });
		expect(outputs[0]).toHaveLength(100);
		for (const { json } of outputs[0]) {
			expect(json.error).toBe('Too many requests (status 429)');
		}
		expect(simulator.pageRequests).toBeLessThanOrEqual(116);
	});
});

test('reads all items at one request a second', async () => {
	const simulator = await start({ rows: 1 });
	simulator.setQuota(new Quota(1, 1, clock));
	const input = hundred.slice(0, 12);
	expect(rowsOf(await suite.getAll(simulator, {}, { input }))).toHaveLength(12);
});

test('pages, names and other nodes share one pause', async () => {
	const simulator = await start({ rows: 400, users: 60 });
	simulator.setQuota(new Quota(5, 1, clock));
	const form = { output: 'all', options: { pageSize: 40 } };
	const [first, second, users, polled] = await Promise.all([
		suite.getAll(simulator, form),
		suite.getAll(simulator, form),
		suite.engine.pick('getUsers', suite.account(simulator), {}),
		suite.poller(simulator, { fields: { startFrom: 'everything' } }).poll(),
	]);
	expect(rowsOf(first)).toHaveLength(400);
	expect(rowsOf(second)).toHaveLength(400);
	expect(users).toHaveLength(60);
	expect(polled.length).toBeGreaterThan(50);
	const rejected = simulator.requests.filter(({ status }) => status === 429);
	const windows = Math.ceil((simulator.pageRequests - rejected.length) / 5);
	expect(rejected.length).toBeLessThanOrEqual(4 * windows);
});

test.each([
	['seconds', '3600'],
	['date form', new Date(Date.now() + 86_400_000).toUTCString()],
])('caps a Retry-After in %s at one minute', async (_name, value) => {
	const simulator = await start({ rows: 1 });
	simulator.faults.add({ status: 429, headers: { 'retry-after': value } });
	expect(rowsOf(await suite.getAll(simulator))).toHaveLength(1);
	expect(mockWaits).toEqual([60_000]);
});

test('a rate-limited token request pauses the host', async () => {
	const simulator = await start({ rows: 3, clientId: 'client-of-the-quota' });
	simulator.faults.add({
		on: { path: '/api/v3/token', times: 2 },
		status: 429,
		headers: { 'retry-after': '7' },
	});
	const credentials = suite.account(simulator);
	const outcome = await suite.getAll(simulator, {}, { input: hundred, credentials });
	expect(rowsOf(outcome)).toHaveLength(300);
	expect(new Set(mockWaits)).toEqual(new Set([7000]));
	expect(simulator.tokenRequests).toBeLessThanOrEqual(10);
});
