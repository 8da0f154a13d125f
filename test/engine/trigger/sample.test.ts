/** Fetch Test Event: it shows the newest results and does not change the state. */
import { complete, DAY, HOUR, indexesOf, setStage, UNFINISHED } from '../harness/stage';
import { FORMATS, listUrls, Suite } from '../harness/suite';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

test('shows the newest five and saves no state', async () => {
	const stage = await setStage(suite);
	const { simulator, poller } = stage;
	const ages = [1, 2, 3, 4, 5, 6, 7];
	for (const row of ages) complete(stage, row, stage.now - row * HOUR);
	expect(indexesOf(stage, await poller.test())).toEqual([1, 2, 3, 4, 5]);
	expect(listUrls(simulator)).toHaveLength(2);
	expect(poller.state()).toEqual({});
});

test('looks back until there are enough', async () => {
	const stage = await setStage(suite, { rows: 4 });
	const { simulator, poller } = stage;
	for (let row = 0; row < 4; row++) simulator.change(row, { completionDate: null });
	complete(stage, 2, stage.now - 700 * DAY);
	expect(indexesOf(stage, await poller.test(), 4)).toEqual([2]);
	expect(listUrls(simulator)).toHaveLength(5);
});

test('shows overdue modules that are unfinished and whose due date has passed', async () => {
	const stage = await setStage(suite, {}, { fields: { event: 'moduleOverdue' } });
	const { simulator, poller } = stage;
	simulator.change(1, {
		dueDate: stage.now - HOUR,
		...UNFINISHED,
	});
	simulator.change(2, { dueDate: stage.now + HOUR, ...UNFINISHED });
	const rows = await poller.test();
	expect(indexesOf(stage, rows.slice(0, 1))).toEqual([1]);
	for (const row of rows) expect(row).toMatchObject({ completionDate: null, isOverdue: true });
});

test('says what to do if there is nothing, and names the fields', async () => {
	const stage = await setStage(suite, { rows: 1 });
	stage.simulator.change(0, { completionDate: null });
	await expect(stage.poller.test()).rejects.toMatchObject({
		message: 'No module result goes with this event yet',
		description: expect.stringMatching(/Event.*Filters.*User Statuses/),
	});
});

describe.each(FORMATS)('in an account with many results, in %s', (format) => {
	test('shows the newest results, wherever the server lists them', async () => {
		const stage = await setStage(suite, { format, rows: 7000 });
		const { simulator, poller } = stage;
		for (let row = 0; row < 7000; row++) complete(stage, row, stage.now - 13 * HOUR - row);
		const newest = [6999, 6001, 5001, 4001, 3001];
		for (const row of newest) complete(stage, row, stage.now - row);
		expect(indexesOf(stage, await poller.test(), 7000)).toEqual([...newest].reverse());
		expect(listUrls(simulator).length).toBeLessThan(20);
	});

	test('shows old results if newer ones do not count', async () => {
		const fields = { event: 'moduleOverdue' as const };
		const stage = await setStage(suite, { format, rows: 7000 }, { fields });
		const { simulator, poller } = stage;
		for (let row = 0; row < 7000; row++) {
			const completionDate = stage.now - 40 * DAY;
			simulator.change(row, { dueDate: stage.now - 50 * DAY - row, completionDate });
		}
		simulator.change(6500, { dueDate: stage.now - HOUR, ...UNFINISHED });
		simulator.change(3500, { dueDate: stage.now - 300 * DAY, ...UNFINISHED });
		simulator.change(10, { dueDate: stage.now - 900 * DAY, ...UNFINISHED });
		expect(indexesOf(stage, await poller.test(), 7000)).toEqual([10, 3500, 6500]);
	});
});

test('finds one result among thousands of the same second', async () => {
	const fields = { event: 'moduleOverdue' as const };
	const stage = await setStage(suite, { rows: 3500 }, { fields });
	for (let row = 0; row < 3500; row++) {
		stage.simulator.change(row, { dueDate: stage.now - HOUR });
		complete(stage, row, stage.now - DAY);
	}
	stage.simulator.change(3400, UNFINISHED);
	expect(indexesOf(stage, await stage.poller.test(), 3500)).toEqual([3400]);
});

test('says so if the time was up before it had read all results', async () => {
	const fields = { event: 'moduleOverdue' as const };
	const stage = await setStage(suite, { rows: 3000, delayMs: 300 }, { fields, budgetMs: 1000 });
	for (let row = 0; row < 3000; row++) {
		const completionDate = stage.now - DAY;
		stage.simulator.change(row, { dueDate: stage.now - HOUR, completionDate });
	}
	await expect(stage.poller.test()).rejects.toMatchObject({
		message: expect.stringMatching(/no time to look through all/),
		description: expect.stringMatching(/Event.*Filters/),
	});
});
