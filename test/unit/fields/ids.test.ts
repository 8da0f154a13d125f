import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';
import { idList } from '../../../nodes/IspringLearn/fields/ids';
import { idsIn } from '../../../nodes/IspringLearn/methods/limitOptions';
import { ITEM, sent } from '../support/form';
import { rejectionOf } from '../support/thrown';

const field = idList({
	displayName: 'User Names or IDs',
	name: 'userIds',
	from: 'getUsers',
	follows: ['courseIds'],
	description: 'Only results of these learners',
});
const A = '85077abc-2639-11ea-8e3f-0a580af40c09';
const B = '85077abc-2639-11ea-8e3f-0a580af40c10';
const PAGE = 'https://company.ispringlearn.eu/app/admin-portal/user';

it('is a list to pick from, under its name', () => {
	expect(field).toMatchObject({
		displayName: 'User Names or IDs',
		name: 'userIds',
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getUsers',
			loadOptionsDependsOn: ['options.findInLists', 'filters.courseIds'],
		},
		default: [],
		routing: { send: { type: 'query', property: 'userIds' } },
	});
	expect(field.description).toContain('Only results of these learners. Choose from the list');
});

it('finds the ids in what it holds', () => {
	expect(idsIn([`${A}, Anna`, B])).toEqual([A, B]);
	expect(idsIn('={{ $json.id }}')).toEqual([]);
	expect(idsIn(undefined)).toEqual([]);
});

it.each([
	[A, [A]],
	[` ${A}\n`, [A]],
	[`${A},${B}`, [A, B]],
	[`${A}; ${B}\n${A}`, [A, B]],
	[
		[A, B],
		[A, B],
	],
	[[`${A},${B}`], [A, B]],
	[
		[[A], [B]],
		[A, B],
	],
	[A.toUpperCase(), [A]],
	[[A, A.toUpperCase()], [A]],
	[`{${A}}`, [A]],
	[`urn:uuid:${A}`, [A]],
	[A.replaceAll('-', ''), [A]],
	[A.replaceAll('-', '').toUpperCase(), [A]],
	[A.replaceAll('-', '\u2011'), [A]],
	[A.replaceAll('-', '\u2013'), [A]],
	[A.replaceAll('-', '-\u00ad'), [A]],
	[`\u200b${A}\u2060`, [A]],
	[`\ufeff${A.slice(0, 9)}\u200c\u200d${A.slice(9)}\u200e, \u202a${B}\u202c`, [A, B]],
	[`"${A}"`, [A]],
	[`“${A}”`, [A]],
	[`(${A})`, [A]],
	[`ID: ${A}.`, [A]],
	[`Anna Smith (${A})`, [A]],
	[`${PAGE}/${A}`, [A]],
	[`${PAGE}/${A}/profile?tab=1,2;3&x=y#top`, [A]],
	[`company.ispringlearn.eu/user/${A}?a=1,2`, [A]],
	[`${PAGE}?next=%2Fuser%2F${A}%3Ftab`, [A]],
	[`${PAGE}/${A.replaceAll('-', '')}`, [A]],
	[`${A}&userIds[]=x`, [A]],
	[`${PAGE}/${A}, ${PAGE}/${B}`, [A, B]],
	[`${PAGE}/${A} ${B}`, [A, B]],
	[`${PAGE}/${A}\n${PAGE}/${B}\n`, [A, B]],
	[
		[`${PAGE}/${A}?a=1,2`, B],
		[A, B],
	],
	[`["${A}","${B}"]`, [A, B]],
	[` [ "${A}" , ["${B}"] ] `, [A, B]],
	[`"${A}"`, [A]],
	[[`["${A}","${B}"]`], [A, B]],
	[`[{"userId":"${A}"}]`, [A]],
	[`{"userId":"${A}"}`, [A]],
	[
		[{ userId: A }, { userId: B }],
		[A, B],
	],
	[{ userId: A }, [A]],
	[[{ json: { userId: A, courseId: B }, pairedItem: { item: 0 } }], [A]],
	[[{ learnerId: A, courseId: B, enrollmentId: B }], [A]],
	[
		[{ user_id: A }, { 'User ID': B }],
		[A, B],
	],
	[[{ user: { id: A }, course: { id: B } }], [A]],
	[[{ user: A }], [A]],
	[[{ id: A }], [A]],
	[[{ value: ` ${A}\n` }], [A]],
	[[{ id: A, url: `${PAGE}/${A}` }], [A]],
	[[{ id: A, departmentId: B, roleId: B, groups: [B] }], [A]],
	[[{ userIds: [A, B] }], [A, B]],
	[[{ userId: `${PAGE}/${A}` }], [A]],
	[[{ userId: null, learnerId: A }], [A]],
])('sends the ids of %j', async (userIds, ids) => {
	expect(await sent(field, { userIds, other: 1 })).toEqual({ userIds: ids, other: 1 });
});

it.each(['', ' ', ',', null, undefined, [], [''], [null]])(
	'sends nothing for %j',
	async (userIds) => {
		expect(await sent(field, { userIds, other: 1 } as never)).toEqual({ other: 1 });
	},
);

it('reads back any number of ids', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 120 }),
			fc.constantFrom(',', ' ', ';\n', ', '),
			async (ids, between) => {
				expect(await sent(field, { userIds: ids })).toEqual({ userIds: ids });
				expect(await sent(field, { userIds: ids.join(between) })).toEqual({ userIds: ids });
			},
		),
	);
});

const named = (text: string, ...parts: unknown[]) => ({ text, parts });

it.each<[unknown, unknown[]]>([
	['Anna', [named('Anna')]],
	['Anna Smith', [named('Anna Smith')]],
	[' Anna\u00a0Smith\u200b ', [named('Anna\u00a0Smith')]],
	['Smith, John', [named('Smith, John', 'Smith', 'John')]],
	[
		['Smith, John', 'Anna'],
		[named('Smith, John'), named('Anna')],
	],
	['["Smith, John","Anna"]', [named('Smith, John'), named('Anna')]],
	['Anna Smith\nBob Jones', [named('Anna Smith\nBob Jones', 'Anna Smith', 'Bob Jones')]],
	[`${A}, Anna, ${B}, Jörg Otto`, [A, named('Anna'), B, named('Jörg Otto')]],
	[
		[A, 'Anna', A],
		[A, named('Anna')],
	],
	['anna@x.com', [named('anna@x.com')]],
	['anna@x.com, bob@x.com', [named('anna@x.com'), named('bob@x.com')]],
	['anna@x.com bob@x.com;c@x.com', [named('anna@x.com'), named('bob@x.com'), named('c@x.com')]],
	['Smith, Anna <anna@x.com>', [named('Smith, Anna <anna@x.com>', 'Smith', 'Anna <anna@x.com>')]],
	[
		'Smith, Anna <anna@x.com>; Brown, Bob <bob@x.com>',
		[
			named('Smith, Anna <anna@x.com>', 'Smith', 'Anna <anna@x.com>'),
			named('Brown, Bob <bob@x.com>', 'Brown', 'Bob <bob@x.com>'),
		],
	],
	[
		'"Smith, Anna" <anna@x.com>, Bob <bob@x.com>',
		[named('"Smith, Anna" <anna@x.com>', '"Smith', 'Anna" <anna@x.com>'), named('Bob <bob@x.com>')],
	],
	['Smith, Anna\nBob', [named('Smith, Anna\nBob', named('Smith, Anna', 'Smith', 'Anna'), 'Bob')]],
	['A; B, C\nD', [named('A; B, C\nD', named('A; B, C', 'A', named('B, C', 'B', 'C')), 'D')]],
	['"Quoted"', [named('"Quoted"', 'Quoted')]],
	['"anna@x.com"', [named('anna@x.com')]],
	[`Smith, Anna; ${A}`, [named('Smith, Anna', 'Smith', 'Anna'), A]],
	['Anna <anna@x.com>; bob@x.com', [named('Anna <anna@x.com>'), named('bob@x.com')]],
	[[{ email: 'anna@x.com', name: 'Anna' }], [named('anna@x.com')]],
	[[{ userEmail: 'anna@x.com', courseId: A }], [named('anna@x.com')]],
	...[
		{ row_number: 2, 'Learner Email': 'anna@x.com' },
		{ 'E-Mail-Adresse': 'anna@x.com', 'Manager Email': 'boss@x.com' },
		{ manager: { email: 'boss@x.com' }, userPrincipalName: 'anna@x.com' },
		{ userId: 'anna@x.com' },
		{ User: 'anna@x.com', managerId: A },
		{ user_id: null, Email: 'anna@x.com', manager_id: A },
		{ userId: '51', email: 'anna@x.com', ownerId: A },
		{ id: '51', properties: { email: 'anna@x.com', hs_key: A } },
		{
			vid: 51,
			properties: { email: { value: 'anna@x.com' }, firstname: { value: 'Anna' } },
			'identity-profiles': [{ identities: [{ type: 'LEAD_GUID', value: A }] }],
		},
	].map((item): [unknown, unknown[]] => [[item], [named('anna@x.com')]]),
	[5, [named('5')]],
	[['007'], [named('007')]],
	['Class 2024-10-11-12-13', [named('Class 2024-10-11-12-13')]],
])('leaves the names in %j to be looked up', async (userIds, taken) => {
	expect(await sent(field, { userIds, other: 1 } as never)).toEqual({ userIds: taken, other: 1 });
});

it.each<[unknown, string]>([
	[`${A}:${B}`, `${A}:${B}`],
	[`${PAGE}/${A}/course/${B}`, `${PAGE}/${A}/course/${B}`],
	[[`${A}:${B}`], `${A}:${B}`],
	[[{ id: A, other: B }], `{"id":"${A}","other":"${B}"}`],
	[[{ userId: A, learnerId: B }], `{"userId":"${A}","learnerId":"${B}"}`],
	[[A, { a: { x: A }, b: { x: B } }], `{"a":{"x":"${A}"},"b":{"x":"${B}"}}`],
])('refuses %j: nothing tells which id is meant', async (userIds, wrong) => {
	const refused = await rejectionOf(NodeOperationError, sent(field, { userIds } as never));
	expect(refused.message).toMatch(/^User Names or IDs: ".*" holds several IDs$/);
	expect(refused.message).toContain(wrong.slice(0, 80));
	expect(refused.description).toContain("'userId' or 'learnerId'");
	expect(refused.context.itemIndex).toBe(ITEM);
});

it.each([
	['getCourses', [{ courseId: A, contentItemId: B, moduleId: B }], A],
	['getCourses', [{ contentItemId: A, userId: B }], A],
	['getContents', [{ contentItemId: A, courseId: B }], A],
	['getContents', [{ courseItemId: A, courseId: B }], A],
	['getModules', [{ moduleId: A, courseId: B, contentItemId: B }], A],
	['getCourseItems', [{ courseItemId: A, courseId: B }], A],
	['getCourseItems', [{ itemId: A, courseId: B }], A],
	['getEnrollments', [{ enrollmentId: A, learnerId: B, courseId: B }], A],
	['getDepartments', [{ userId: B, departmentId: A }], A],
	['getDepartments', [{ departmentId: A, parentDepartmentId: B }], A],
	['getGroups', [{ userId: B, groups: [A] }], A],
] as const)('takes of %s from %j the id that the field is about', async (from, value, id) => {
	const other = idList({ displayName: 'Things', name: 'a', from, description: 'D' });
	expect(await sent(other, { a: value } as never)).toEqual({ a: [id] });
});

it.each<[unknown, string]>([
	['Anna – Safety', 'Anna – Safety'],
	[`${A}, Anna`, 'Anna'],
	[[{ learnerId: A }], `{"learnerId":"${A}"}`],
])('takes no names where nothing has one: %j', async (value, wrong) => {
	const field = { displayName: 'Enrollments', name: 'a', from: 'getEnrollments' } as const;
	const enrollments = idList({ ...field, description: 'D' });
	const refused = await rejectionOf(NodeOperationError, sent(enrollments, { a: value } as never));
	expect(refused.message).toBe(`Enrollments: "${wrong}" is not an ID`);
	expect(enrollments.description).not.toContain('exact');
});

it('says what it takes, with one full stop', () => {
	expect(field.description).toContain('exact names and e-mail addresses');
	const stopped = {
		displayName: 'D',
		name: 'a',
		from: 'getGroups',
		description: 'One. Two.',
	} as const;
	expect(idList(stopped).description).toContain('Two. Choose');
});

it.each<[unknown, string]>([
	[`${A} Fire ${B} Safety`, 'Fire Safety'],
	[`${A}x`, `${A}x`],
	[`${A}, ${A}1`, `${A}1`],
	[A.slice(1), A.slice(1)],
	[A.slice(0, -1), A.slice(0, -1)],
	[A.replaceAll('-', '').slice(1), A.replaceAll('-', '').slice(1)],
	[`${A} ${B.slice(1)}`, B.slice(1)],
	[`${A} anna@x.com`, 'anna@x.com'],
	[`${A}${B}`, `${A}${B}`],
	[true, 'true'],
	[[{ a: 1 }], '{"a":1}'],
	[[A, { courseId: A }], `{"courseId":"${A}"}`],
	[[{ roleId: A, name: 'x' }], `{"roleId":"${A}","name":"x"}`],
	[[{ userId: 'x1', keyId: A }], `{"userId":"x1","keyId":"${A}"}`],
	[[{ user_id: null, id: A }], `{"user_id":null,"id":"${A}"}`],
	[[{ userId: A.slice(1), b: 'c@x.de' }], `{"userId":"${A.slice(1)}","b":"c@x.de"}`],
	[[{ mail1: 'a@x.de', mail2: 'b@x.de' }], '{"mail1":"a@x.de","mail2":"b@x.de"}'],
])('refuses %j, naming what is no id', async (userIds, wrong) => {
	const refused = await rejectionOf(NodeOperationError, sent(field, { userIds } as never));
	expect(refused.message).toBe(`User Names or IDs: "${wrong}" is not an ID`);
	expect(refused.description).toContain(A);
	expect(refused.context.itemIndex).toBe(ITEM);
});
