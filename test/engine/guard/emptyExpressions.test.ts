/** An expression in a filter that returns nothing must not return all data by accident. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { listUrls, rowsOf, useSuite } from '../../support/engine/suite';

const suite = useSuite();

/** The URL of an unfiltered list. Course modules start with the list of courses. */
const ALL = /^[^?]+\?(contentTypes\[\]=Course&)?pageSize=1000$/;

const ID = '85077abc-2639-11ea-8e3f-0a580af40c09';

/** Filters of each resource, with the label of the form. */
const FILTERS: Array<[resource: string, name: string, label: string]> = [
	['moduleResult', 'userIds', 'User Names, Emails or IDs'],
	['moduleResult', 'courseIds', 'Course Names or IDs'],
	['moduleResult', 'moduleIds', 'Module Names or IDs'],
	['moduleResult', 'courseItemIds', 'Course Item Names or IDs'],
	['moduleResult', 'enrollmentIds', 'Enrollment Names or IDs'],
	['moduleResult', 'departmentIds', 'Department Names or IDs'],
	['moduleResult', 'completionStatuses', 'Completion Statuses'],
	['moduleResult', 'userStatuses', 'User Statuses'],
	['moduleResult', 'accessDateStart', 'Assigned After'],
	['moduleResult', 'accessDateEnd', 'Assigned Before'],
	['moduleResult', 'completionDateStart', 'Completed After'],
	['moduleResult', 'completionDateEnd', 'Completed Before'],
	['moduleResult', 'dueDateStart', 'Due After'],
	['moduleResult', 'dueDateEnd', 'Due Before'],
	['moduleResult', 'completedIn', 'Completed In'],
	['moduleResult', 'dueIn', 'Due In'],
	['moduleResult', 'assignedIn', 'Assigned In'],
	['moduleResult', 'overdueOnly', 'Overdue Only'],
	['courseResult', 'completedIn', 'Completed In'],
	['courseResult', 'overdueOnly', 'Overdue Only'],
	['courseResult', 'userIds', 'User Names, Emails or IDs'],
	['courseResult', 'dueDateEnd', 'Due Before'],
	['course', 'contentItemIds', 'Content Item Names or IDs'],
	['course', 'contentTypes', 'Content Types'],
	['courseModule', 'courseIds', 'Course Names or IDs'],
	['enrollment', 'learnerIds', 'User Names, Emails or IDs'],
	['enrollment', 'courseIds', 'Course Names or IDs'],
	['enrollment', 'enrollmentIds', 'Enrollment Names or IDs'],
	['user', 'departmentIds', 'Department Names or IDs'],
	['user', 'groupIds', 'Group Names or IDs'],
	['user', 'emails', 'Emails'],
	['user', 'logins', 'Logins'],
	['user', 'userIds', 'User Names, Emails or IDs'],
	['user', 'nameContains', 'Name Contains'],
	['course', 'titleContains', 'Title Contains'],
];

describe.each(FILTERS)('%s, %s', (resource, name, label) => {
	const form = (options: INodeParameters, value = '={{ $json.nope }}') => ({
		resource,
		filters: { [name]: value },
		options,
	});

	test('stops with a message that names the field and the item, before any request', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		const { error, rows } = await suite.getAll(simulator, form({}));
		expect(error?.message).toBe(`The expression in '${label}' returns nothing for item 0`);
		expect(error?.description).toContain("'Empty Expressions' under 'Options'");
		expect(error).toMatchObject({ context: { itemIndex: 0 } });
		expect(rows).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});

	test('No Results returns no items and sends no request', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		const outcome = await suite.getAll(simulator, form({ emptyExpressions: 'noResults' }));
		expect(rowsOf(outcome)).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});

	test('No Filter, a blank field and an empty value from an AI model do not filter', async () => {
		const simulator = await suite.simulator({ rows: 30 });
		for (const fields of [
			form({ emptyExpressions: 'noFilter' }),
			form({}, ''),
			form({}, '={{ $fromAI("value") }}'),
			form({ emptyExpressions: 'noResults' }, '={{ $fromAI("value") }}'),
		]) {
			rowsOf(await suite.getAll(simulator, fields, { input: [{ value: 'None' }] }));
			const [url, ...more] = listUrls(simulator);
			expect(url).toMatch(ALL);
			expect(more.filter((other) => !/^\/course\/[^/]+\/modules$/.test(other))).toEqual([]);
			simulator.reset();
		}
	});
});

/** Values of expressions without data, as n8n resolves them. */
test.each([
	'={{ [] }}',
	'={{ null }}',
	'={{ undefined }}',
	'={{ "" }}',
	'={{ "  " }}',
	'={{ "\u200b\u00a0" }}',
	'={{ [null, ""] }}',
	'={{ [[], [undefined]] }}',
	'={{ {} }}',
	'={{ ({ userId: null }) }}',
	'={{ [{ userId: undefined }] }}',
	'={{ Number("x") }}',
	'={{ JSON.stringify([]) }}',
	'={{ String(undefined) }}',
	'={{ $json.nope }} ',
	'= {{ $json.nope }}\n',
	'={{ $json.nope }},{{ $json.nope }}',
	'={{ $json.none }} {{ $json.none }}',
	'={{ $json.list }}\n',
	'={{ $json.users.map(user => user.id) }}',
	'={{ $json.text.split(",") }}',
	'={{ $json.list.join(", ") }}',
	'={{ DateTime.fromISO("x") }}',
	'={{ new Date("x") }}',
	'={{ String(new Date("x")) }}',
	['={{ $json.nope }}', ''],
])('%j is an empty expression', async (value) => {
	const input = [{ none: null, list: [], users: [], text: ' ' }];
	for (const name of ['userIds', 'completionStatuses', 'dueDateStart']) {
		const simulator = await suite.simulator({ rows: 30 });
		const fields = { filters: { [name]: value } };
		const { error } = await suite.getAll(simulator, fields, { input });
		expect(error?.message).toMatch(/^The expression in '.+' returns nothing for item 0$/);
		const none = await suite.getAll(
			simulator,
			{ ...fields, options: { emptyExpressions: '={{ "No Results" }}' } },
			{ input },
		);
		expect(rowsOf(none)).toEqual([]);
		expect(simulator.requests).toEqual([]);
		const all = await suite.getAll(
			simulator,
			{ ...fields, options: { emptyExpressions: 'noFilter' } },
			{ input },
		);
		expect(rowsOf(all)).toHaveLength(30);
	}
});

/** A list nested deeper than the guard looks. The field itself finds it empty. */
test.each([
	['userIds', 'moduleResult'],
	['completionStatuses', 'moduleResult'],
	['logins', 'user'],
])('treats a deeply nested empty list in %s as nothing', async (name, resource) => {
	const value = `={{ ${'['.repeat(20)}${']'.repeat(20)} }}`;
	const simulator = await suite.simulator({ rows: 30 });
	const form = (options: INodeParameters) => ({ resource, filters: { [name]: value }, options });
	const { error } = await suite.getAll(simulator, form({}));
	expect(error?.message).toMatch(/^The expression in '.+' returns nothing for item 0$/);
	const none = await suite.getAll(simulator, form({ emptyExpressions: 'noResults' }));
	expect(rowsOf(none)).toEqual([]);
	expect(simulator.requests).toEqual([]);
	const all = await suite.getAll(simulator, form({ emptyExpressions: 'noFilter' }));
	expect(rowsOf(all).length).toBeGreaterThan(0);
});

test('checks each input item separately, and the others keep their paired results', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	const [one, two] = simulator.world.users.map(({ id }) => id);
	const input: IDataObject[] = [{ user: one }, { usr: two }, { user: two }];
	const fields = {
		filters: { userIds: '={{ $json.user }}' },
		options: { emptyExpressions: 'noResults' },
	};
	const { outputs, error } = await suite.getAll(simulator, fields, { input });
	expect(error).toBeUndefined();
	expect(outputs[0]).toHaveLength(60);
	expect(new Set(outputs[0].map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
		new Set(['{"item":0}', '{"item":2}']),
	);
	expect(simulator.pageRequests).toBe(2);
	const stopped = await suite.getAll(simulator, { filters: fields.filters }, { input });
	expect(stopped.error?.message).toBe(
		"The expression in 'User Names, Emails or IDs' returns nothing for item 1",
	);
	expect(stopped.error).toMatchObject({ context: { itemIndex: 1 } });
});

test('stops at an empty end of a range, regardless of the other end', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const filters = { dueDateStart: '2026-01-01T00:00:00', dueDateEnd: '={{ $json.nope }}' };
	const { error } = await suite.getAll(simulator, { filters });
	expect(error?.message).toContain("'Due Before'");
	const options = { emptyExpressions: 'noFilter' };
	rowsOf(await suite.getAll(simulator, { filters, options }));
	expect(listUrls(simulator)).toEqual([
		'/learners/modules/results?dueDate[startDate]=2026-01-01T00:00:00Z&pageSize=1000',
	]);
});

test('accepts a list with one value among empty ones', async () => {
	const simulator = await suite.simulator({ rows: 300, users: 10 });
	const input = [{ users: [null, simulator.world.users[0].id, ''] }];
	const filters = { userIds: '={{ $json.users }}' };
	expect(rowsOf(await suite.getAll(simulator, { filters }, { input }))).toHaveLength(30);
});

test('rejects an invalid filter with No Results, too', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const filters = { userIds: '={{ $json.nope }}', completionStatuses: 'perhaps' };
	const options = { emptyExpressions: 'noResults' };
	const { error } = await suite.getAll(simulator, { filters, options });
	expect(error?.message).toContain(`"perhaps" in 'Completion Statuses' isn't a status`);
});

test('rejects an unknown choice', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const fields = {
		filters: { userIds: '={{ [] }}' },
		options: { emptyExpressions: '={{ "perhaps" }}' },
	};
	const { error } = await suite.getAll(simulator, fields);
	expect(error?.message).toBe(`"perhaps" in 'Empty Expressions' isn't a choice`);
	expect(simulator.requests).toEqual([]);
});

test('applies the same choices to Export to File', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const filters = { userIds: '={{ [] }}' };
	const { error } = await suite.exportFile(simulator, { filters });
	expect(error?.message).toContain("'User Names, Emails or IDs' returns nothing");
	const options = { emptyExpressions: 'noResults' };
	expect(rowsOf(await suite.exportFile(simulator, { filters, options }))).toEqual([]);
	expect(simulator.requests).toEqual([]);
});

describe('Course', () => {
	const form = (courseId: string, options: INodeParameters = {}) => ({
		resource: 'courseModule',
		scope: 'course',
		courseId,
		options,
	});

	test('rejects an empty expression, or returns nothing', async () => {
		const simulator = await suite.simulator();
		const { error } = await suite.getAll(simulator, form('={{ $json.nope }}'));
		expect(error?.message).toBe("The expression in 'Course' returns nothing for item 0");
		expect(error?.description).toContain("'No Results'");
		expect(error?.description).not.toMatch(/whole account|'No Filter'/);
		const all = form('={{ $json.nope }}', { emptyExpressions: 'noFilter' });
		expect((await suite.getAll(simulator, all)).error?.message).toBe("'Course' is empty");
		const none = form('={{ $json.nope }}', { emptyExpressions: 'noResults' });
		expect(rowsOf(await suite.getAll(simulator, none))).toEqual([]);
		expect(simulator.requests).toEqual([]);
	});

	test.each([{ emptyExpressions: 'noFilter' }, {}])(
		'is required from an AI model: %j',
		async (options) => {
			const simulator = await suite.simulator();
			const courseId = '={{ /* $fromAI("c") */ "all" }}';
			const { error } = await suite.getAll(simulator, form(courseId, options));
			expect(error?.message).toBe(`"all" in 'Course' isn't an ID or the title of a course`);
			expect(listUrls(simulator).every((url) => url.startsWith('/contents?'))).toBe(true);
		},
	);
});

test.each([
	[{ returnAll: false, limit: '={{ /* $fromAI("limit") */ "all" }}' }, 50],
	[{ returnAll: '={{ /* $fromAI("all") */ null }}', limit: 20 }, 20],
	[{ options: { pageSize: '={{ /* $fromAI("size") */ "" }}' } }, 120],
])('an AI model may leave %j empty', async (fields, count) => {
	const simulator = await suite.simulator({ rows: 120 });
	expect(rowsOf(await suite.getAll(simulator, fields))).toHaveLength(count);
});

test.each([{ limit: '={{ $json.nope }}' }, { limit: '={{ "" }}' }, { returnAll: '={{ null }}' }])(
	'an empty expression in %j never means all results',
	async (fields) => {
		const simulator = await suite.simulator({ rows: 120 });
		const { error } = await suite.getAll(simulator, { returnAll: false, ...fields });
		expect(error?.message).toMatch(/ must be /);
		expect(simulator.requests).toEqual([]);
	},
);

test.each(['', 'none', 'All', 'N/A', 'null', '*', '[]', ['any'], null, 'all users'])(
	'an AI model sets no filter with %j',
	async (value) => {
		const simulator = await suite.simulator({ rows: 30 });
		const expression = '={{ $fromAI("value", "Who", "string") }}';
		const filters = { userIds: expression, userStatuses: expression, dueDateEnd: expression };
		rowsOf(await suite.getAll(simulator, { filters }, { input: [{ value }] }));
		expect(listUrls(simulator)).toEqual(['/learners/modules/results?pageSize=1000']);
	},
);

test('an AI model may set an ID, and an unknown name is rejected', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const form = (word: string) => ({ filters: { userIds: `={{ /* $fromAI("u") */ "${word}" }}` } });
	await suite.getAll(simulator, form(ID));
	expect(listUrls(simulator)[0]).toContain(`userIds[]=${ID}`);
	const { error } = await suite.getAll(simulator, form('nobody'));
	expect(error?.message).toContain(`"nobody" in 'User Names, Emails or IDs' isn't an ID`);
});
