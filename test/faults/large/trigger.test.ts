import { resultKeyOf } from '../../support/columns';
import { FORMATS, listUrls, useSuite } from '../../support/engine/suite';
import { complete, MINUTE, createTriggerFixture } from '../../support/engine/triggerFixture';

const suite = useSuite();

describe.each(FORMATS)('an account with 100,000 results, in %s', (format) => {
	const rows = 100_000;

	test('takes a few requests to start with what is new', async () => {
		const fixture = await createTriggerFixture(suite, { rows, users: 2000, format });
		const { simulator, poller } = fixture;
		expect(await poller.activate()).toEqual([]);
		// Two, and those for the last seven days.
		expect(listUrls(simulator)).toHaveLength(4);
		complete(fixture, 99_999);
		fixture.now += MINUTE;
		expect(await poller.poll()).toHaveLength(1);
		expect(listUrls(simulator)).toHaveLength(5);
	}, 300_000);

	test('is returned in parts, each result once, also if n8n ends in between', async () => {
		const fields = { startFrom: 'everything' };
		const fixture = await createTriggerFixture(suite, { rows, users: 2000, format }, { fields });
		const { simulator, poller } = fixture;
		const wanted = new Map<string, number>();
		for (const row of simulator.expectedRows()) {
			if (row.completionDate === undefined) continue;
			const key = resultKeyOf(row);
			wanted.set(key, (wanted.get(key) ?? 0) + 1);
		}
		const actual = new Map<string, number>();
		const sizes: number[] = [];
		for (let poll = 0; poll === 0 || poller.state().state !== undefined; poll++) {
			const got = await (poll === 0 ? poller.activate() : poller.poll());
			sizes.push(got.length);
			for (const { resultKey } of got) {
				actual.set(String(resultKey), (actual.get(String(resultKey)) ?? 0) + 1);
			}
			fixture.now += MINUTE;
			if (poll % 3 === 2) poller.restart();
			const { pass } = poller.state().state as { pass: unknown };
			if (pass === null) break;
		}
		expect([...actual.keys()].filter((key) => !wanted.has(key))).toEqual([]);
		expect([...wanted.keys()].filter((key) => !actual.has(key))).toEqual([]);
		expect([...actual.values()].every((times) => times === 1)).toBe(true);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(20_000);
		expect(sizes.length).toBeGreaterThan(3);
		// About 100 requests would read each row once; slices that turn out to be too large take more.
		expect(listUrls(simulator).length).toBeLessThan(250);
		expect(JSON.stringify(poller.state()).length).toBeLessThan(40_000);
		expect(simulator.violations).toEqual([]);
	}, 300_000);
});

// As many as a slice may have, and one more.
test.each([10_000, 10_001])(
	'%d results are returned once each',
	async (rows) => {
		const fields = { startFrom: 'everything', event: 'moduleAssigned' };
		const { simulator, poller } = await createTriggerFixture(
			suite,
			{ rows, users: 1000 },
			{ fields },
		);
		const actual = [
			...(await poller.activate()),
			...(await poller.poll()),
			...(await poller.poll()),
		];
		expect(new Set(actual.map(({ resultKey }) => resultKey)).size).toBe(rows);
		expect(actual).toHaveLength(rows);
		expect(simulator.violations).toEqual([]);
	},
	300_000,
);

test.each([true, false])(
	'a second with more results than a poll reads is returned complete, ends of ranges inclusive: %s',
	async (inclusiveRanges) => {
		const options = { rows: 12_000, users: 1000, inclusiveRanges };
		const fixture = await createTriggerFixture(suite, options, {
			fields: { event: 'moduleAssigned' },
		});
		const { simulator, poller } = fixture;
		await poller.activate();
		for (let row = 0; row < 11_500; row++) simulator.change(row, { accessDate: fixture.now + 5 });
		simulator.change(11_990, { accessDate: fixture.now + 6 });
		fixture.now += MINUTE;
		const actual = [];
		for (let poll = 0; poll < 3; poll++) {
			simulator.reset();
			actual.push(...(await poller.poll()));
			// Once to see that it is too much, once by itself, once on either side of it.
			expect(listUrls(simulator).length).toBeLessThan(60);
		}
		expect(new Set(actual.map(({ resultKey }) => resultKey)).size).toBe(11_501);
		expect(actual).toHaveLength(11_501);
	},
	300_000,
);

test('a slow account makes progress within the time limit of n8n', async () => {
	const options = { rows: 3000, users: 100, delayMs: 120 };
	// Half of it is a little more than one page.
	const job = { fields: { startFrom: 'everything' }, budgetMs: 300 };
	const fixture = await createTriggerFixture(suite, options, job);
	const { poller } = fixture;
	const actual = await poller.activate();
	for (let poll = 0; poll < 40; poll++) {
		fixture.now += MINUTE;
		actual.push(...(await poller.poll()));
	}
	const completed = [...fixture.simulator.expectedRows()].filter((row) => row.completionDate);
	expect(actual).toHaveLength(completed.length);
	expect(new Set(actual.map(({ resultKey }) => resultKey)).size).toBe(completed.length);
}, 300_000);

test('many IDs that take longer than the time limit of n8n do not block anything', async () => {
	const fixture = await createTriggerFixture(
		suite,
		{ rows: 600, users: 300, delayMs: 60 },
		{ budgetMs: 300 },
	);
	const { simulator, poller } = fixture;
	const userIds = simulator.world.users.map(({ id }) => id);
	poller.change({ fields: { filters: { userIds } } });
	await poller.activate();
	for (const row of [0, 599]) {
		complete(fixture, row);
		const actual = [];
		for (let poll = 0; poll < 20; poll++) {
			fixture.now += MINUTE;
			actual.push(...(await poller.poll()));
		}
		expect(actual).toHaveLength(1);
	}
}, 300_000);
