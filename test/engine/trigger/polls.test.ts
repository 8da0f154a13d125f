import { sleep } from 'n8n-workflow';
import { FORMATS, listUrls, Suite } from '../harness/suite';
import { complete, DAY, HOUR, indexesOf, MINUTE, setStage, UNFINISHED } from '../harness/stage';

let suite: Suite;
beforeAll(async () => {
	suite = await Suite.open();
});
afterEach(async () => await suite.end());

const PATH = '/learners/modules/results';

describe.each(
	FORMATS.flatMap((format) => [true, false].map((inclusive) => ({ format, inclusive }))),
)('in $format, ends of ranges inclusive: $inclusive', ({ format, inclusive }) => {
	const options = { format, inclusiveRanges: inclusive };

	test('suppresses what is there, returns what is new, each result once', async () => {
		const stage = await setStage(suite, options);
		const { simulator, poller } = stage;
		complete(stage, 3, stage.now - 10);
		expect(await poller.activate()).toEqual([]);
		expect(listUrls(simulator)).toEqual([
			`${PATH}?pageSize=1`,
			`${PATH}?completionDate[startDate]=2026-05-31T22:59:59Z&pageSize=1000`,
			// The first sweep adds what is there to the seen set.
			`${PATH}?completionDate[startDate]=2026-05-24T23:59:59Z&completionDate[endDate]=2026-05-31T23:00:00Z&pageSize=1000`,
		]);
		simulator.reset();
		stage.now += MINUTE;
		expect(await poller.poll()).toEqual([]);

		complete(stage, 7);
		complete(stage, 8, stage.now + 5);
		stage.now += MINUTE;
		const rows = await poller.poll();
		expect(indexesOf(stage, rows)).toEqual([7, 8]);
		expect(rows.map(({ completionStatus }) => completionStatus)).toEqual(['passed', 'passed']);
		expect(listUrls(simulator)).toEqual(
			Array(2).fill(`${PATH}?completionDate[startDate]=2026-05-31T22:59:59Z&pageSize=1000`),
		);
		simulator.reset();
		expect(await poller.poll()).toEqual([]);
		// From an hour before the newest result.
		expect(listUrls(simulator)).toEqual([
			`${PATH}?completionDate[startDate]=2026-05-31T23:01:04Z&pageSize=1000`,
		]);
		expect(simulator.violations).toEqual([]);
	});

	test('returns what arrives late, as far as the overlap reaches', async () => {
		const late = { overlapMinutes: 30, lateResultsDays: 0 };
		const stage = await setStage(suite, options, { fields: { options: late } });
		const { poller } = stage;
		complete(stage, 1, stage.now - 25 * MINUTE);
		await poller.activate();
		complete(stage, 2, stage.now - 30 * MINUTE);
		complete(stage, 3, stage.now - 31 * MINUTE);
		stage.now += 10;
		expect(indexesOf(stage, await poller.poll())).toEqual([2]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	test('returns what happens during a restart, and nothing twice', async () => {
		const stage = await setStage(suite, options);
		const { poller } = stage;
		await poller.activate();
		complete(stage, 4);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([4]);
		stage.now += DAY;
		await poller.poll();
		complete(stage, 5, stage.now - HOUR);
		poller.restart();
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([5]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	test('returns an overdue module once for each due date', async () => {
		const stage = await setStage(suite, options, { fields: { event: 'moduleOverdue' } });
		const { simulator, poller } = stage;
		simulator.change(1, { ...UNFINISHED, dueDate: stage.now - MINUTE });
		simulator.change(2, { ...UNFINISHED, dueDate: stage.now + MINUTE });
		simulator.change(3, { ...UNFINISHED, dueDate: stage.now + MINUTE });
		await poller.activate();
		expect(listUrls(simulator)).toHaveLength(4);
		complete(stage, 3);
		stage.now += 2 * MINUTE;
		simulator.reset();
		const rows = await poller.poll();
		expect(indexesOf(stage, rows)).toEqual([2]);
		expect(rows[0].isOverdue).toBe(true);
		expect(listUrls(simulator)).toEqual([
			`${PATH}?pageSize=1`,
			`${PATH}?dueDate[startDate]=2026-05-31T22:59:59Z&dueDate[endDate]=2026-06-01T00:02:01Z&pageSize=1000`,
		]);
		// A new status is not another event; a new due date is.
		simulator.change(2, { completionStatus: 'incomplete' });
		expect(await poller.poll()).toEqual([]);
		simulator.change(2, { dueDate: stage.now + MINUTE });
		expect(await poller.poll()).toEqual([]);
		stage.now += 2 * MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([2]);
		expect(await poller.poll()).toEqual([]);
	});

	test('returns an assigned module once, whatever its later status', async () => {
		const stage = await setStage(suite, options, { fields: { event: 'moduleAssigned' } });
		const { simulator, poller } = stage;
		await poller.activate();
		simulator.change(5, { accessDate: stage.now, completionStatus: 'not_started' });
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([5]);
		simulator.change(5, { completionStatus: 'in_progress' });
		stage.now += MINUTE;
		expect(await poller.poll()).toEqual([]);
		expect(simulator.violations).toEqual([]);
	});
});

describe.each(FORMATS)('module completed, in %s', (format) => {
	test('each status at the same date is returned once', async () => {
		const stage = await setStage(suite, { format });
		const { simulator, poller } = stage;
		await poller.activate();
		const completionDate = stage.now;
		const returned = [];
		for (const completionStatus of ['pending', 'pending', 'declined', 'accepted'] as const) {
			simulator.change(4, { completionDate, completionStatus });
			stage.now += MINUTE;
			returned.push(...(await poller.poll()));
		}
		const statuses = returned.map(({ completionStatus }) => completionStatus);
		expect(statuses).toEqual(['pending', 'declined', 'accepted']);
	});

	test('a module that is started again is returned when it is completed, not before', async () => {
		const stage = await setStage(suite, { format });
		const { simulator, poller } = stage;
		await poller.activate();
		complete(stage, 4);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([4]);
		for (const completionStatus of ['not_started', 'in_progress'] as const) {
			simulator.change(4, { completionStatus });
			stage.now += MINUTE;
			expect(await poller.poll()).toEqual([]);
		}
		complete(stage, 4);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([4]);
	});

	test('titles are unchanged: "007", an emoji, quotes', async () => {
		const stage = await setStage(suite, { format, rows: 400, users: 40 });
		const { simulator, poller } = stage;
		await poller.activate();
		for (let row = 0; row < 400; row++) complete(stage, row);
		stage.now += MINUTE;
		const titles = (await poller.poll()).map(({ moduleTitle }) => moduleTitle);
		expect(titles).toHaveLength(400);
		expect(titles).toEqual(expect.arrayContaining(['007', '1e3', 'true', 'Party 😀 café']));
		const sent = Array.from({ length: 400 }, (_, row) => simulator.row(row).moduleTitle);
		expect([...titles].sort()).toEqual([...sent].sort());
	});
});

describe('dates in the future', () => {
	test('do not hide other results, and are returned once', async () => {
		const stage = await setStage(suite);
		const { poller } = stage;
		complete(stage, 1, stage.now + 3000 * DAY);
		await poller.activate();
		complete(stage, 2, stage.now + 3001 * DAY);
		complete(stage, 3);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([2, 3]);
		complete(stage, 4);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([4]);
		expect(await poller.poll()).toEqual([]);
	});
});

describe('a change of the workflow', () => {
	test('of filters does not return what happened before', async () => {
		const stage = await setStage(suite);
		const { simulator, poller } = stage;
		const { courseId } = simulator.row(0);
		poller.change({ fields: { filters: { courseIds: [courseId] } } });
		await poller.activate();
		const other = Array.from({ length: 60 }, (_, i) => i).filter(
			(i) => simulator.row(i).courseId !== courseId,
		);
		complete(stage, other[0]);
		stage.now += 40 * DAY;
		complete(stage, other[1], stage.now - HOUR / 2);
		expect(await poller.poll()).toEqual([]);

		stage.now += MINUTE;
		poller.change({ fields: { filters: {} } });
		complete(stage, other[2]);
		expect(indexesOf(stage, await poller.activate())).toEqual([other[2]]);
		complete(stage, other[3]);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([other[3]]);
	});

	test('that only reorders the filters is not a change of filters', async () => {
		const stage = await setStage(suite);
		const { simulator, poller } = stage;
		const { courseId, userId } = simulator.row(0);
		poller.change({ fields: { filters: { courseIds: [courseId], userIds: [userId] } } });
		await poller.activate();
		const { filters } = poller.state().state as { filters: string };
		poller.change({ fields: { filters: { userIds: [userId], courseIds: [courseId] } } });
		await poller.poll();
		expect(poller.state().state).toMatchObject({ filters });
	});

	test('does not include a filter by a moving date', async () => {
		const filters = { accessDateStart: '={{ $now.minus({ years: 10 }) }}' };
		const stage = await setStage(suite, {}, { fields: { filters } });
		const { poller } = stage;
		await poller.activate();
		stage.now += HOUR;
		await poller.poll();
		// It arrives late: a change of filters would suppress it.
		complete(stage, 1, stage.now - HOUR / 2);
		await sleep(1100);
		expect(indexesOf(stage, await poller.poll())).toEqual([1]);
	});

	test('of the event or of the host starts over', async () => {
		const stage = await setStage(suite);
		const { simulator, poller } = stage;
		await poller.activate();
		simulator.change(9, { accessDate: stage.now });
		stage.now += MINUTE;
		poller.change({ fields: { event: 'moduleAssigned' } });
		expect(await poller.activate()).toEqual([]);
		simulator.change(10, { accessDate: stage.now });
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([10]);

		const elsewhere = await setStage(suite);
		complete(elsewhere, 1, elsewhere.now - MINUTE);
		poller.change({ credentials: suite.account(elsewhere.simulator) });
		expect(await poller.activate()).toEqual([]);
		expect(poller.state().state).toMatchObject({ cursor: '2026-06-01T00:00:00Z' });
	});

	test('of the overlap returns nothing twice', async () => {
		const stage = await setStage(suite);
		const { poller } = stage;
		await poller.activate();
		for (const row of [1, 2, 3]) {
			complete(stage, row);
			stage.now += HOUR;
			expect(indexesOf(stage, await poller.poll())).toEqual([row]);
		}
		poller.change({ fields: { options: { overlapMinutes: 600 } } });
		expect(await poller.poll()).toEqual([]);
	});
});

test('n8n versions without a time limit for polls are supported', async () => {
	const stage = await setStage(suite, {}, { budgetMs: null });
	const { poller } = stage;
	await poller.activate();
	complete(stage, 1);
	stage.now += MINUTE;
	expect(indexesOf(stage, await poller.poll())).toEqual([1]);
});

describe('durable cursors, with which n8n does not store the state of an activation without items', () => {
	test('what happens before the next poll is returned', async () => {
		const stage = await setStage(suite);
		const { poller } = stage;
		complete(stage, 1, stage.now - MINUTE);
		expect(await poller.activate(undefined, true)).toEqual([]);
		expect(poller.state()).toEqual({});
		complete(stage, 2);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([2]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	test('an activation a week later starts at that time', async () => {
		const stage = await setStage(suite);
		const { poller } = stage;
		await poller.activate(undefined, true);
		complete(stage, 1);
		stage.now += 7 * DAY;
		expect(await poller.activate(undefined, true)).toEqual([]);
		complete(stage, 2);
		stage.now += MINUTE;
		expect(indexesOf(stage, await poller.poll())).toEqual([2]);
	});
});

test('two triggers in one workflow have separate states', async () => {
	const names = ['First', 'Second'];
	const stage = await setStage(suite, {}, { names });
	const { poller } = stage;
	await poller.activate('First');
	complete(stage, 1);
	stage.now += MINUTE;
	await poller.activate('Second');
	complete(stage, 2);
	stage.now += MINUTE;
	expect(indexesOf(stage, await poller.poll('First'))).toEqual([1, 2]);
	expect(indexesOf(stage, await poller.poll('Second'))).toEqual([2]);
	poller.restart();
	expect(await poller.poll('First')).toEqual([]);
	expect(await poller.poll('Second')).toEqual([]);
});

test('a poll that starts while another is running returns nothing', async () => {
	const stage = await setStage(suite, { delayMs: 150 });
	const { poller } = stage;
	await poller.activate();
	complete(stage, 1);
	stage.now += MINUTE;
	const both = await Promise.all([poller.poll(), poller.poll()]);
	expect(both.map((rows) => rows.length)).toEqual([1, 0]);
	expect(await poller.poll()).toEqual([]);
});
