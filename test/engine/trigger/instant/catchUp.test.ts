/** Catch Up: what the webhook didn't bring is found by reading results, and nothing comes twice. */
import {
	complete,
	createInstantFixture,
	DAY,
	HOUR,
	MINUTE,
	pass,
	returnedBy,
	subscribersOf,
	UNFINISHED,
} from '../../../support/engine/instant/fixture';
import type { InstantFixture } from '../../../support/engine/instant/fixture';
import { currentTime } from '../../../support/engine/instant/time';
import { FORMATS, useSuite } from '../../../support/engine/suite';

const suite = useSuite();

const RESULTS = '/learners/modules/results';

const all = [...Array(60).keys()];

/** Nothing was completed lately, so that indexes are those of a test. */
async function publish(
	...[options, job, mode]: [
		Parameters<typeof createInstantFixture>[1]?,
		Parameters<typeof createInstantFixture>[2]?,
		Parameters<typeof createInstantFixture>[3]?,
	]
): Promise<InstantFixture> {
	const fixture = await createInstantFixture(suite, options, job, mode);
	for (const row of all) fixture.simulator.change(row, { ...UNFINISHED });
	await fixture.workflow.publish();
	return fixture;
}

/** Polls at an interval, by default that of n8n. */
async function pollFor(
	fixture: InstantFixture,
	seconds: number,
	interval = 15 * MINUTE,
): Promise<void> {
	for (let left = seconds; left > 0; left -= interval) {
		await pass(fixture, interval);
		await fixture.workflow.poll();
	}
}

/** n8n is down, and learners complete these results one after another meanwhile. */
async function outage(
	fixture: InstantFixture,
	seconds: number,
	rows: readonly number[],
): Promise<void> {
	const { n8n, workflow } = fixture;
	await n8n.stop();
	for (const row of rows) {
		await pass(fixture, Math.floor(seconds / (rows.length + 1)));
		await complete(fixture, row);
	}
	await pass(fixture, Math.floor(seconds / (rows.length + 1)));
	await n8n.restart();
	await workflow.publish('init');
}

const reads = ({ simulator }: InstantFixture): number =>
	simulator.requests.filter(({ path }) => path === RESULTS).length;

describe.each(FORMATS)('in %s', (format) => {
	test('what n8n missed in two days is returned after its start, once', async () => {
		const fixture = await publish({ format });
		const { workflow, simulator, n8n } = fixture;
		await complete(fixture, [1, 2]);
		await pollFor(fixture, HOUR);
		await outage(fixture, 2 * DAY, [11, 12, 13, 14, 15, 16]);
		// The vendor had given up, and its queue is lost.
		expect(subscribersOf(fixture)).toMatchObject([{ isConfirmed: true, queue: [] }]);
		await complete(fixture, [3]);
		await pollFor(fixture, HOUR);
		expect(returnedBy(fixture)).toEqual([1, 2, 3, 11, 12, 13, 14, 15, 16]);
		expect(workflow.rows().map(({ eventName }) => eventName)).toEqual(
			Array(9).fill('moduleCompleted'),
		);
		await pollFor(fixture, DAY, 3 * HOUR);
		await n8n.restart();
		await workflow.publish('init');
		await pollFor(fixture, HOUR);
		expect(returnedBy(fixture)).toHaveLength(9);
		expect(simulator.violations).toEqual([]);
	});
});

test('an outage of an hour: the vendor delivers what waited, and Catch Up adds nothing', async () => {
	const fixture = await publish();
	await outage(fixture, HOUR, [11, 12, 13]);
	await pass(fixture, 20 * MINUTE);
	await pollFor(fixture, 12 * HOUR, HOUR);
	expect(returnedBy(fixture)).toEqual([11, 12, 13]);
});

test('what happens while the workflow is unpublished is returned when it is published again', async () => {
	const fixture = await publish();
	const { workflow } = fixture;
	await complete(fixture, 1);
	await pass(fixture, HOUR);
	await workflow.unpublish();
	await complete(fixture, [2, 3]);
	await pass(fixture, HOUR);
	await workflow.publish();
	await pollFor(fixture, HOUR);
	expect(returnedBy(fixture)).toEqual([1, 2, 3]);
});

test('republishing loses nothing', async () => {
	const fixture = await publish();
	await complete(fixture, 1);
	await fixture.workflow.unpublish();
	await complete(fixture, 2);
	await fixture.workflow.publish();
	await complete(fixture, 3);
	await pollFor(fixture, HOUR);
	expect(returnedBy(fixture)).toEqual([1, 2, 3]);
});

test('it starts with what happens after publishing, and returns only successes', async () => {
	const fixture = await createInstantFixture(suite);
	const { simulator, workflow, n8n } = fixture;
	for (const row of all) simulator.change(row, { ...UNFINISHED });
	await complete(fixture, [1, 2]);
	await pass(fixture, HOUR);
	await workflow.publish();
	await n8n.stop();
	await pass(fixture, HOUR);
	for (const [row, completionStatus] of (
		['failed', 'incomplete', 'declined', 'pending', 'passed', 'complete', 'accepted'] as const
	).entries()) {
		simulator.change(10 + row, { completionStatus, completionDate: currentTime() });
	}
	subscribersOf(fixture)[0].unconfirm();
	await pass(fixture, HOUR);
	await n8n.restart();
	await workflow.publish('init');
	await pollFor(fixture, DAY, 3 * HOUR);
	expect(returnedBy(fixture)).toEqual([14, 15, 16]);
});

test('what is younger than ten minutes is left to the webhook', async () => {
	const fixture = await publish({ rules: { retrySeconds: 5 * MINUTE } });
	const { simulator, workflow } = fixture;
	simulator.webhooks.faults.add({ lost: true });
	await complete(fixture, 1);
	await workflow.poll();
	expect(returnedBy(fixture)).toEqual([]);
	await pass(fixture, 5 * MINUTE);
	expect(workflow.executions()).toMatchObject([{ mode: 'webhook' }]);
	expect(returnedBy(fixture)).toEqual([1]);
});

test('results are read at the start, at the next poll, and then every six hours', async () => {
	const fixture = await publish();
	const { simulator } = fixture;
	await pollFor(fixture, 30 * MINUTE);
	simulator.reset();
	await pollFor(fixture, 5 * HOUR);
	expect(reads(fixture)).toBe(0);
	await pollFor(fixture, 2 * HOUR);
	expect(reads(fixture)).toBeGreaterThan(0);
	simulator.reset();
	await pollFor(fixture, 4 * HOUR);
	expect(reads(fixture)).toBe(0);
	// Each poll looks at the subscriber.
	expect(simulator.recordRequests).toBeGreaterThanOrEqual(16);
});

test('it can be turned off, and other events have none', async () => {
	const fixture = await publish({}, { fields: { catchUp: false } });
	await outage(fixture, 2 * DAY, [11, 12]);
	await pollFor(fixture, 12 * HOUR, HOUR);
	expect(returnedBy(fixture)).toEqual([]);
	const status = await publish({}, { fields: { event: 'moduleStatusChanged' } });
	status.simulator.reset();
	await pollFor(status, 7 * HOUR, HOUR);
	expect(reads(status)).toBe(0);
});

test('turned on again, it starts anew', async () => {
	const fixture = await publish();
	const { workflow } = fixture;
	await pollFor(fixture, HOUR);
	await workflow.republish({ fields: { catchUp: false } });
	await outage(fixture, 2 * DAY, [11, 12]);
	await workflow.republish({ fields: { catchUp: true } });
	await pollFor(fixture, DAY, HOUR);
	expect(returnedBy(fixture)).toEqual([]);
	await outage(fixture, 2 * DAY, [13]);
	await pollFor(fixture, HOUR);
	expect(returnedBy(fixture)).toEqual([13]);
});

test('a health check that takes long does not lose what Catch Up has found', async () => {
	const fixture = await publish({}, { pollBudgetMs: 20_000 });
	const { n8n, workflow } = fixture;
	await pollFor(fixture, HOUR);
	// iSpring Learn has given the address up, and can't reach it.
	subscribersOf(fixture)[0].unconfirm();
	await n8n.stop();
	await complete(fixture, 11);
	await pass(fixture, 7 * HOUR);
	const before = currentTime();
	await workflow.poll();
	expect(returnedBy(fixture)).toEqual([11]);
	// Later, n8n would have abandoned the poll. The execution waits for deliveries.
	expect(currentTime() - before).toBeLessThanOrEqual(20 + 12);
});

test('a result with an old date that arrives while n8n is down is returned', async () => {
	const fixture = await publish();
	const { n8n, workflow, simulator } = fixture;
	await pollFor(fixture, 4 * DAY, 6 * HOUR);
	await n8n.stop();
	// The learner was offline, and had completed it before.
	await complete(fixture, 20, currentTime() - 3 * DAY);
	await pass(fixture, DAY + HOUR);
	await n8n.restart();
	await workflow.publish('init');
	await pollFor(fixture, 7 * HOUR, HOUR);
	expect(returnedBy(fixture)).toEqual([20]);
	expect(simulator.violations).toEqual([]);
});

test('a result and its event at once are one item', async () => {
	const fixture = await publish({ rules: { maxBatch: 1 } });
	const { workflow, n8n } = fixture;
	await n8n.stop();
	for (const row of [1, 2, 3, 4]) await complete(fixture, row);
	await pass(fixture, 30 * MINUTE);
	await n8n.restart();
	await Promise.all([workflow.publish('init'), pass(fixture, 10 * MINUTE)]);
	await pollFor(fixture, HOUR);
	expect(returnedBy(fixture)).toEqual([1, 2, 3, 4]);
	const modes = new Set(workflow.executions().map(({ mode }) => mode));
	expect(modes).toEqual(new Set(['trigger', 'webhook']));
});

test('an API that is down fails the poll, and the next one finds what was missed', async () => {
	const fixture = await publish();
	const { simulator, n8n, workflow } = fixture;
	await pollFor(fixture, HOUR);
	await n8n.stop();
	await complete(fixture, 11);
	await pass(fixture, 2 * DAY);
	await n8n.restart();
	simulator.faults.add({ on: { path: RESULTS, times: 4 }, status: 503 });
	await workflow.publish('init').catch(() => undefined);
	simulator.faults.clear();
	await workflow.publish('init');
	await pollFor(fixture, HOUR);
	expect(returnedBy(fixture)).toEqual([11]);
});
