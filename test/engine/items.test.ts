import { ALL_COLUMNS } from '../support/columns';
import { FORMATS, rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

describe('three input items', () => {
	const parameters = { filters: { userIds: '={{ $json.user }}' }, options: { maxRetries: 0 } };

	test('run one query each, and results are paired with their item', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const input = simulator.world.users.slice(0, 3).map(({ id }) => ({ user: id }));
		const outcome = await suite.getAll(simulator, parameters, { input });
		rowsOf(outcome);
		expect(outcome.outputs[0]).toHaveLength(90);
		for (const { json, pairedItem } of outcome.outputs[0]) {
			expect(pairedItem).toEqual({ item: input.findIndex(({ user }) => user === json.userId) });
		}
		expect(simulator.pageRequests).toBe(3);
	});

	test('with continue on fail, one error item and the paired results of the others', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const [first, , third] = simulator.world.users.map(({ id }) => ({ user: id }));
		const input = [first, { user: 'nobody' }, third];
		const settings = { onError: 'continueRegularOutput' as const };
		const { outputs, error } = await suite.getAll(simulator, parameters, { input, settings });
		expect(error).toBeUndefined();
		const bad = outputs[0].filter(({ json }) => json.userId === undefined);
		expect(bad).toHaveLength(1);
		expect(bad[0].json.error).toBe(
			`"nobody" in 'User Names, Emails or IDs' isn't an ID or the name, login or email address of a user`,
		);
		const good = outputs[0].filter(({ json }) => json.userId !== undefined);
		expect(good).toHaveLength(60);
		for (const { json, pairedItem } of good) {
			expect(pairedItem).toEqual({ item: json.userId === first.user ? 0 : 2 });
		}
	});

	test('with an error output, the failed item there and the others on the main output', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const [first, , third] = simulator.world.users.map(({ id }) => ({ user: id }));
		const input = [first, { user: '00000000-0000-0000-0000-000000000000' }, third];
		const settings = { onError: 'continueErrorOutput' as const };
		const { outputs, error } = await suite.getAll(simulator, parameters, { input, settings });
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(60);
		for (const { json, pairedItem } of outputs[0]) {
			expect(pairedItem).toEqual({ item: json.userId === first.user ? 0 : 2 });
		}
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1][0].json.error).toBe(
			"An ID in 'User Names, Emails or IDs' doesn't exist (status 400)",
		);
	});

	test('without either, an error that names the failed item', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const input = [{ user: simulator.world.users[0].id }, { user: 'nobody' }];
		const { error } = await suite.getAll(simulator, parameters, { input });
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
	});

	test('300 input items send four page requests at a time and one token request, and every result is paired', async () => {
		const simulator = await suite.simulator({ rows: 300, users: 10, delayMs: 5 });
		const input = Array.from({ length: 100 }, (_, at) => ({
			user: simulator.world.users[at % 10].id,
		}));
		const outcome = await suite.getAll(simulator, parameters, { input });
		expect(rowsOf(outcome)).toHaveLength(3000);
		for (const [at, { json, pairedItem }] of outcome.outputs[0].entries()) {
			expect(pairedItem).toEqual({ item: Math.floor(at / 30) });
			expect(json.userId).toBe(input[Math.floor(at / 30)].user);
		}
		expect(simulator.pageRequests).toBe(100);
		expect(simulator.maxConcurrent).toBeGreaterThan(1);
		expect(simulator.maxConcurrent).toBeLessThanOrEqual(4);
		expect(simulator.tokenRequests).toBe(1);
	});
});

test('reads the same 1,000 rows from both formats, with entities, CDATA, emoji and titles like "007"', async () => {
	const titles = [
		'007',
		'1e3',
		'true',
		'null',
		' Blanks ',
		'😀 & <b> "q" \'a\'',
		'<![CDATA[x]]>',
		'Größe',
		'0x10',
		'',
	];
	const rowEdit = (row: object, at: number) => ({
		...row,
		moduleTitle: `${titles[at % titles.length]}`,
	});
	const [json, xml] = await Promise.all(
		FORMATS.map(async (format) => {
			const simulator = await suite.simulator({ rows: 1000, format, rowEdit: rowEdit as never });
			return rowsOf(await suite.getAll(simulator));
		}),
	);
	expect(json.slice(0, titles.length).map(({ moduleTitle }) => moduleTitle)).toEqual(titles);
	expect(xml).toEqual(json);
	for (const row of json) {
		expect(typeof row.isOverdue).toBe('boolean');
		for (const name of ['timeSpent', 'progress', 'awardedScore', 'passingScore', 'viewsCount']) {
			expect(row[name] === null || typeof row[name] === 'number').toBe(true);
		}
	}
});

test('appends unknown fields unchanged after the known columns', async () => {
	const simulator = await suite.simulator({
		rows: 3,
		rowEdit: ((row: object) => ({ newField: 'x', nested: { a: [1, 2] }, ...row })) as never,
	});
	const [row] = rowsOf(await suite.getAll(simulator, { output: 'all' }));
	expect(Object.keys(row)).toEqual([...ALL_COLUMNS, 'newField', 'nested']);
	expect(row.nested).toEqual({ a: [1, 2] });
});
