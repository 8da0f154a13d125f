import { sleep } from 'n8n-workflow';
import { FORMATS, listUrls, useSuite } from '../../support/engine/suite';
import {
	complete,
	DAY,
	HOUR,
	indexesOf,
	MINUTE,
	createTriggerFixture,
	UNFINISHED,
} from '../../support/engine/triggerFixture';

const suite = useSuite();

const PATH = '/learners/modules/results';

describe.each(
	FORMATS.flatMap((format) => [true, false].map((inclusive) => ({ format, inclusive }))),
)('in $format, ends of ranges inclusive: $inclusive', ({ format, inclusive }) => {
	const options = { format, inclusiveRanges: inclusive };

	test('suppresses what is there, returns what is new, each result once', async () => {
		const fixture = await createTriggerFixture(suite, options);
		const { simulator, poller } = fixture;
		complete(fixture, 3, fixture.now - 10);
		expect(await poller.activate()).toEqual([]);
		expect(listUrls(simulator)).toEqual([
			`${PATH}?pageSize=1`,
			`${PATH}?completionDate[startDate]=2026-05-31T22:59:59Z&pageSize=1000`,
			// The first sweep adds what is there to the seen set.
			`${PATH}?completionDate[startDate]=2026-05-24T23:59:59Z&completionDate[endDate]=2026-05-31T23:00:00Z&pageSize=1000`,
		]);
		simulator.reset();
		fixture.now += MINUTE;
		expect(await poller.poll()).toEqual([]);

		complete(fixture, 7);
		complete(fixture, 8, fixture.now + 5);
		fixture.now += MINUTE;
		const rows = await poller.poll();
		expect(indexesOf(fixture, rows)).toEqual([7, 8]);
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

	test('returns what arrives late, as far as the lookback reaches', async () => {
		const late = { overlapMinutes: 30, lateResultsDays: 0 };
		const fixture = await createTriggerFixture(suite, options, { fields: { options: late } });
		const { poller } = fixture;
		complete(fixture, 1, fixture.now - 25 * MINUTE);
		await poller.activate();
		complete(fixture, 2, fixture.now - 30 * MINUTE);
		complete(fixture, 3, fixture.now - 31 * MINUTE);
		fixture.now += 10;
		expect(indexesOf(fixture, await poller.poll())).toEqual([2]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	test('returns what happens during a restart, and nothing twice', async () => {
		const fixture = await createTriggerFixture(suite, options);
		const { poller } = fixture;
		await poller.activate();
		complete(fixture, 4);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([4]);
		fixture.now += DAY;
		await poller.poll();
		complete(fixture, 5, fixture.now - HOUR);
		poller.restart();
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([5]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	test('returns an overdue module once for each due date', async () => {
		const fixture = await createTriggerFixture(suite, options, {
			fields: { event: 'moduleOverdue' },
		});
		const { simulator, poller } = fixture;
		simulator.change(1, { ...UNFINISHED, dueDate: fixture.now - MINUTE });
		simulator.change(2, { ...UNFINISHED, dueDate: fixture.now + MINUTE });
		simulator.change(3, { ...UNFINISHED, dueDate: fixture.now + MINUTE });
		await poller.activate();
		expect(listUrls(simulator)).toHaveLength(4);
		complete(fixture, 3);
		fixture.now += 2 * MINUTE;
		simulator.reset();
		const rows = await poller.poll();
		expect(indexesOf(fixture, rows)).toEqual([2]);
		expect(rows[0].isOverdue).toBe(true);
		expect(listUrls(simulator)).toEqual([
			`${PATH}?pageSize=1`,
			`${PATH}?dueDate[startDate]=2026-05-31T22:59:59Z&dueDate[endDate]=2026-06-01T00:02:01Z&pageSize=1000`,
		]);
		// A new status is not another event; a new due date is.
		simulator.change(2, { completionStatus: 'incomplete' });
		expect(await poller.poll()).toEqual([]);
		simulator.change(2, { dueDate: fixture.now + MINUTE });
		expect(await poller.poll()).toEqual([]);
		fixture.now += 2 * MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([2]);
		expect(await poller.poll()).toEqual([]);
	});

	test('returns an assigned module once, even if its status changes', async () => {
		const fixture = await createTriggerFixture(suite, options, {
			fields: { event: 'moduleAssigned' },
		});
		const { simulator, poller } = fixture;
		await poller.activate();
		simulator.change(5, { accessDate: fixture.now, completionStatus: 'not_started' });
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([5]);
		simulator.change(5, { completionStatus: 'in_progress' });
		fixture.now += MINUTE;
		expect(await poller.poll()).toEqual([]);
		expect(simulator.violations).toEqual([]);
	});
});

describe('module completed', () => {
	test('each status at the same date is returned once', async () => {
		const fixture = await createTriggerFixture(suite, {});
		const { simulator, poller } = fixture;
		await poller.activate();
		const completionDate = fixture.now;
		const returned = [];
		for (const completionStatus of ['pending', 'pending', 'declined', 'accepted'] as const) {
			simulator.change(4, { completionDate, completionStatus });
			fixture.now += MINUTE;
			returned.push(...(await poller.poll()));
		}
		const statuses = returned.map(({ completionStatus }) => completionStatus);
		expect(statuses).toEqual(['pending', 'declined', 'accepted']);
	});

	test('a module that is started again is returned when it is completed, not before', async () => {
		const fixture = await createTriggerFixture(suite, {});
		const { simulator, poller } = fixture;
		await poller.activate();
		complete(fixture, 4);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([4]);
		for (const completionStatus of ['not_started', 'in_progress'] as const) {
			simulator.change(4, { completionStatus });
			fixture.now += MINUTE;
			expect(await poller.poll()).toEqual([]);
		}
		complete(fixture, 4);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([4]);
	});

	test('titles are unchanged: "007", an emoji, quotes', async () => {
		const fixture = await createTriggerFixture(suite, { rows: 400, users: 40 });
		const { simulator, poller } = fixture;
		await poller.activate();
		for (let row = 0; row < 400; row++) complete(fixture, row);
		fixture.now += MINUTE;
		const titles = (await poller.poll()).map(({ moduleTitle }) => moduleTitle);
		expect(titles).toHaveLength(400);
		expect(titles).toEqual(expect.arrayContaining(['007', '1e3', 'true', 'Party 😀 café']));
		const sent = Array.from({ length: 400 }, (_, row) => simulator.row(row).moduleTitle);
		expect([...titles].sort()).toEqual([...sent].sort());
	});
});

describe('dates in the future', () => {
	test('do not hide other results, and are returned once', async () => {
		const fixture = await createTriggerFixture(suite);
		const { poller } = fixture;
		complete(fixture, 1, fixture.now + 3000 * DAY);
		await poller.activate();
		complete(fixture, 2, fixture.now + 3001 * DAY);
		complete(fixture, 3);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([2, 3]);
		complete(fixture, 4);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([4]);
		expect(await poller.poll()).toEqual([]);
	});
});

describe('a change of the workflow', () => {
	test('of filters does not return what happened before', async () => {
		const fixture = await createTriggerFixture(suite);
		const { simulator, poller } = fixture;
		const { courseId } = simulator.row(0);
		poller.change({ fields: { filters: { courseIds: [courseId] } } });
		await poller.activate();
		const other = Array.from({ length: 60 }, (_, i) => i).filter(
			(i) => simulator.row(i).courseId !== courseId,
		);
		complete(fixture, other[0]);
		fixture.now += 40 * DAY;
		complete(fixture, other[1], fixture.now - HOUR / 2);
		expect(await poller.poll()).toEqual([]);

		fixture.now += MINUTE;
		poller.change({ fields: { filters: {} } });
		complete(fixture, other[2]);
		expect(indexesOf(fixture, await poller.activate())).toEqual([other[2]]);
		complete(fixture, other[3]);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([other[3]]);
	});

	test('that only reorders the filters is not a change of filters', async () => {
		const fixture = await createTriggerFixture(suite);
		const { simulator, poller } = fixture;
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
		const fixture = await createTriggerFixture(suite, {}, { fields: { filters } });
		const { poller } = fixture;
		await poller.activate();
		fixture.now += HOUR;
		await poller.poll();
		// It arrives late: a change of filters would suppress it.
		complete(fixture, 1, fixture.now - HOUR / 2);
		await sleep(1100);
		expect(indexesOf(fixture, await poller.poll())).toEqual([1]);
	});

	test('of the event or of the host starts over', async () => {
		const fixture = await createTriggerFixture(suite);
		const { simulator, poller } = fixture;
		await poller.activate();
		simulator.change(9, { accessDate: fixture.now });
		fixture.now += MINUTE;
		poller.change({ fields: { event: 'moduleAssigned' } });
		expect(await poller.activate()).toEqual([]);
		simulator.change(10, { accessDate: fixture.now });
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([10]);

		const elsewhere = await createTriggerFixture(suite);
		complete(elsewhere, 1, elsewhere.now - MINUTE);
		poller.change({ credentials: suite.account(elsewhere.simulator) });
		expect(await poller.activate()).toEqual([]);
		expect(poller.state().state).toMatchObject({ cursor: '2026-06-01T00:00:00Z' });
	});

	test('of the lookback returns nothing twice', async () => {
		const fixture = await createTriggerFixture(suite);
		const { poller } = fixture;
		await poller.activate();
		for (const row of [1, 2, 3]) {
			complete(fixture, row);
			fixture.now += HOUR;
			expect(indexesOf(fixture, await poller.poll())).toEqual([row]);
		}
		poller.change({ fields: { options: { overlapMinutes: 600 } } });
		expect(await poller.poll()).toEqual([]);
	});
});

test('n8n versions without a time limit for polls are supported', async () => {
	const fixture = await createTriggerFixture(suite, {}, { budgetMs: null });
	const { poller } = fixture;
	await poller.activate();
	complete(fixture, 1);
	fixture.now += MINUTE;
	expect(indexesOf(fixture, await poller.poll())).toEqual([1]);
});

describe('durable cursors, with which n8n does not store the state of an activation without items', () => {
	test('what happens before the next poll is returned', async () => {
		const fixture = await createTriggerFixture(suite);
		const { poller } = fixture;
		complete(fixture, 1, fixture.now - MINUTE);
		expect(await poller.activate(undefined, true)).toEqual([]);
		expect(poller.state()).toEqual({});
		complete(fixture, 2);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([2]);
		poller.restart();
		expect(await poller.poll()).toEqual([]);
	});

	test('an activation a week later starts at that time', async () => {
		const fixture = await createTriggerFixture(suite);
		const { poller } = fixture;
		await poller.activate(undefined, true);
		complete(fixture, 1);
		fixture.now += 7 * DAY;
		expect(await poller.activate(undefined, true)).toEqual([]);
		complete(fixture, 2);
		fixture.now += MINUTE;
		expect(indexesOf(fixture, await poller.poll())).toEqual([2]);
	});
});

test('two triggers in one workflow have separate states', async () => {
	const names = ['First', 'Second'];
	const fixture = await createTriggerFixture(suite, {}, { names });
	const { poller } = fixture;
	await poller.activate('First');
	complete(fixture, 1);
	fixture.now += MINUTE;
	await poller.activate('Second');
	complete(fixture, 2);
	fixture.now += MINUTE;
	expect(indexesOf(fixture, await poller.poll('First'))).toEqual([1, 2]);
	expect(indexesOf(fixture, await poller.poll('Second'))).toEqual([2]);
	poller.restart();
	expect(await poller.poll('First')).toEqual([]);
	expect(await poller.poll('Second')).toEqual([]);
});

test('a poll that starts while another is running returns nothing', async () => {
	const fixture = await createTriggerFixture(suite, { delayMs: 150 });
	const { poller } = fixture;
	await poller.activate();
	complete(fixture, 1);
	fixture.now += MINUTE;
	const both = await Promise.all([poller.poll(), poller.poll()]);
	expect(both.map((rows) => rows.length)).toEqual([1, 0]);
	expect(await poller.poll()).toEqual([]);
});
