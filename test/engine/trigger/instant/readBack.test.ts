/** What the lists say about an event, or don't, and what happens when they can't be read. */
import {
	complete,
	deliveriesOf,
	pass,
	publishInstant,
	returnedBy,
} from '../../../support/engine/instant/fixture';
import type { InstantFixture } from '../../../support/engine/instant/fixture';
import { WORLD_NOW } from '../../../simulator/world';
import type { Simulator } from '../../../simulator/server';
import { pause, useSuite } from '../../../support/engine/suite';

const suite = useSuite();

const RESULTS = '/learners/modules/results';

/** The message about a completion, without its date. */
function messageOf(simulator: Simulator, row: number) {
	const { userId: learnerId, courseItemId } = simulator.row(row);
	const { id } = simulator.world.enrollment(simulator.world.assigned.ofRow(row));
	return { learnerId, courseItemId, enrollmentIds: [id] };
}

/** Fires the event of a completion, whatever the list says. */
async function fire({ simulator, n8n }: InstantFixture, row: number, date: number): Promise<void> {
	simulator.webhooks.fire('COURSE_ITEM_COMPLETED_SUCCESSFULLY', {
		...messageOf(simulator, row),
		completionDate: BigInt(date) * 1_000_000_000n,
	});
	await n8n.idle();
}

const readsOf = ({ simulator }: InstantFixture): number =>
	simulator.requests.filter(({ path }) => path === RESULTS).length;

test('a result that is not there at first is read again after some seconds', async () => {
	const fixture = await publishInstant(suite);
	const { simulator, workflow } = fixture;
	simulator.reset();
	simulator.faults.add({ on: { path: RESULTS }, body: '{"results":[]}' });
	const before = Date.now();
	await complete(fixture, 3);
	expect(returnedBy(fixture)).toEqual([3]);
	expect(workflow.rows()[0]).not.toHaveProperty('warning');
	expect(readsOf(fixture)).toBe(2);
	expect(Date.now() - before).toBeGreaterThanOrEqual(3000);
});

test('a result that is never there becomes an item with what the event says, and a warning', async () => {
	const fixture = await publishInstant(suite);
	const { simulator, workflow } = fixture;
	simulator.faults.add({ on: { path: RESULTS, times: 2 }, body: '{"results":[]}' });
	await complete(fixture, 3);
	const { userId, courseItemId } = simulator.row(3);
	expect(workflow.rows()).toEqual([
		expect.objectContaining({
			userId,
			courseItemId,
			moduleTitle: null,
			completionDate: expect.stringMatching(/^2026-06-01T00:00:\d\d(\.\d+)?Z$/) as unknown,
			warning: expect.stringContaining("doesn't list this record yet") as unknown,
		}),
	]);
	// Catch Up, or the event delivered again, doesn't return it a second time.
	const delivered = simulator.webhooks.log.at(-1);
	if (delivered !== undefined) await simulator.webhooks.redeliver(delivered);
	await fixture.n8n.idle();
	expect(workflow.rows()).toHaveLength(1);
});

test('a list that shows an earlier completion: the item says so', async () => {
	const fixture = await publishInstant(suite);
	const { simulator, workflow } = fixture;
	const earlier = { completionStatus: 'passed', completionDate: WORLD_NOW - 86_400 } as const;
	simulator.change(3, earlier);
	await fixture.n8n.idle();
	const before = workflow.rows().length;
	await fire(fixture, 3, WORLD_NOW);
	expect(workflow.rows().slice(before)).toMatchObject([
		{
			completionDate: '2026-05-31T00:00:00+00:00',
			warning: expect.stringContaining('earlier than the date of the event') as unknown,
		},
	]);
});

test('a list that shows a later completion: each of the two events is an item, with what the list shows', async () => {
	const fixture = await publishInstant(suite);
	const { simulator, n8n, workflow } = fixture;
	// Both happen before the first of them is read.
	simulator.change(3, { completionStatus: 'passed', completionDate: WORLD_NOW });
	simulator.change(3, { completionStatus: 'passed', completionDate: WORLD_NOW + 600 });
	await n8n.idle();
	const dates = workflow.rows().map(({ completionDate }) => completionDate);
	expect(dates).toEqual(Array(2).fill('2026-06-01T00:10:00+00:00'));
	expect(new Set(workflow.rows().map(({ eventKey }) => eventKey)).size).toBe(2);
	for (const one of deliveriesOf(fixture)) await simulator.webhooks.redeliver(one);
	await n8n.idle();
	expect(workflow.rows()).toHaveLength(2);
});

test('an event delivered again does not hide a later one, which the list already shows', async () => {
	const fixture = await publishInstant(suite, { rules: { retrySeconds: 600 } });
	const { simulator, n8n, workflow } = fixture;
	await complete(fixture, 3);
	const [first] = deliveriesOf(fixture);
	// The event of the second completion is lost at first, and that of the first one comes again before it.
	simulator.webhooks.faults.add({ lost: true });
	await complete(fixture, 3, WORLD_NOW + 600);
	await simulator.webhooks.redeliver(first);
	await n8n.idle();
	expect(workflow.rows()).toHaveLength(1);
	await pass(fixture, 600);
	expect(workflow.rows()).toHaveLength(2);
});

test('a result that is still in progress: the item only has what the event says', async () => {
	const fixture = await publishInstant(suite);
	const { simulator, workflow } = fixture;
	simulator.change(3, { completionStatus: 'in_progress', completionDate: null });
	await fire(fixture, 3, WORLD_NOW);
	expect(workflow.rows()).toMatchObject([
		{ warning: expect.stringContaining("doesn't list this result as completed yet") as unknown },
	]);
});

describe('an API that is down during an execution', () => {
	test.each([
		['results', { path: RESULTS }, {}],
		['names', { path: '/users/v2' }, { output: 'selected', columns: ['userName', 'userId'] }],
	])(
		'%s: the execution fails, and running it again returns the events',
		async (_name, on, output) => {
			const job = { fields: { ...output, options: { maxRetries: 2 } } };
			const fixture = await publishInstant(suite, {}, job);
			const { simulator, workflow } = fixture;
			simulator.faults.add({ on: { ...on, times: 3 }, status: 503 });
			await complete(fixture, [3, 4]);
			const failed = workflow.executions();
			expect(failed).toMatchObject([{ mode: 'webhook', rows: [] }]);
			expect(failed[0].error?.message).toEqual(expect.any(String));
			expect(simulator.faults.pending).toEqual([]);
			const { rows, error } = await workflow.retry(failed[0]);
			expect(error).toBeUndefined();
			expect(rows).toHaveLength(2);
			// They are the same events for n8n, and no others come with them.
			expect((await workflow.retry(failed[0])).rows).toEqual(rows);
		},
	);

	test('fewer failures than Max Retries are not noticed', async () => {
		const fixture = await publishInstant(suite);
		fixture.simulator.faults.add({ on: { path: RESULTS, times: 3 }, status: 503 });
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
		expect(fixture.workflow.executions()).toHaveLength(1);
	});
});

describe("n8n's table of processed items", () => {
	test('fails once: nobody notices', async () => {
		const fixture = await publishInstant(suite);
		const { n8n, workflow } = fixture;
		n8n.table.failing.add(n8n.table.calls + 1);
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
		expect(workflow.executions()).toMatchObject([{ error: undefined }]);
	});

	test('is away: the execution fails, and running it again returns the events', async () => {
		const fixture = await publishInstant(suite);
		const { n8n, workflow } = fixture;
		for (const call of [1, 2]) n8n.table.failing.add(n8n.table.calls + call);
		await complete(fixture, 3);
		const [failed] = workflow.executions();
		expect(failed.error).toBeDefined();
		expect((await workflow.retry(failed)).rows).toHaveLength(1);
	});

	test('fails after it has recorded the events: they are returned', async () => {
		const fixture = await publishInstant(suite);
		const { n8n } = fixture;
		for (const call of [2, 3, 4]) n8n.table.failing.add(n8n.table.calls + call);
		await complete(fixture, 3);
		expect(returnedBy(fixture)).toEqual([3]);
	});

	test('is used for the first time by two processes at once: both return their events', async () => {
		const fixture = await publishInstant(suite, {}, {}, 'queue');
		const { simulator, workflow, n8n } = fixture;
		await n8n.stop();
		const change = { completionStatus: 'passed', completionDate: WORLD_NOW } as const;
		for (const row of [3, 4]) simulator.change(row, change);
		n8n.table.access = async () => void (await pause(20));
		const [one, other] = [3, 4].map((row) => [
			[{ json: { messages: [messageOf(simulator, row)] } }],
		]);
		const executions = await Promise.all([
			workflow.execute('webhook', one),
			workflow.execute('webhook', other),
		]);
		expect(executions.map(({ rows, error }) => [rows.length, error])).toEqual(
			Array(2).fill([1, undefined]),
		);
		for (const { input } of executions) expect((await workflow.retry({ input })).rows).toEqual([]);
	});

	test('has the events of an execution that crashed: someone runs it again, and it returns them', async () => {
		const fixture = await publishInstant(suite);
		const { workflow } = fixture;
		await complete(fixture, 3);
		// Its process has ended before n8n stored the items.
		const [crashed] = workflow.executions();
		expect((await workflow.retry(crashed)).rows).toEqual(crashed.rows);
		expect(crashed.rows).toHaveLength(1);
	});

	test('has the events of a crashed execution: n8n runs it again, and it returns them', async () => {
		const { simulator, workflow, n8n } = await publishInstant(suite, {}, {}, 'queue');
		await n8n.stop();
		simulator.change(3, { completionStatus: 'passed', completionDate: WORLD_NOW });
		const input = [[{ json: { messages: [messageOf(simulator, 3)] } }]];
		const ids = ['7', '7', '8'];
		const counts: number[] = [];
		for (const id of ids) counts.push((await workflow.execute('webhook', input, id)).rows.length);
		expect(counts).toEqual([1, 1, 0]);
	});
});
