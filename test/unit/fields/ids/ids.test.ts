import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';
import { idList, idText, needFindInLists } from '../../../../nodes/IspringLearn/fields/ids/ids';
import { idsIn } from '../../../../nodes/IspringLearn/methods/limitOptions';
import { ITEM, sent } from '../../support/form';
import { rejectionOf } from '../../support/thrown';

const field = idText({
	displayName: 'User Names, Emails or IDs',
	name: 'userIds',
	from: 'getUsers',
	description: 'Only return results for these learners',
	placeholder: 'e.g. anna@example.com',
});
const A = '85077abc-2639-11ea-8e3f-0a580af40c09';
const B = '85077abc-2639-11ea-8e3f-0a580af40c10';
const PAGE = 'https://company.ispringlearn.eu/app/admin-portal/user';

it('is a dropdown that the filters for courses narrow, by their rows, too', () => {
	const modules = idList({
		displayName: 'Module Names or IDs',
		name: 'moduleIds',
		from: 'getModules',
		description: 'Only these modules',
	});
	expect(modules).toMatchObject({
		displayName: 'Module Names or IDs',
		name: 'moduleIds',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getModules' },
		default: [],
		routing: { send: { type: 'query', property: 'moduleIds' } },
	});
	const paths = modules.typeOptions?.loadOptionsDependsOn;
	expect(paths).toEqual(expect.arrayContaining(['options.findInLists', 'filters.courseIds']));
	expect(paths).toContain('filters.courses.course[0].courseId.value');
	expect(modules.description).toContain('Only these modules. Choose from the list');
	expect(needFindInLists([modules])).toBe(true);
});

it('is a text for several people', () => {
	expect(field).toMatchObject({
		type: 'string',
		default: '',
		routing: { send: { type: 'query', property: 'userIds' } },
	});
	expect(field.description).toMatch(
		/^Only return results for these learners\. Separate multiple values/,
	);
	expect(needFindInLists([field])).toBe(false);
});

it('finds the IDs in a field value', () => {
	const locator = (value: unknown) => ({ __rl: true, mode: 'list', value, cachedResultName: B });
	expect(idsIn({ user: [{ userId: locator(A) }, { userId: locator('') }, {}] })).toEqual([A]);
	expect(idsIn({ courseIds: [A, A], courses: { course: [{ courseId: locator(A) }] } })).toEqual([
		A,
	]);
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
])('sends the IDs in %j', async (userIds, ids) => {
	expect(await sent(field, { userIds, other: 1 })).toEqual({ userIds: ids, other: 1 });
});

it.each(['', ' ', ',', null, undefined, [], [''], [null]])(
	'sends nothing for %j',
	async (userIds) => {
		expect(await sent(field, { userIds, other: 1 } as never)).toEqual({ other: 1 });
	},
);

it('sends any number of IDs', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 120 }),
			fc.constantFrom(',', ' ', ';\n', ', '),
			async (ids, separator) => {
				expect(await sent(field, { userIds: ids })).toEqual({ userIds: ids });
				expect(await sent(field, { userIds: ids.join(separator) })).toEqual({ userIds: ids });
			},
		),
	);
});

const reference = (text: string, ...parts: unknown[]) => ({ text, parts });

it.each<[unknown, unknown[]]>([
	['Anna', [reference('Anna')]],
	['Anna Smith', [reference('Anna Smith')]],
	[' Anna\u00a0Smith\u200b ', [reference('Anna\u00a0Smith')]],
	['Smith, John', [reference('Smith, John', 'Smith', 'John')]],
	[
		['Smith, John', 'Anna'],
		[reference('Smith, John'), reference('Anna')],
	],
	['["Smith, John","Anna"]', [reference('Smith, John'), reference('Anna')]],
	['Anna Smith\nBob Jones', [reference('Anna Smith\nBob Jones', 'Anna Smith', 'Bob Jones')]],
	[`${A}, Anna, ${B}, Jörg Otto`, [A, reference('Anna'), B, reference('Jörg Otto')]],
	[
		[A, 'Anna', A],
		[A, reference('Anna')],
	],
	['anna@x.com', [reference('anna@x.com')]],
	['anna@x.com, bob@x.com', [reference('anna@x.com'), reference('bob@x.com')]],
	[
		'anna@x.com bob@x.com;c@x.com',
		[reference('anna@x.com'), reference('bob@x.com'), reference('c@x.com')],
	],
	[
		'Smith, Anna <anna@x.com>',
		[reference('Smith, Anna <anna@x.com>', 'Smith', 'Anna <anna@x.com>')],
	],
	[
		'Smith, Anna <anna@x.com>; Brown, Bob <bob@x.com>',
		[
			reference('Smith, Anna <anna@x.com>', 'Smith', 'Anna <anna@x.com>'),
			reference('Brown, Bob <bob@x.com>', 'Brown', 'Bob <bob@x.com>'),
		],
	],
	[
		'"Smith, Anna" <anna@x.com>, Bob <bob@x.com>',
		[
			reference('"Smith, Anna" <anna@x.com>', '"Smith', 'Anna" <anna@x.com>'),
			reference('Bob <bob@x.com>'),
		],
	],
	[
		'Smith, Anna\nBob',
		[reference('Smith, Anna\nBob', reference('Smith, Anna', 'Smith', 'Anna'), 'Bob')],
	],
	[
		'A; B, C\nD',
		[reference('A; B, C\nD', reference('A; B, C', 'A', reference('B, C', 'B', 'C')), 'D')],
	],
	['"Quoted"', [reference('"Quoted"', 'Quoted')]],
	['"anna@x.com"', [reference('anna@x.com')]],
	[`Smith, Anna; ${A}`, [reference('Smith, Anna', 'Smith', 'Anna'), A]],
	['Anna <anna@x.com>; bob@x.com', [reference('Anna <anna@x.com>'), reference('bob@x.com')]],
	[[{ email: 'anna@x.com', name: 'Anna' }], [reference('anna@x.com')]],
	[[{ userEmail: 'anna@x.com', courseId: A }], [reference('anna@x.com')]],
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
	].map((item): [unknown, unknown[]] => [[item], [reference('anna@x.com')]]),
	[5, [reference('5')]],
	[['007'], [reference('007')]],
	['Class 2024-10-11-12-13', [reference('Class 2024-10-11-12-13')]],
])('keeps the names in %j for the look-up', async (userIds, entries) => {
	expect(await sent(field, { userIds, other: 1 } as never)).toEqual({ userIds: entries, other: 1 });
});

it.each<[unknown, string]>([
	[`${A}:${B}`, `${A}:${B}`],
	[`${PAGE}/${A}/course/${B}`, `${PAGE}/${A}/course/${B}`],
	[[`${A}:${B}`], `${A}:${B}`],
	[[{ id: A, other: B }], `{"id":"${A}","other":"${B}"}`],
	[[{ userId: A, learnerId: B }], `{"userId":"${A}","learnerId":"${B}"}`],
	[[A, { a: { x: A }, b: { x: B } }], `{"a":{"x":"${A}"},"b":{"x":"${B}"}}`],
])('rejects %j because it is ambiguous', async (userIds, wrong) => {
	const error = await rejectionOf(NodeOperationError, sent(field, { userIds } as never));
	expect(error.message).toMatch(/^".*" in 'User Names, Emails or IDs' contains several IDs$/);
	expect(error.message).toContain(wrong.slice(0, 80));
	expect(error.description).toContain("'userId' or 'learnerId'");
	expect(error.context.itemIndex).toBe(ITEM);
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
] as const)('%s picks the right ID from %j', async (from, value, id) => {
	const other = idList({ displayName: 'Things', name: 'a', from, description: 'D' });
	expect(await sent(other, { a: value } as never)).toEqual({ a: [id] });
});

it.each<[unknown, string]>([
	['Anna – Safety', 'Anna – Safety'],
	[`${A}, Anna`, 'Anna'],
	[[{ learnerId: A }], `{"learnerId":"${A}"}`],
])('rejects names for records without names: %j', async (value, wrong) => {
	const field = { displayName: 'Enrollments', name: 'a', from: 'getEnrollments' } as const;
	const enrollments = idList({ ...field, description: 'D' });
	const error = await rejectionOf(NodeOperationError, sent(enrollments, { a: value } as never));
	expect(error.message).toBe(`"${wrong}" in 'Enrollments' isn't an ID`);
	expect(enrollments.description).not.toContain('The expression can also return');
});

it('describes what it accepts, with one period', () => {
	const ended = {
		displayName: 'D',
		name: 'a',
		from: 'getGroups',
		description: 'One. Two.',
	} as const;
	expect(idList(ended).description).toMatch(/Two\. Choose.*The expression can also return names\./);
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
])('rejects %j and quotes the part that is not an ID', async (userIds, wrong) => {
	const error = await rejectionOf(NodeOperationError, sent(field, { userIds } as never));
	expect(error.message).toBe(`"${wrong}" in 'User Names, Emails or IDs' isn't an ID`);
	expect(error.description).toMatch(/^Enter an ID\. An ID looks like /);
	expect(error.context.itemIndex).toBe(ITEM);
});
