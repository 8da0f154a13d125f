import { toMapperFields } from '../../../nodes/IspringLearn/methods/profileFields';

const field = (more: object) => ({
	...{ userFieldInfoId: '1', name: 'USER_FIELD_x', label: 'Site', type: 'string' },
	...{ isUnique: 0, isRequired: 0, orderPriority: 1, values: [] },
	...more,
});

const [byDefault] = toMapperFields([field({})], true);

test('a field of the account is hidden until it is added, and keeps its name', () => {
	expect(byDefault).toEqual({
		...{ id: 'USER_FIELD_x', displayName: 'Site', type: 'string', display: true },
		...{ required: false, removed: true, defaultMatch: false, canBeUsedToMatch: false },
	});
});

test('a documented field is shown, and has its name in lower case', () => {
	const [login] = toMapperFields([field({ name: 'LOGIN', label: 'Login' })], true);
	expect(login).toMatchObject({ id: 'login', displayName: 'Login', removed: false });
});

test.each([1, '1', true, 'true'])('a field is required for a new user only: %j', (isRequired) => {
	const record = field({ isRequired });
	expect(toMapperFields([record], true)[0]).toMatchObject({ required: true, removed: false });
	expect(toMapperFields([record], false)[0]).toMatchObject({ required: false, removed: false });
});

test('a country is never required: the API lets a new user do without one', () => {
	const [country] = toMapperFields([field({ type: 'country', isRequired: 1 })], true);
	expect(country).toMatchObject({ required: false, removed: false });
});

test.each([
	[
		'JSON',
		[
			{ name: 'North', value: 'n' },
			{ name: '', value: 's' },
		],
	],
	['XML', { value: [{ name: 'North', value: 'n' }, { value: 's' }] }],
	['nested XML', { field: { value: { name: 'North', value: 'n' } }, other: { value: 's' } }],
])('a list has its choices, as %s', (_format, values) => {
	const [list] = toMapperFields([field({ values })], true);
	expect(list).toMatchObject({
		type: 'options',
		options: [
			{ name: 'North', value: 'n' },
			{ name: 's', value: 's' },
		],
	});
});

test.each([[null], [undefined], [''], [[]], [{}], ['x']])('%j holds no choices', (values) => {
	expect(toMapperFields([field({ values })], true)[0].type).toBe('string');
});

test('fields are in the order of the account, without those that have no name', () => {
	const records = [
		field({ name: 'B', orderPriority: '2' }),
		field({ name: ' ', orderPriority: 0 }),
		field({ name: 'A', orderPriority: '1', label: '' }),
	];
	const fields = toMapperFields(records, false);
	expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual([
		['A', 'A'],
		['B', 'Site'],
	]);
});

test('a birthdate is a date', () => {
	const [birthdate] = toMapperFields([field({ type: 'birthdate' })], true);
	expect(birthdate.type).toBe('dateTime');
});
