/** The time limit of a poll: n8n's durable scheduler abandons it after 36 seconds. The clock is simulated. */
import type { Fault } from '../../simulator/server';
import type { PollJob } from '../../support/engine/poller';
import type { TriggerFixture } from '../../support/engine/triggerFixture';
import {
	complete,
	DAY,
	indexesOf,
	MINUTE,
	createTriggerFixture,
} from '../../support/engine/triggerFixture';
import { select } from '../../support/columns';
import { useSuite } from '../../support/engine/suite';

const suite = useSuite();
afterEach(() => jest.restoreAllMocks());

const BUDGET_MS = 36_000;
const job = { budgetMs: BUDGET_MS };

/** Polls an account that takes this long for each response. Fails if n8n would have abandoned the poll. */
function slowPolls(fixture: TriggerFixture, msPerRequest: number) {
	const { simulator, poller } = fixture;
	const base = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => base + msPerRequest * simulator.pageRequests);
	return async (activate = false) => {
		const before = simulator.pageRequests;
		const rows = await (activate ? poller.activate() : poller.poll());
		expect(msPerRequest * (simulator.pageRequests - before)).toBeLessThan(BUDGET_MS);
		fixture.now += MINUTE;
		return rows;
	};
}

test('thousands of IDs: each poll ends in time, the next one continues, each result is returned once', async () => {
	const fixture = await createTriggerFixture(suite, { rows: 800, users: 800 }, job);
	const { simulator, poller } = fixture;
	const userIds = simulator.world.users.map(({ id }) => id);
	poller.change({ fields: { filters: { userIds } } });
	const poll = slowPolls(fixture, 3000);
	expect(await poll(true)).toEqual([]);
	for (let n = 0; n < 15; n++) expect(await poll()).toEqual([]);

	for (let row = 0; row < 300; row++) complete(fixture, row, fixture.now - 5 * (row % 60));
	complete(fixture, 400, fixture.now - 3 * DAY);
	const returned = [];
	for (let n = 0; n < 100; n++) {
		// A sweep that takes many requests is due half a day later.
		if (n === 50) fixture.now += DAY;
		returned.push(...(await poll()));
		if (n % 20 === 7 && n < 80) complete(fixture, 500 + n);
		if (n === 40) poller.restart();
	}
	const expected = [...Array.from({ length: 300 }, (_, row) => row), 400, 507, 527, 547, 567];
	expect(indexesOf(fixture, returned, 800)).toEqual(expected);
	expect(simulator.violations).toEqual([]);
}, 300_000);

test('a large slice: each poll ends in time, the next one continues, each result is returned once', async () => {
	const fields = { startFrom: 'everything', event: 'moduleAssigned' };
	const fixture = await createTriggerFixture(suite, { rows: 8000, users: 200 }, { ...job, fields });
	const { simulator } = fixture;
	for (let row = 0; row < 8000; row++) {
		simulator.change(row, { accessDate: fixture.now - 10 * DAY + (row % 7200) });
	}
	const poll = slowPolls(fixture, 4000);
	const returned = [...(await poll(true))];
	for (let n = 0; n < 30; n++) returned.push(...(await poll()));
	expect(new Set(returned.map(({ resultKey }) => resultKey)).size).toBe(8000);
	expect(returned).toHaveLength(8000);
}, 300_000);

const LOST_NOTHING = { description: expect.stringMatching(/Nothing is lost/) as string };

async function pausedFixture(fault: Fault) {
	const fixture = await createTriggerFixture(
		suite,
		{},
		{ ...job, fields: { options: { maxRetries: 10 } } },
	);
	await fixture.poller.activate();
	const poll = slowPolls(fixture, 8000);
	complete(fixture, 1);
	fixture.now += MINUTE;
	fixture.simulator.faults.add({ on: { times: Infinity }, ...fault });
	await expect(poll()).rejects.toMatchObject(LOST_NOTHING);
	fixture.simulator.faults.clear();
	return { fixture, poll };
}

test('many short pauses: the poll does not wait for all of them, its message says why, and the next poll continues', async () => {
	const { fixture, poll } = await pausedFixture({ status: 503, headers: { 'retry-after': '0' } });
	expect(indexesOf(fixture, await poll())).toEqual([1]);
});

test('a pause longer than the time left: neither this poll nor the next one waits for it', async () => {
	const { fixture, poll } = await pausedFixture({ status: 429, headers: { 'retry-after': '60' } });
	const before = fixture.simulator.pageRequests;
	await expect(poll()).rejects.toMatchObject({
		message: expect.stringContaining('(status 429)') as string,
		...LOST_NOTHING,
	});
	expect(fixture.simulator.pageRequests).toBe(before);
});

test('a pause while names are looked up: the poll does not wait longer than the time left', async () => {
	const fixture = await createTriggerFixture(suite, {}, job);
	const { simulator, poller } = fixture;
	await poller.activate();
	complete(fixture, 1);
	fixture.now += MINUTE;
	const pause = { status: 429, headers: { 'retry-after': '35' } };
	const { email } = simulator.world.users.find(({ id }) => id === simulator.row(1).userId) ?? {};
	const withNames: Array<PollJob['fields']> = [
		select('moduleResult', 'userName'),
		{ filters: { userIds: [email ?? ''] } },
	];
	for (const fields of withNames) {
		poller.change({ fields });
		simulator.faults.add({ on: { path: '/users/v2', times: 1 }, ...pause });
		await expect(poller.poll()).rejects.toMatchObject(LOST_NOTHING);
	}
});
