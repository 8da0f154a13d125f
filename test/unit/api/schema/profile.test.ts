import { createToRow } from '../../support/toRow';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { alignColumns } from '../../../../nodes/IspringLearn/api/schema/normalizer';
import { USER } from '../../../../nodes/IspringLearn/api/schema/records/people';
import { createUserFlattener } from '../../../../nodes/IspringLearn/api/schema/profile/profile';

const flattenUser = createUserFlattener();

const PAIRS = [
	{ name: 'EMAIL', value: 'anna@example.com' },
	{ name: 'FIRST_NAME', value: 'Anna' },
	{ name: 'job_title', value: '007' },
];
const PROFILE = { email: 'anna@example.com', firstName: 'Anna', jobTitle: '007' };

it.each<[string, RawRecord['fields'], RawRecord]>([
	['an array', PAIRS, PROFILE],
	['an array in XML', { field: PAIRS }, PROFILE],
	['one entry in XML', { field: PAIRS[0] }, { email: 'anna@example.com' }],
	['one bare entry', PAIRS[0], { email: 'anna@example.com' }],
	['an object', { EMAIL: 'anna@example.com', FIRST_NAME: 'Anna', job_title: '007' }, PROFILE],
	['nothing', undefined, {}],
	['null', null, {}],
	['an empty element', '\n', {}],
	['text', 'Anna', {}],
	['an array with invalid entries', [null, 'x', 5, [], {}], {}],
	[
		'an array of objects',
		[{ EMAIL: 'anna@example.com' }, { Region: 'EMEA' }],
		{ email: 'anna@example.com', region: 'EMEA' },
	],
	['entries without a value', [{ name: 'PHONE' }, { name: ' ', value: 'x' }], { phone: null }],
	['an entry without a value in XML', { field: { name: 'PHONE' } }, { phone: null }],
	['no entry in XML', { field: '' }, {}],
	[
		'an object with a field called field',
		{ field: 'x', EMAIL: 'a@x.com' },
		{ field: 'x', email: 'a@x.com' },
	],
])('reads the profile from %s', (_form, fields, profile) => {
	expect(flattenUser({ userId: 'u', fields })).toEqual({ userId: 'u', groups: [], ...profile });
});

it.each([
	['EMAIL', 'email'],
	['email', 'email'],
	['FIRST_NAME', 'firstName'],
	['first_name', 'firstName'],
	['firstName', 'firstName'],
	['Cost center', 'costCenter'],
	[' Phone ', 'phone'],
	['Должность', 'Должность'],
	['E-mail', 'E-mail'],
	['42', '42'],
	['85077abc-2639-11ea-8e3f-0a580af40c09', '85077abc-2639-11ea-8e3f-0a580af40c09'],
	['Status', 'profileStatus'],
	['USER_ID', 'profileUserId'],
	['groups', 'profileGroups'],
	['__proto__', '__proto__'],
	['constructor', 'constructor'],
])('turns the field %s into the column %s', (name, column) => {
	const row = flattenUser({ userId: 'u', status: 1, fields: [{ name, value: 'x' }] });
	expect(Object.entries(row)).toContainEqual([column, 'x']);
	expect(Object.entries(row)).toContainEqual(['userId', 'u']);
	expect(Object.entries(row)).toContainEqual(['status', 1]);
	expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});

it('names a field after its label rather than its ID', () => {
	const entry = { name: '85077abc', label: 'Region', value: 'EMEA' };
	expect(flattenUser({ fields: [entry] })).toMatchObject({ region: 'EMEA' });
});

it.each<[string, RawRecord['fields'], RawRecord]>([
	[
		'each other',
		[
			{ name: 'Job title', value: 'a' },
			{ name: 'JOB_TITLE', value: 'b' },
			{ name: 'jobTitle', value: 'c' },
		],
		{ jobTitle: 'a', jobTitle2: 'b', jobTitle3: 'c' },
	],
	[
		'a name of their own',
		[
			{ name: 'X', value: 'a' },
			{ name: 'x2', value: 'b' },
			{ name: 'x', value: 'c' },
		],
		{ x: 'a', x2: 'b', x3: 'c' },
	],
	[
		'the e-mail address',
		[
			{ name: 'EMAIL', value: 'anna@example.com' },
			{ name: '85077abc', label: 'Email', value: null },
		],
		{ email: 'anna@example.com', profileEmail: null },
	],
	[
		'a column that iSpring Learn adds later',
		[{ name: 'VENDORS_NEXT', value: 'a' }],
		{ vendorsNext: 1, profileVendorsNext: 'a' },
	],
	[
		'profile fields with that name',
		[
			{ name: 'Status', value: 'a' },
			{ name: 'profile status', value: 'b' },
		],
		{ profileStatus: 'a', profileStatus2: 'b' },
	],
])('keeps fields apart whose columns would be named like %s', (_what, fields, columns) => {
	expect(flattenUser({ vendorsNext: 1, fields })).toEqual({
		vendorsNext: 1,
		groups: [],
		...columns,
	});
});

it('recognises the first name under any label', () => {
	const fields = [{ name: 'FIRST_NAME', label: 'Имя', value: 'Анна' }];
	expect(flattenUser({ fields })).toEqual({ firstName: 'Анна', groups: [] });
});

it('names a field without a name after its ID, even a numeric one', () => {
	expect(flattenUser({ fields: [{ id: 42, value: 'x' }] })).toMatchObject({ 42: 'x' });
});

it('reads a blank value as null', () => {
	expect(flattenUser({ fields: [{ name: 'EMAIL', value: ' ' }] })).toMatchObject({ email: null });
});

it.each<[RawRecord['groups'], unknown[]]>([
	[
		['a', 'b'],
		['a', 'b'],
	],
	[{ id: ['a', 'b'] }, ['a', 'b']],
	[{ id: 'a' }, ['a']],
	[[5], ['5']],
	['\n', []],
	[undefined, []],
	[null, []],
])('reads the groups %j', (groups, ids) => {
	expect(flattenUser({ groups }).groups).toEqual(ids);
});

it('returns the same columns in every row, the fields of the account last', () => {
	const normalize = createToRow(USER);
	const rows = [
		normalize({ userId: 'a', fields: [{ name: 'REGION', value: 'EMEA' }] }),
		normalize({ userId: 'b', fields: [{ name: '__proto__', value: 'x' }] }),
		normalize({
			userId: 'c',
			fields: [
				{ name: '__proto__', value: 'y' },
				{ name: 'region', value: 'z' },
			],
		}),
	];
	alignColumns(rows);
	const columns = [...USER.columns.map(({ name }) => name), 'region', '__proto__'];
	for (const row of rows) expect(Object.keys(row)).toEqual(columns);
	expect(rows[1].region).toBeNull();
	expect(rows[0].region).toBe('EMEA');
});
