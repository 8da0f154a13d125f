import {
	departmentOptions,
	sortOptions,
	userOption,
} from '../../../nodes/IspringLearn/methods/options';

it.each([
	[
		{ firstName: 'Anna', lastName: 'Smith', email: 'a@x.com', login: 'anna' },
		'Anna Smith <a@x.com>',
	],
	[{ firstName: 'Anna', email: 'a@x.com' }, 'Anna <a@x.com>'],
	[{ firstName: 'Anna', lastName: 'Smith' }, 'Anna Smith'],
	[{ login: 'anna', email: 'a@x.com' }, 'anna <a@x.com>'],
	[{ login: 'anna' }, 'anna'],
	[{ email: 'a@x.com' }, '<a@x.com>'],
	[{ firstName: ' ', lastName: '', login: null }, 'u-1'],
	[{ login: 'anna', status: 1 }, 'anna'],
	[{ login: 'anna', status: '1' }, 'anna'],
	[{ login: 'anna', status: 3 }, 'anna (blocked)'],
	[{ login: 'anna', status: '5' }, 'anna (employment ended)'],
	[{ login: 'anna', status: 7 }, 'anna (status 7)'],
])('names the user %j %s', (profile, name) => {
	expect(userOption({ userId: 'u-1', ...profile })).toMatchObject({ name, value: 'u-1' });
});

it('names departments by their path, without the root', () => {
	const all = [
		{ departmentId: '1', name: 'Company' },
		{ departmentId: '2', name: 'Sales', parentDepartmentId: '1' },
		{ departmentId: '3', name: 'EMEA', parentDepartmentId: '2' },
		{ departmentId: '4', name: ' ', parentDepartmentId: 'gone' },
	];
	expect(departmentOptions(all).map(({ name }) => name)).toEqual([
		'Company',
		'Sales',
		'Sales / EMEA',
		'4',
	]);
});

it('keeps the root in the path if there are several, or none is visible', () => {
	const seen = [
		{ departmentId: '2', name: 'Sales', parentDepartmentId: '1' },
		{ departmentId: '3', name: 'EMEA', parentDepartmentId: '2' },
	];
	expect(departmentOptions(seen).map(({ name }) => name)).toEqual(['Sales', 'Sales / EMEA']);
	const two = [
		{ departmentId: '1', name: 'North' },
		{ departmentId: '2', name: 'South', parentDepartmentId: null },
		{ departmentId: '3', name: 'Support', parentDepartmentId: '1' },
		{ departmentId: '4', name: 'Support', parentDepartmentId: '2' },
	];
	expect(departmentOptions(two).map(({ name }) => name)).toEqual([
		'North',
		'South',
		'North / Support',
		'South / Support',
	]);
});

it('handles departments that are nested very deeply', () => {
	const chain = Array.from({ length: 2_000 }, (_, at) => ({
		departmentId: `${at}`,
		name: 'D',
		parentDepartmentId: at === 0 ? '' : `${at - 1}`,
	}));
	expect(departmentOptions(chain)[1_999].name).toBe(Array(1_999).fill('D').join(' / '));
});

it('handles departments that are below each other', () => {
	const ring = [
		{ departmentId: '1', name: 'A', parentDepartmentId: '2' },
		{ departmentId: '2', name: 'B', parentDepartmentId: '1' },
		{ departmentId: '3', name: 'C', parentDepartmentId: '3' },
	];
	expect(departmentOptions(ring)).toHaveLength(3);
});

it('sorts by name as people do, each ID once, without blank IDs', () => {
	const entries = [
		{ name: 'Module 10', value: 'a' },
		{ name: 'module 2', value: 'b' },
		{ name: 'Élan', value: 'c' },
		{ name: 'Fire', value: 'd' },
		{ name: 'Fire', value: 'd' },
		{ name: 'Nobody', value: '' },
	];
	expect(sortOptions(entries).map(({ name }) => name)).toEqual([
		'Élan',
		'Fire',
		'module 2',
		'Module 10',
	]);
});

it('puts active users first, then blocked users, then those whose employment has ended', () => {
	const people = [
		{ firstName: 'Anna', status: 5 },
		{ firstName: 'Bob', status: 3 },
		{ firstName: 'Carl', status: 1 },
		{ firstName: 'Dora', status: 7 },
		{ firstName: 'Emil' },
		{ firstName: 'Abel', status: '3' },
	];
	const entries = people.map((one, at) => userOption({ userId: `u-${at}`, ...one }));
	expect(sortOptions(entries)).toEqual([
		{ name: 'Carl', value: 'u-2' },
		{ name: 'Emil', value: 'u-4' },
		{ name: 'Abel (blocked)', value: 'u-5' },
		{ name: 'Bob (blocked)', value: 'u-1' },
		{ name: 'Anna (employment ended)', value: 'u-0' },
		{ name: 'Dora (status 7)', value: 'u-3' },
	]);
});

it('adds the start of the ID to equal names', () => {
	const entries = [
		{ name: 'Anna', value: '85077abc-2639-11ea-8e3f-0a580af40c09' },
		{ name: 'Bob', value: '85077abc-2639-11ea-8e3f-0a580af40c10' },
		{ name: 'Anna', value: '1c2d3e4f-2639-11ea-8e3f-0a580af40c09' },
	];
	expect(sortOptions(entries).map(({ name }) => name)).toEqual([
		'Anna (1c2d3e4f…)',
		'Anna (85077abc…)',
		'Bob',
	]);
});

it('adds the whole ID where equal names also have IDs with the same start', () => {
	const ids = ['85077abc-2639-11ea-8e3f-0a580af40c09', '85077abc-2639-11ea-8e3f-0a580af40c10'];
	const entries = sortOptions(ids.map((value) => ({ name: 'Anna', value })));
	expect(entries.map(({ name }) => name)).toEqual(ids.map((id) => expect.stringContaining(id)));
});
