/** Results that stay on a learner's device for days and arrive with an old date. */
import type { Stage } from '../harness/stage';
import { complete, DAY, HOUR, indexesOf, MINUTE, setStage, UNFINISHED } from '../harness/stage';
import { FORMATS, listUrls, Suite } from '../harness/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

const days = (lateResultsDays: number) => ({ options: { lateResultsDays } });

/** Polls at an interval for some time. Returns the indexes of the rows. */
async function pollFor(stage: Stage, seconds: number, interval = 10 * MINUTE): Promise<number[]> {
	const returned: number[] = [];
	for (const end = stage.now + seconds; stage.now < end; ) {
		stage.now += interval;
		returned.push(...indexesOf(stage, await stage.poller.poll()));
	}
	return returned.sort((a, b) => a - b);
}

/** Activates the trigger in an account where nothing was completed lately. */
async function activate(stage: Stage): Promise<Stage> {
	for (let row = 0; row < 60; row++) stage.simulator.change(row, { ...UNFINISHED });
	complete(stage, 50, stage.now - 3 * DAY);
	complete(stage, 51, stage.now - 10 * DAY);
	expect(await stage.poller.activate()).toEqual([]);
	return stage;
}

describe.each(FORMATS)('in %s', (format) => {
	test('a result that arrives five days late is returned within about an hour, once; older ones are not', async () => {
		const stage = await activate(await setStage(suite, { format }));
		complete(stage, 1, stage.now - 5 * DAY);
		stage.now += MINUTE;
		expect(await stage.poller.poll()).toEqual([]);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([1]);
		complete(stage, 2, stage.now - 6 * DAY);
		complete(stage, 3, stage.now - 9 * DAY);
		complete(stage, 4, stage.now - 2 * HOUR);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([2, 4]);
		stage.poller.restart();
		expect(await pollFor(stage, 2 * DAY, HOUR)).toEqual([]);
		expect(stage.simulator.violations).toEqual([]);
	});

	test('results that arrive during many polls are returned once each, with names', async () => {
		const options = { addNames: ['learner'] };
		const stage = await activate(await setStage(suite, { format }, { fields: { options } }));
		const returned: number[] = [];
		for (let row = 0; row < 20; row++) {
			complete(stage, row, stage.now - (row % 7) * DAY);
			returned.push(...(await pollFor(stage, 20 * MINUTE)));
		}
		returned.push(...(await pollFor(stage, 2 * HOUR)));
		expect(returned.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, row) => row));
	});
});

test('a status that changes days after the completion is returned', async () => {
	const stage = await activate(await setStage(suite));
	const completionDate = stage.now;
	stage.simulator.change(7, { completionDate, completionStatus: 'pending' });
	expect(await pollFor(stage, 3 * DAY, HOUR)).toEqual([7]);
	// Now the completion is before the lookback.
	complete(stage, 8);
	expect(await pollFor(stage, 2 * HOUR)).toEqual([8]);
	stage.simulator.change(7, { completionDate, completionStatus: 'accepted' });
	expect(await pollFor(stage, 2 * HOUR)).toEqual([7]);
});

test('a due date that is moved back by days is returned as overdue', async () => {
	const stage = await setStage(suite, {}, { fields: { event: 'moduleOverdue' } });
	const { simulator, poller } = stage;
	await poller.activate();
	simulator.change(8, { ...UNFINISHED, dueDate: stage.now - 4 * DAY });
	expect(await pollFor(stage, 2 * HOUR)).toEqual([8]);
	expect(await pollFor(stage, 2 * HOUR)).toEqual([]);
});

test('in an account of the usual size, sweeps take about one request an hour', async () => {
	const stage = await activate(await setStage(suite));
	stage.simulator.reset();
	await pollFor(stage, DAY, HOUR);
	const sweeps = listUrls(stage.simulator).filter((url) => url.includes('[endDate]'));
	expect(sweeps.length).toBeGreaterThanOrEqual(20);
	expect(sweeps.length).toBeLessThanOrEqual(25);
});

describe('0 days', () => {
	test('turns sweeps off: only the polls send requests', async () => {
		const stage = await activate(await setStage(suite, {}, { fields: days(0) }));
		stage.simulator.reset();
		complete(stage, 1, stage.now - DAY);
		expect(await pollFor(stage, DAY, HOUR)).toEqual([]);
		expect(listUrls(stage.simulator)).toHaveLength(24);
	});

	test('after sweeps are turned on again, results that arrive from then on are returned', async () => {
		const stage = await activate(await setStage(suite, {}, { fields: days(0) }));
		complete(stage, 1, stage.now - DAY);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([]);
		stage.poller.change({ fields: days(7) });
		expect(await stage.poller.activate()).toEqual([]);
		complete(stage, 2, stage.now - DAY);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([2]);
	});
});

describe('a change', () => {
	test('to more days does not return what was there', async () => {
		const stage = await activate(await setStage(suite));
		stage.now += MINUTE;
		stage.poller.change({ fields: days(30) });
		expect(await stage.poller.activate()).toEqual([]);
		complete(stage, 1, stage.now - 20 * DAY);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([1]);
	});

	test('to fewer days and back returns nothing twice', async () => {
		const stage = await activate(await setStage(suite));
		complete(stage, 1, stage.now - 5 * DAY);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([1]);
		stage.poller.change({ fields: days(1) });
		complete(stage, 2, stage.now - 5 * DAY);
		complete(stage, 3, stage.now - HOUR * 20);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([3]);
		stage.poller.change({ fields: days(7) });
		expect(await pollFor(stage, 2 * HOUR)).toEqual([]);
		complete(stage, 4, stage.now - 5 * DAY);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([4]);
	});

	test('of filters does not return what arrived under the old ones', async () => {
		const stage = await setStage(suite);
		const { simulator, poller } = stage;
		const { courseId } = simulator.row(0);
		const others = Array.from({ length: 50 }, (_, row) => row).filter(
			(row) => simulator.row(row).courseId !== courseId,
		);
		poller.change({ fields: { filters: { courseIds: [courseId] } } });
		await activate(stage);
		complete(stage, others[0], stage.now - 2 * DAY);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([]);
		poller.change({ fields: {} });
		expect(await poller.activate()).toEqual([]);
		complete(stage, others[1], stage.now - 2 * DAY);
		expect(await pollFor(stage, 2 * HOUR)).toEqual([others[1]]);
	});

	test('of the event starts over', async () => {
		const stage = await activate(await setStage(suite));
		stage.simulator.change(9, { accessDate: stage.now - 2 * DAY });
		stage.poller.change({ fields: { event: 'moduleAssigned' } });
		expect(await stage.poller.activate()).toEqual([]);
		stage.simulator.change(10, { accessDate: stage.now - 2 * DAY });
		expect(await pollFor(stage, 2 * HOUR)).toEqual([10]);
	});
});

test('Start From: A Date never returns what is dated before it', async () => {
	const fields = { startFrom: 'date', startDate: '2026-05-30T00:00:00' };
	const stage = await setStage(suite, {}, { fields });
	for (let row = 0; row < 60; row++) stage.simulator.change(row, { ...UNFINISHED });
	expect(await stage.poller.activate()).toEqual([]);
	stage.now += 2 * HOUR;
	complete(stage, 1, stage.now - DAY);
	complete(stage, 2, stage.now - 5 * DAY);
	expect(await pollFor(stage, 2 * HOUR)).toEqual([1]);
});

test('a result that arrives after the activation is returned even if n8n is killed', async () => {
	const stage = await activate(await setStage(suite));
	complete(stage, 1, stage.now - 3 * DAY);
	stage.poller.restart();
	expect(await pollFor(stage, 2 * HOUR)).toEqual([1]);
});

test('a result that arrives after the activation is returned with durable cursors, where n8n does not store that state', async () => {
	const stage = await setStage(suite);
	complete(stage, 1, stage.now - 2 * DAY);
	expect(await stage.poller.activate(undefined, true)).toEqual([]);
	expect(stage.poller.state()).toEqual({});
	complete(stage, 2, stage.now - 2 * DAY);
	expect(await pollFor(stage, 2 * HOUR)).toEqual([2]);
});

test('Fetch Test Event does not change the state', async () => {
	const stage = await activate(await setStage(suite));
	complete(stage, 1, stage.now - 2 * DAY);
	const before = stage.poller.state();
	expect(indexesOf(stage, await stage.poller.test())).toEqual([1, 50, 51]);
	expect(stage.poller.state()).toEqual(before);
	expect(await pollFor(stage, 2 * HOUR)).toEqual([1]);
});

test.each([30 * DAY, 12 * HOUR, -30 * DAY])(
	'if the clock of iSpring Learn is wrong by %d seconds for a while, results are delayed but returned once',
	async (wrong) => {
		const stage = await activate(await setStage(suite));
		stage.now += wrong;
		expect(await pollFor(stage, 2 * HOUR)).toEqual([]);
		stage.now -= wrong;
		expect(await pollFor(stage, 2 * HOUR)).toEqual([]);
		complete(stage, 1, stage.now - 2 * DAY);
		expect(await pollFor(stage, DAY, HOUR)).toEqual([1]);
	},
);

test('a failed sweep loses nothing: the poll returns what is new, and the next poll sweeps again', async () => {
	const stage = await setStage(suite, {}, { fields: { options: { maxRetries: 0 } } });
	const { simulator, poller } = await activate(stage);
	complete(stage, 1, stage.now - 3 * DAY);
	const failSweep = () =>
		simulator.faults.add({ on: { request: simulator.pageRequests + 2 }, status: 503 });
	for (const row of [2, 3]) {
		complete(stage, row);
		stage.now += 2 * HOUR;
		failSweep();
		expect(indexesOf(stage, await poller.poll())).toEqual([row]);
	}
	// Without new results, the poll fails.
	stage.now += 2 * HOUR;
	const before = poller.state();
	failSweep();
	await expect(poller.poll()).rejects.toThrow(/not able to answer/);
	expect(poller.state()).toEqual(before);
	expect(indexesOf(stage, await poller.poll())).toEqual([1]);
	expect(await pollFor(stage, 2 * HOUR)).toEqual([]);
});

test.each([-1, 1.5, 31, 'many'])(
	'%j days fail with a message that names the field',
	async (lateResultsDays) => {
		const stage = await setStage(suite, {}, { fields: { options: { lateResultsDays } } });
		await expect(stage.poller.activate()).rejects.toMatchObject({
			message: `Late Results (Days): "${lateResultsDays}" cannot be used`,
			description: 'Late Results (Days) is a whole number, 0 to 30.',
		});
	},
);
