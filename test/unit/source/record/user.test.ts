import type { RawRecord } from '../../../../nodes/IspringLearn/source/record/schema';
import { alignColumns, shaper } from '../../../../nodes/IspringLearn/source/record/schema';
import { USER } from '../../../../nodes/IspringLearn/source/record/user';

const flat = (record: RawRecord): RawRecord => USER.flatten?.(record) ?? {};

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
	['an array with rubbish', [null, 'x', 5, [], {}], {}],
])('takes the profile from %s', (_form, fields, profile) => {
	expect(flat({ userId: 'u', fields })).toEqual({ userId: 'u', groups: [], ...profile });
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
	['85077abc-2639-11ea-8e3f-0a580af40c09', '85077abc-2639-11ea-8e3f-0a580af40c09'],
	['Status', 'profileStatus'],
	['USER_ID', 'profileUserId'],
	['groups', 'profileGroups'],
	['__proto__', '__proto__'],
	['constructor', 'constructor'],
])('makes of the field %s the column %s', (name, column) => {
	const row = flat({ userId: 'u', status: 1, fields: [{ name, value: 'x' }] });
	expect(Object.entries(row)).toContainEqual([column, 'x']);
	expect(Object.entries(row)).toContainEqual(['userId', 'u']);
	expect(Object.entries(row)).toContainEqual(['status', 1]);
	expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});

it('calls a field by its label rather than by its id', () => {
	const entry = { name: '85077abc', label: 'Region', value: 'EMEA' };
	expect(flat({ fields: [entry] })).toMatchObject({ region: 'EMEA' });
});

it('takes a blank value for none', () => {
	expect(flat({ fields: [{ name: 'EMAIL', value: ' ' }] })).toMatchObject({ email: null });
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
	expect(flat({ groups }).groups).toEqual(ids);
});

it('gives every row the columns of all, the fields of an account last', () => {
	const shape = shaper(USER.schema);
	const rows = [
		shape(flat({ userId: 'a', fields: [{ name: 'REGION', value: 'EMEA' }] })),
		shape(flat({ userId: 'b', fields: [{ name: '__proto__', value: 'x' }] })),
	];
	alignColumns(rows);
	const columns = [...USER.schema.columns.map(({ name }) => name), 'region', '__proto__'];
	for (const row of rows) expect(new Set(Object.keys(row))).toEqual(new Set(columns));
	expect(rows[1].region).toBeNull();
	expect(rows[0].region).toBe('EMEA');
});
