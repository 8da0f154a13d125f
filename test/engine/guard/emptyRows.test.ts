/** Rows of a filter that hold nothing: never the data of the whole account by accident. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createTriggerFixture } from '../../support/engine/triggerFixture';
import { coursesRows, departmentsRows, locator, usersRows } from '../../support/engine/rows';
import { listUrls, rowsOf, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const ALL = '/learners/modules/results?pageSize=1000';

/** Values of expressions in a row without data. */
const EMPTY = [
	'={{ undefined }}',
	'={{ null }}',
	'={{ [] }}',
	'={{ "" }}',
	'={{ " \u200b" }}',
	'={{ {} }}',
	'={{ [[], [undefined]] }}',
	'={{ [{ userId: undefined }] }}',
	'={{ ({ user: [{ userId: "" }] }) }}',
	'={{ $json.nope }}',
	'={{ $json.nope }},{{ $json.nope }}',
	'={{ $json.list.join(", ") }}',
	'={{ JSON.stringify([]) }}',
	'={{ String(undefined) }}',
	'={{ Number("x") }}',
	`={{ ${'['.repeat(20)}${']'.repeat(20)} }}`,
];
const INPUT: IDataObject[] = [{ list: [] }];

/** Shapes in which a program may have written the rows. */
const SHAPES: Array<[string, (value: string) => INodeParameters]> = [
	['a row', (value) => usersRows([value])],
	['two rows', (value) => usersRows([value, value])],
	['a row beside a blank one', (value) => usersRows(['', value])],
	['a row without a mode', (value) => ({ users: { user: [{ userId: value }] } })],
	['all rows', (value) => ({ users: { user: value } })],
	['the whole filter', (value) => ({ users: value })],
	['a row of courses', (value) => coursesRows([value])],
];

describe.each(EMPTY)('%s', (value) => {
	test.each(SHAPES)(
		'in %s stops, returns nothing, or does not filter',
		async (_shape, toFilters) => {
			const simulator = await suite.simulator({ rows: 30 });
			const filters = toFilters(value);
			const run = async (options: INodeParameters) =>
				await suite.getAll(simulator, { filters, options }, { input: INPUT });
			const { error } = await run({});
			expect(error?.message).toMatch(
				/^The expression in '(Users|Courses)' returns nothing for item 0$/,
			);
			expect(rowsOf(await run({ emptyExpressions: 'noResults' }))).toEqual([]);
			expect(simulator.requests).toEqual([]);
			expect(rowsOf(await run({ emptyExpressions: 'noFilter' }))).toHaveLength(30);
			expect(listUrls(simulator)).toEqual([ALL]);
		},
	);
});

describe('next to a row with a value', () => {
	const run = async (options: INodeParameters) => {
		const simulator = await suite.simulator({ rows: 300, users: 10 });
		const [{ id }] = simulator.world.users;
		const filters = usersRows([id, '={{ $json.nope }}']);
		return { simulator, id, outcome: await suite.getAll(simulator, { filters, options }) };
	};

	test('an empty expression stops the node', async () => {
		const { simulator, outcome } = await run({});
		expect(outcome.error?.message).toContain("'Users' returns nothing");
		expect(simulator.requests).toEqual([]);
	});

	test.each(['noResults', 'noFilter'])('an empty expression adds nobody: %s', async (choice) => {
		const { simulator, id, outcome } = await run({ emptyExpressions: choice });
		expect(rowsOf(outcome)).toHaveLength(30);
		expect(listUrls(simulator)).toEqual([
			`/learners/modules/results?userIds[]=${id}&pageSize=1000`,
		]);
	});
});

describe('rows that a person added but left blank', () => {
	test.each<[string, INodeParameters]>([
		['one', usersRows([''], 'list')],
		['several', { ...usersRows(['', ' ', null, undefined], 'list'), ...departmentsRows(['']) }],
		['an empty row', { users: { user: [{}] } }],
		['no rows', { users: { user: [] } }],
		['nothing at all', { users: {} }],
	])('%s: do not filter', async (_name, filters) => {
		const simulator = await suite.simulator({ rows: 30 });
		expect(rowsOf(await suite.getAll(simulator, { filters }))).toHaveLength(30);
		expect(listUrls(simulator)).toEqual([ALL]);
	});

	test('may be left over from another resource', async () => {
		const simulator = await suite.simulator();
		const filters = usersRows(['', ''], 'list');
		rowsOf(await suite.getAll(simulator, { resource: 'group', filters }));
		const { error } = await suite.getAll(simulator, {
			resource: 'group',
			filters: usersRows(['={{ $json.nope }}']),
		});
		expect(error?.message).toBe("'users' isn't a filter of Group");
	});
});

describe('rows that an AI model fills in', () => {
	const BY_MODEL = '={{ $fromAI("value") }}';

	test.each(['', 'none', 'All', 'N/A', null, '[]', ['any'], 'all users', {}])(
		'%j sets no filter',
		async (value) => {
			const simulator = await suite.simulator({ rows: 30 });
			const filters = { ...usersRows([BY_MODEL]), ...departmentsRows([BY_MODEL, '']) };
			rowsOf(await suite.getAll(simulator, { filters }, { input: [{ value }] }));
			expect(listUrls(simulator)).toEqual([ALL]);
		},
	);

	test('a value filters, and a row that the model leaves out adds nobody', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		const [{ id }] = simulator.world.users;
		for (const filters of [
			usersRows([BY_MODEL, '']),
			usersRows([BY_MODEL, '={{ /* $fromAI("x") */ "none" }}']),
		]) {
			rowsOf(await suite.getAll(simulator, { filters }, { input: [{ value: id }] }));
		}
		expect(listUrls(simulator)).toEqual(
			Array(2).fill(`/learners/modules/results?userIds[]=${id}&pageSize=1000`),
		);
	});

	test('a model that leaves its row out does not turn an empty expression into no filter', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		for (const empty of ['={{ $json.nope }}', `={{ ${'['.repeat(20)}${']'.repeat(20)} }}`]) {
			const filters = usersRows([BY_MODEL, empty]);
			const { error } = await suite.getAll(simulator, { filters }, { input: [{ value: '' }] });
			expect(error?.message).toContain("'Users' returns nothing");
		}
		expect(simulator.requests).toEqual([]);
	});
});

describe('the trigger', () => {
	test.each(EMPTY.filter((value) => !value.includes('$json')))(
		'with %s in a row stops, and with No Results reads nothing',
		async (value) => {
			const fields = (emptyExpressions: string) => ({
				filters: usersRows([value, '']),
				options: { emptyExpressions },
				startFrom: 'everything',
			});
			const { simulator, poller } = await createTriggerFixture(
				suite,
				{},
				{ fields: fields('stop') },
			);
			await expect(poller.activate()).rejects.toThrow("The expression in 'Users' returns nothing");
			await expect(poller.test()).rejects.toThrow("The expression in 'Users' returns nothing");
			poller.change({ fields: fields('noResults') });
			expect(await poller.activate()).toEqual([]);
			expect(simulator.requests).toEqual([]);
			poller.change({ fields: fields('noFilter') });
			await poller.activate();
			expect(listUrls(simulator).some((url) => url.includes('userIds'))).toBe(false);
		},
	);

	test('filters by rows and text, and only another choice counts as another filter', async () => {
		const { simulator, poller } = await createTriggerFixture(suite);
		const [one, two] = simulator.world.users.map(({ id }) => id);
		const named = (name: string) => ({
			users: { user: [{ userId: { ...Object(locator(one, 'list')), cachedResultName: name } }] },
		});
		poller.change({ fields: { filters: { ...named('Anna'), userIds: two } } });
		await poller.activate();
		const { searchParams } = new URL(listUrls(simulator)[0], 'http://x');
		expect(searchParams.getAll('userIds[]').sort()).toEqual([one, two].sort());
		const hash = poller.state();
		poller.change({ fields: { filters: { ...named('Anna Smith'), userIds: two } } });
		await poller.activate();
		expect(JSON.stringify(poller.state())).toContain(filtersOf(hash));
		poller.change({ fields: { filters: { ...usersRows([two], 'list'), userIds: two } } });
		await poller.activate();
		expect(JSON.stringify(poller.state())).not.toContain(filtersOf(hash));
	});
});

/** The hash of the filters in a saved state. */
const filtersOf = (state: IDataObject): string => {
	const [, hash] = /"filters":"([^"]+)"/.exec(JSON.stringify(state).replaceAll('\\"', '"')) ?? [];
	if (hash === undefined) throw new Error(`No filters in ${JSON.stringify(state)}`);
	return hash;
};
