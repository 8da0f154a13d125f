/** Fetch Test Event: it shows the newest results and does not change the state. */
import {
	complete,
	DAY,
	HOUR,
	indexesOf,
	createTriggerFixture,
	UNFINISHED,
} from '../../support/engine/triggerFixture';
import { listUrls, useSuite } from '../../support/engine/suite';

const suite = useSuite();

test('shows the newest five and saves no state', async () => {
	const fixture = await createTriggerFixture(suite);
	const { simulator, poller } = fixture;
	const ages = [1, 2, 3, 4, 5, 6, 7];
	for (const row of ages) complete(fixture, row, fixture.now - row * HOUR);
	expect(indexesOf(fixture, await poller.test())).toEqual([1, 2, 3, 4, 5]);
	expect(listUrls(simulator)).toHaveLength(2);
	expect(poller.state()).toEqual({});
});

test('looks back until there are enough', async () => {
	const fixture = await createTriggerFixture(suite, { rows: 4 });
	const { simulator, poller } = fixture;
	for (let row = 0; row < 4; row++) simulator.change(row, { completionDate: null });
	complete(fixture, 2, fixture.now - 700 * DAY);
	expect(indexesOf(fixture, await poller.test(), 4)).toEqual([2]);
	expect(listUrls(simulator)).toHaveLength(5);
});

test('shows overdue modules that are unfinished and whose due date has passed', async () => {
	const fixture = await createTriggerFixture(suite, {}, { fields: { event: 'moduleOverdue' } });
	const { simulator, poller } = fixture;
	simulator.change(1, {
		dueDate: fixture.now - HOUR,
		...UNFINISHED,
	});
	simulator.change(2, { dueDate: fixture.now + HOUR, ...UNFINISHED });
	const rows = await poller.test();
	expect(indexesOf(fixture, rows.slice(0, 1))).toEqual([1]);
	for (const row of rows) expect(row).toMatchObject({ completionDate: null, isOverdue: true });
});

test('says what to do if there is nothing, and names the fields', async () => {
	const fixture = await createTriggerFixture(suite, { rows: 1 });
	fixture.simulator.change(0, { completionDate: null });
	await expect(fixture.poller.test()).rejects.toMatchObject({
		message: 'No matching module results yet',
		description: expect.stringMatching(/another event or remove filters.*'User Statuses'/),
	});
});

describe('in an account with many results', () => {
	test('shows the newest results, wherever the server lists them', async () => {
		const fixture = await createTriggerFixture(suite, { rows: 7000 });
		const { simulator, poller } = fixture;
		for (let row = 0; row < 7000; row++) complete(fixture, row, fixture.now - 13 * HOUR - row);
		const newest = [6999, 6001, 5001, 4001, 3001];
		for (const row of newest) complete(fixture, row, fixture.now - row);
		expect(indexesOf(fixture, await poller.test(), 7000)).toEqual([...newest].reverse());
		expect(listUrls(simulator).length).toBeLessThan(20);
	});

	test('shows old results if newer ones do not count', async () => {
		const fields = { event: 'moduleOverdue' as const };
		const fixture = await createTriggerFixture(suite, { rows: 7000 }, { fields });
		const { simulator, poller } = fixture;
		for (let row = 0; row < 7000; row++) {
			const completionDate = fixture.now - 40 * DAY;
			simulator.change(row, { dueDate: fixture.now - 50 * DAY - row, completionDate });
		}
		simulator.change(6500, { dueDate: fixture.now - HOUR, ...UNFINISHED });
		simulator.change(3500, { dueDate: fixture.now - 300 * DAY, ...UNFINISHED });
		simulator.change(10, { dueDate: fixture.now - 900 * DAY, ...UNFINISHED });
		expect(indexesOf(fixture, await poller.test(), 7000)).toEqual([10, 3500, 6500]);
	});
});

test('finds one result among thousands of the same second', async () => {
	const fields = { event: 'moduleOverdue' as const };
	const fixture = await createTriggerFixture(suite, { rows: 3500 }, { fields });
	for (let row = 0; row < 3500; row++) {
		fixture.simulator.change(row, { dueDate: fixture.now - HOUR });
		complete(fixture, row, fixture.now - DAY);
	}
	fixture.simulator.change(3400, UNFINISHED);
	expect(indexesOf(fixture, await fixture.poller.test(), 3500)).toEqual([3400]);
});

test('says so if the time was up before it had read all results', async () => {
	const fields = { event: 'moduleOverdue' as const };
	const fixture = await createTriggerFixture(
		suite,
		{ rows: 3000, delayMs: 300 },
		{ fields, budgetMs: 1000 },
	);
	for (let row = 0; row < 3000; row++) {
		const completionDate = fixture.now - DAY;
		fixture.simulator.change(row, { dueDate: fixture.now - HOUR, completionDate });
	}
	await expect(fixture.poller.test()).rejects.toMatchObject({
		message: expect.stringMatching(/wasn't time to check them all/),
		description: expect.stringMatching(/another event, or filter/),
	});
});
