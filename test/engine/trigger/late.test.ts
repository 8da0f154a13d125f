/** Results that stay on a learner's device for days and arrive with an old date. */
import type { TriggerFixture } from '../../support/engine/triggerFixture';
import {
	complete,
	DAY,
	HOUR,
	indexesOf,
	MINUTE,
	createTriggerFixture,
	UNFINISHED,
} from '../../support/engine/triggerFixture';
import { select } from '../../support/columns';
import { listUrls, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const days = (lateResultsDays: number) => ({ options: { lateResultsDays } });

/** Polls at an interval for some time. Returns the indexes of the rows. */
async function pollFor(
	fixture: TriggerFixture,
	seconds: number,
	interval = 10 * MINUTE,
): Promise<number[]> {
	const returned: number[] = [];
	for (const end = fixture.now + seconds; fixture.now < end; ) {
		fixture.now += interval;
		returned.push(...indexesOf(fixture, await fixture.poller.poll()));
	}
	return returned.sort((a, b) => a - b);
}

/** Activates the trigger in an account where nothing was completed lately. */
async function activate(fixture: TriggerFixture): Promise<TriggerFixture> {
	for (let row = 0; row < 60; row++) fixture.simulator.change(row, { ...UNFINISHED });
	complete(fixture, 50, fixture.now - 3 * DAY);
	complete(fixture, 51, fixture.now - 10 * DAY);
	expect(await fixture.poller.activate()).toEqual([]);
	return fixture;
}

test('a result that arrives five days late is returned within about an hour, once; older ones are not', async () => {
	const fixture = await activate(await createTriggerFixture(suite, {}));
	complete(fixture, 1, fixture.now - 5 * DAY);
	fixture.now += MINUTE;
	expect(await fixture.poller.poll()).toEqual([]);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([1]);
	complete(fixture, 2, fixture.now - 6 * DAY);
	complete(fixture, 3, fixture.now - 9 * DAY);
	complete(fixture, 4, fixture.now - 2 * HOUR);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([2, 4]);
	fixture.poller.restart();
	expect(await pollFor(fixture, 2 * DAY, HOUR)).toEqual([]);
	expect(fixture.simulator.violations).toEqual([]);
});

test('results that arrive during many polls are returned once each, with names', async () => {
	const fields = select('moduleResult', 'userName');
	const fixture = await activate(await createTriggerFixture(suite, {}, { fields }));
	const returned: number[] = [];
	for (let row = 0; row < 20; row++) {
		complete(fixture, row, fixture.now - (row % 7) * DAY);
		returned.push(...(await pollFor(fixture, 20 * MINUTE)));
	}
	returned.push(...(await pollFor(fixture, 2 * HOUR)));
	expect(returned.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, row) => row));
});

test('a status that changes days after the completion is returned', async () => {
	const fixture = await activate(await createTriggerFixture(suite));
	const completionDate = fixture.now;
	fixture.simulator.change(7, { completionDate, completionStatus: 'pending' });
	expect(await pollFor(fixture, 3 * DAY, HOUR)).toEqual([7]);
	// Now the completion is before the lookback.
	complete(fixture, 8);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([8]);
	fixture.simulator.change(7, { completionDate, completionStatus: 'accepted' });
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([7]);
});

test('a due date that is moved back by days is returned as overdue', async () => {
	const fixture = await createTriggerFixture(suite, {}, { fields: { event: 'moduleOverdue' } });
	const { simulator, poller } = fixture;
	await poller.activate();
	simulator.change(8, { ...UNFINISHED, dueDate: fixture.now - 4 * DAY });
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([8]);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([]);
});

test('in an account of the usual size, sweeps take about one request an hour', async () => {
	const fixture = await activate(await createTriggerFixture(suite));
	fixture.simulator.reset();
	await pollFor(fixture, DAY, HOUR);
	const sweeps = listUrls(fixture.simulator).filter((url) => url.includes('[endDate]'));
	expect(sweeps.length).toBeGreaterThanOrEqual(20);
	expect(sweeps.length).toBeLessThanOrEqual(25);
});

describe('0 days', () => {
	test('turns sweeps off: only the polls send requests', async () => {
		const fixture = await activate(await createTriggerFixture(suite, {}, { fields: days(0) }));
		fixture.simulator.reset();
		complete(fixture, 1, fixture.now - DAY);
		expect(await pollFor(fixture, DAY, HOUR)).toEqual([]);
		expect(listUrls(fixture.simulator)).toHaveLength(24);
	});

	test('after sweeps are turned on again, results that arrive from then on are returned', async () => {
		const fixture = await activate(await createTriggerFixture(suite, {}, { fields: days(0) }));
		complete(fixture, 1, fixture.now - DAY);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([]);
		fixture.poller.change({ fields: days(7) });
		expect(await fixture.poller.activate()).toEqual([]);
		complete(fixture, 2, fixture.now - DAY);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([2]);
	});
});

describe('a change', () => {
	test('to more days does not return what was there', async () => {
		const fixture = await activate(await createTriggerFixture(suite));
		fixture.now += MINUTE;
		fixture.poller.change({ fields: days(30) });
		expect(await fixture.poller.activate()).toEqual([]);
		complete(fixture, 1, fixture.now - 20 * DAY);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([1]);
	});

	test('to fewer days and back returns nothing twice', async () => {
		const fixture = await activate(await createTriggerFixture(suite));
		complete(fixture, 1, fixture.now - 5 * DAY);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([1]);
		fixture.poller.change({ fields: days(1) });
		complete(fixture, 2, fixture.now - 5 * DAY);
		complete(fixture, 3, fixture.now - HOUR * 20);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([3]);
		fixture.poller.change({ fields: days(7) });
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([]);
		complete(fixture, 4, fixture.now - 5 * DAY);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([4]);
	});

	test('of filters does not return what arrived under the old ones', async () => {
		const fixture = await createTriggerFixture(suite);
		const { simulator, poller } = fixture;
		const { courseId } = simulator.row(0);
		const others = Array.from({ length: 50 }, (_, row) => row).filter(
			(row) => simulator.row(row).courseId !== courseId,
		);
		poller.change({ fields: { filters: { courseIds: [courseId] } } });
		await activate(fixture);
		complete(fixture, others[0], fixture.now - 2 * DAY);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([]);
		poller.change({ fields: {} });
		expect(await poller.activate()).toEqual([]);
		complete(fixture, others[1], fixture.now - 2 * DAY);
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([others[1]]);
	});

	test('of the event starts over', async () => {
		const fixture = await activate(await createTriggerFixture(suite));
		fixture.simulator.change(9, { accessDate: fixture.now - 2 * DAY });
		fixture.poller.change({ fields: { event: 'moduleAssigned' } });
		expect(await fixture.poller.activate()).toEqual([]);
		fixture.simulator.change(10, { accessDate: fixture.now - 2 * DAY });
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([10]);
	});
});

test('Start From: Specific Date never returns what is dated before it', async () => {
	const fields = { startFrom: 'date', startDate: '2026-05-30T00:00:00' };
	const fixture = await createTriggerFixture(suite, {}, { fields });
	for (let row = 0; row < 60; row++) fixture.simulator.change(row, { ...UNFINISHED });
	expect(await fixture.poller.activate()).toEqual([]);
	fixture.now += 2 * HOUR;
	complete(fixture, 1, fixture.now - DAY);
	complete(fixture, 2, fixture.now - 5 * DAY);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([1]);
});

test('a result that arrives after the activation is returned even if n8n is killed', async () => {
	const fixture = await activate(await createTriggerFixture(suite));
	complete(fixture, 1, fixture.now - 3 * DAY);
	fixture.poller.restart();
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([1]);
});

test('a result that arrives after the activation is returned with durable cursors, where n8n does not store that state', async () => {
	const fixture = await createTriggerFixture(suite);
	complete(fixture, 1, fixture.now - 2 * DAY);
	expect(await fixture.poller.activate(undefined, true)).toEqual([]);
	expect(fixture.poller.state()).toEqual({});
	complete(fixture, 2, fixture.now - 2 * DAY);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([2]);
});

test('Fetch Test Event does not change the state', async () => {
	const fixture = await activate(await createTriggerFixture(suite));
	complete(fixture, 1, fixture.now - 2 * DAY);
	const before = fixture.poller.state();
	expect(indexesOf(fixture, await fixture.poller.test())).toEqual([1, 50, 51]);
	expect(fixture.poller.state()).toEqual(before);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([1]);
});

test.each([30 * DAY, 12 * HOUR, -30 * DAY])(
	'if the clock of iSpring Learn is wrong by %d seconds for a while, results are delayed but returned once',
	async (wrong) => {
		const fixture = await activate(await createTriggerFixture(suite));
		fixture.now += wrong;
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([]);
		fixture.now -= wrong;
		expect(await pollFor(fixture, 2 * HOUR)).toEqual([]);
		complete(fixture, 1, fixture.now - 2 * DAY);
		expect(await pollFor(fixture, DAY, HOUR)).toEqual([1]);
	},
);

test('a failed sweep loses nothing: the poll returns what is new, and the next poll sweeps again', async () => {
	const fixture = await createTriggerFixture(suite, {}, { fields: { options: { maxRetries: 0 } } });
	const { simulator, poller } = await activate(fixture);
	complete(fixture, 1, fixture.now - 3 * DAY);
	const failSweep = () =>
		simulator.faults.add({ on: { request: simulator.pageRequests + 2 }, status: 503 });
	for (const row of [2, 3]) {
		complete(fixture, row);
		fixture.now += 2 * HOUR;
		failSweep();
		expect(indexesOf(fixture, await poller.poll())).toEqual([row]);
	}
	// Without new results, the poll fails.
	fixture.now += 2 * HOUR;
	const before = poller.state();
	failSweep();
	await expect(poller.poll()).rejects.toThrow(/currently unavailable/);
	expect(poller.state()).toEqual(before);
	expect(indexesOf(fixture, await poller.poll())).toEqual([1]);
	expect(await pollFor(fixture, 2 * HOUR)).toEqual([]);
});

test.each([-1, 1.5, 31, 'many'])(
	'%j days fail with a message that names the field',
	async (lateResultsDays) => {
		const fixture = await createTriggerFixture(
			suite,
			{},
			{ fields: { options: { lateResultsDays } } },
		);
		await expect(fixture.poller.activate()).rejects.toMatchObject({
			message: "'Look Back Every Hour (Days)' must be a whole number from 0 to 30",
			description: `The value is "${lateResultsDays}".`,
		});
	},
);
