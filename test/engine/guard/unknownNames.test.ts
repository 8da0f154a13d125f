/** Filters that n8n would silently ignore. */
import type { INodeParameters } from 'n8n-workflow';
import { createTriggerFixture } from '../../support/engine/triggerFixture';
import { listUrls, rowsOf, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const ID = '85077abc-2639-11ea-8e3f-0a580af40c09';

const CASES: Array<[string, INodeParameters, string, string[]]> = [
	[
		'Filters as one expression',
		{ filters: '={{ { userIds: $json.users } }}' },
		"'Filters' is one expression instead of a set of fields",
		["Set an expression on each field under 'Filters'"],
	],
	[
		'Filters as JSON text',
		{ filters: `{"userIds":["${ID}"]}` },
		"'Filters' is one value instead of a set of fields",
		[],
	],
	[
		'Filters as a list',
		{ filters: [{ name: 'userIds', value: ID }] },
		"'Filters' is one value instead of a set of fields",
		[],
	],
	[
		'a singular name',
		{ filters: { userId: ID } },
		"'userId' isn't a filter of",
		["'userIds' (User Names, Emails or IDs)"],
	],
	[
		'part of a name',
		{ filters: { status: 'passed' } },
		"'status' isn't a filter of",
		["'completionStatuses' (Completion Statuses)", "'userStatuses' (User Statuses)"],
	],
	[
		'another term in snake case',
		{ filters: { learner_ids: [ID] } },
		"'learner_ids' isn't a filter of",
		["'userIds'"],
	],
	[
		'the label of the form in camel case',
		{ filters: { completedAfter: '2026-01-01' } },
		"'completedAfter' isn't a filter of",
		["'completionDateStart' (Completed After)"],
	],
	['another case', { filters: { UserIds: ID } }, "'UserIds' isn't a filter of", ["'userIds'"]],
	[
		'a misspelled name',
		{ filters: { courceIds: ID } },
		"'courceIds' isn't a filter of",
		["'courseIds'"],
	],
	[
		'an expression that returns nothing',
		{ filters: { userId: '={{ $json.nope }}' } },
		"'userId' isn't a filter of",
		[],
	],
	[
		'a name without similar ones',
		{ filters: { xyz: 1 } },
		"'xyz' isn't a filter of",
		["The filters are 'users'"],
	],
	[
		'two unknown filters beside a known one',
		{ filters: { userIds: ID, userId: ID, status: 'passed' } },
		"'userId', 'status' aren't filters of",
		[],
	],
	[
		'a filter under Options',
		{ options: { userIds: ID } },
		"'userIds' is under 'Options', which has no such field",
		["under 'Filters' as 'userIds' (User Names, Emails or IDs)"],
	],
	[
		'Options as one expression',
		{ options: '={{ { skipInvalidIds: true } }}' },
		"'Options' is one expression instead of a set of fields",
		[],
	],
	[
		'a filter at the top level',
		{ userIds: [ID] },
		"'userIds' is outside 'Filters'",
		["under 'Filters' as 'userIds' (User Names, Emails or IDs)"],
	],
	[
		'a filter in another collection',
		{ additionalFields: { userIds: [ID] } },
		"'additionalFields' is outside 'Filters'",
		[],
	],
];

test.each(CASES)('rejects %s before any request', async (_name, fields, message, hints) => {
	const simulator = await suite.simulator({ rows: 30 });
	const { error, rows } = await suite.getAll(simulator, fields, { input: [{ users: [ID] }] });
	expect(error?.message).toContain(message);
	for (const hint of hints) expect(error?.description).toContain(hint);
	expect(rows).toEqual([]);
	expect(simulator.requests).toEqual([]);
});

test.each(CASES)('the trigger rejects %s', async (_name, fields, message, hints) => {
	const { simulator, poller } = await createTriggerFixture(suite, {}, { fields });
	const expectedError = expect.objectContaining({
		message: expect.stringContaining(message) as string,
	});
	await expect(poller.activate()).rejects.toEqual(expectedError);
	await expect(poller.poll()).rejects.toEqual(expectedError);
	await expect(poller.test()).rejects.toEqual(expectedError);
	for (const hint of hints) {
		const description = expect.stringContaining(hint) as string;
		await expect(poller.poll()).rejects.toMatchObject({ description });
	}
	expect(simulator.requests).toEqual([]);
});

test.each([
	['export', { operation: 'export', filters: { userId: ID } }],
	['courses', { resource: 'course', filters: { courseIds: ID } }],
	['course modules', { resource: 'courseModule', filters: { course: ID } }],
	['course results', { resource: 'courseResult', filters: { moduleIds: ID } }],
	['departments', { resource: 'department', filters: { departmentIds: ID } }],
	['enrollments', { resource: 'enrollment', filters: { userIds: ID } }],
	['groups', { resource: 'group', filters: { name: 'Sales' } }],
	['users', { resource: 'user', filters: { courseIds: ID } }],
])('rejects an unknown filter of %s', async (_name, fields) => {
	const simulator = await suite.simulator({ rows: 30 });
	const { error } = await suite.getAll(simulator, fields);
	expect(error?.message).toMatch(/^'\w+' isn't a filter of [A-Z]/);
	expect(simulator.requests).toEqual([]);
});

test('names a filter of another resource as the form shows it and says how to remove it', async () => {
	const simulator = await suite.simulator();
	const fields = { resource: 'group', filters: { userIds: ID } };
	const { error } = await suite.getAll(simulator, fields);
	expect(error?.description).toContain(
		"'userIds' (User Names, Emails or IDs) is a filter of Answer, Course Progress, Course Result, Homework, Learner Progress, Module Result, Points, User. To remove it, select Answer, delete the filter, and select Group again.",
	);
});

test('ignores blank leftover filters and options of another resource', async () => {
	const simulator = await suite.simulator({ rows: 30 });
	const filters = { userId: '', status: [], other: null };
	const options = { byteOrderMark: true, skipInvalidIds: false };
	const rows = rowsOf(await suite.getAll(simulator, { filters, options }));
	expect(rows).toHaveLength(30);
	expect(listUrls(simulator)).toEqual(['/learners/modules/results?pageSize=1000']);
	const groups = await suite.getAll(simulator, { resource: 'group', options });
	expect(rowsOf(groups).length).toBeGreaterThan(0);
});

test('accepts an expression as the value of a known filter', async () => {
	const simulator = await suite.simulator({ rows: 60, users: 6 });
	const [user] = simulator.world.users;
	const filters = { userIds: '={{ $json.users }}', completionStatuses: [] };
	const rows = rowsOf(
		await suite.getAll(simulator, { filters }, { input: [{ users: [user.id] }] }),
	);
	expect(rows).toHaveLength(10);
});
