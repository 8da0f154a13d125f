import type { INodePropertyCollection } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { locatorList, requiredLocator } from '../../../../nodes/IspringLearn/fields/ids/locators';
import { readRows } from '../../../../nodes/IspringLearn/fields/ids/rows';
import { sent } from '../../support/form';
import { rejectionOf } from '../../support/thrown';

const A = '85077abc-2639-11ea-8e3f-0a580af40c09';
const B = '85077abc-2639-11ea-8e3f-0a580af40c10';

const users = locatorList('user', { parameter: 'learnerIds', description: 'Only these' });
const course = requiredLocator('course', 'The course');

const locator = (value: unknown, mode = 'list') => ({ __rl: true, mode, value });
const rows = (...values: unknown[]) => ({ user: values.map((value) => ({ userId: value })) });

const modesOf = (field: typeof users) => {
	const [{ values }] = field.options as INodePropertyCollection[];
	return values[0].modes?.map(({ name, typeOptions }) => [name, typeOptions?.searchListMethod]);
};

it('searches the account, or takes an address, an ID or a URL', () => {
	expect(users).toMatchObject({
		displayName: 'Users',
		name: 'users',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
	});
	expect(modesOf(users)).toEqual([
		['list', 'searchUsers'],
		['email', undefined],
		['id', undefined],
	]);
	const groups = locatorList('group', { parameter: 'groups', description: 'D' });
	expect(modesOf(groups)).toEqual([
		['list', 'searchGroups'],
		['id', undefined],
	]);
	expect(course.modes?.map(({ name }) => name)).toEqual(['list', 'url', 'id']);
});

it.each<[unknown, unknown[] | undefined]>([
	[rows(locator('a'), locator('')), ['a', '']],
	[rows('a', undefined, null), ['a', undefined, null]],
	[{ user: ['a', locator('b')] }, ['a', 'b']],
	[{ user: { userId: locator('a') } }, ['a']],
	[{ user: 'a' }, ['a']],
	[{ user: undefined }, [undefined]],
	[{ user: [] }, []],
	[{ user: [{}] }, [{}]],
	[{ person: [{ userId: 'a' }] }, undefined],
	[{}, undefined],
	['a', undefined],
	[['a'], undefined],
	[null, undefined],
])('reads the rows of %j', (value, expected) => {
	expect(readRows(users, value)).toEqual(expected);
});

it('reads no rows of other fields', () => {
	expect(readRows(course, rows('a'))).toBeUndefined();
});

it.each<[unknown, unknown[]]>([
	[rows(locator(A), locator(''), locator(B.toUpperCase(), 'id')), [A, B]],
	[rows(locator([A, { userId: B }], 'id')), [A, B]],
	[rows(locator(`https://x.ispringlearn.eu/user/${A}/profile?a=1,2`, 'id')), [A]],
	[rows(locator('anna@x.com', 'email')), [{ text: 'anna@x.com', parts: [] }]],
	[rows(locator('Smith, Anna', 'id')), [{ text: 'Smith, Anna', parts: [] }]],
	[rows(locator(`${A}, ${B}`, 'id')), [A, B]],
	[
		[A, B],
		[A, B],
	],
	[`${A}, ${B}`, [A, B]],
	[{ userId: A }, [A]],
])('sends %j under the name of the field', async (value, entries) => {
	expect(await sent(users, { users: value, other: 1 } as never)).toEqual({
		users: entries,
		other: 1,
	});
});

it.each([{}, { user: [] }, rows(), rows(locator('')), rows(locator(null), locator(' ')), '', null])(
	'sends nothing for %j',
	async (value) => {
		expect(await sent(users, { users: value, other: 1 } as never)).toEqual({ other: 1 });
	},
);

it.each<[unknown, string]>([
	[rows(locator(`https://x.eu/user/${A}/course/${B}`, 'id')), 'contains several IDs'],
	[rows(locator(true, 'id')), "isn't an ID"],
	[{ person: [{ name: 'x' }] }, "isn't an ID"],
])('rejects %j', async (value, problem) => {
	const error = await rejectionOf(NodeOperationError, sent(users, { users: value } as never));
	expect(error.message).toMatch(/^".*" in 'Users' /);
	expect(error.message).toContain(problem);
});

it.each<[unknown, unknown[]]>([
	[A, [A]],
	[locator(A), [A]],
	[`https://x.ispringlearn.eu/course/${A}/view`, [A]],
	['Sales, advanced', [{ text: 'Sales, advanced', parts: [] }]],
])('one course: sends %j', async (courseId, entries) => {
	expect(await sent(course, { courseId } as never)).toEqual({ courseId: entries });
});

it.each([undefined, null, '', ' ', [], locator(''), locator(undefined)])(
	'one course: %j is empty',
	async (courseId) => {
		const error = await rejectionOf(NodeOperationError, sent(course, { courseId } as never));
		expect(error.message).toBe("'Course' is empty");
		expect(error.description).toBe('Choose a course from the list, or enter its ID or URL.');
	},
);

it('one course: two are too many', async () => {
	const error = await rejectionOf(NodeOperationError, sent(course, { courseId: [A, B] }));
	expect(error.message).toMatch(/ in 'Course' contains several IDs$/);
});
