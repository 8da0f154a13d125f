/** A cancelled execution stops at once. These tests wait in real time to see that no further request is sent. */
import type { Fault } from '../simulator/server';
import { cancelAtSecondPage, pause, useSuite } from '../support/engine/suite';

const suite = useSuite();

test.each<[string, Fault]>([
	['a retry delay', { status: 429, headers: { 'retry-after': '0.4' } }],
	['a request', { delayMs: 400 }],
])('ends at once and sends nothing more when cancelled during %s', async (_name, fault) => {
	const simulator = await suite.simulator({ rows: 120 });
	simulator.faults.add({ on: { request: 2 }, ...fault });
	const { run, rows } = await cancelAtSecondPage(
		simulator,
		async (job) => await suite.getAll(simulator, { options: { pageSize: 50 } }, job),
	);
	expect(run.status).toBe('canceled');
	expect(rows).toEqual([]);
	expect(simulator.pageRequests).toBe(2);
});

test('requests no more names when cancelled during a lookup', async () => {
	const simulator = await suite.simulator({ rows: 4500, users: 900 });
	const lookups = () => simulator.requests.filter(({ path }) => path === '/users/v2').length;
	simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, delayMs: 100 });
	const cancel = new AbortController();
	const form = { output: 'all', options: { maxRetries: 1 } };
	const running = suite.getAll(simulator, form, { signal: cancel.signal });
	while (lookups() === 0) await pause(5);
	cancel.abort();
	await running;
	await pause(400);
	expect(lookups()).toBeLessThanOrEqual(4);
});
