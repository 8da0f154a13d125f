/** A cancelled execution stops where it is. These tests wait in real time to check that nothing more is sent. */
import type { Fault } from '../simulator/server';
import { cancelAtSecondPage, pause, Suite } from '../support/engine/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

test.each<[string, Fault]>([
	['a pause before a retry', { status: 429, headers: { 'retry-after': '1' } }],
	['a request', { delayMs: 1000 }],
])('cancelled during %s: it ends at once, and sends nothing more', async (_name, fault) => {
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

test('cancelled during a look-up: no more names are requested', async () => {
	const simulator = await suite.simulator({ rows: 4500, users: 900 });
	const lookUps = () => simulator.requests.filter(({ path }) => path === '/users/v2').length;
	simulator.faults.add({ on: { path: '/users/v2', times: Infinity }, delayMs: 100 });
	const cancel = new AbortController();
	const options = { addNames: ['learner'], maxRetries: 1 };
	const running = suite.getAll(simulator, { options }, { signal: cancel.signal });
	while (lookUps() === 0) await pause(5);
	cancel.abort();
	await running;
	await pause(1500);
	expect(lookUps()).toBeLessThanOrEqual(4);
});
