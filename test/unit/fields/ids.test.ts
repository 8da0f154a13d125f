import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';
import { idList, idsIn } from '../../../nodes/IspringLearn/fields/ids';
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
const B = '85077ABC-2639-11EA-8E3F-0A580AF40C10';

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

it.each<[unknown, string]>([
	['Anna', 'Anna'],
	[`${A},Anna`, 'Anna'],
	['Fire Safety', 'Fire Safety'],
	['Onboarding, Part 2', 'Onboarding, Part 2'],
	[` Fire Safety ,${A}; ${B}\n`, 'Fire Safety'],
	[`${A} Fire ${B} Safety`, 'Fire Safety'],
	[`${A}, Anna, ${B}, Jörg`, 'Anna, Jörg'],
	[[A, 'Fire Safety', 'Anna'], 'Fire Safety'],
	[[[A], [`${B}, Anna B`]], 'Anna B'],
	[`${A}x`, `${A}x`],
	[`{${A}}`, `{${A}}`],
	[A.replaceAll('-', ''), A.replaceAll('-', '')],
	[A.slice(1), A.slice(1)],
	[`${A}&userIds[]=x`, `${A}&userIds[]=x`],
	[5, '5'],
	[true, 'true'],
	[[A, { id: A }], `{"id":"${A}"}`],
	[`["${A}"]`, `["${A}"]`],
])('refuses %j, naming what is no id', async (userIds, wrong) => {
	const refused = await rejectionOf(NodeOperationError, sent(field, { userIds } as never));
	expect(refused.message).toBe(`User Names or IDs: "${wrong}" is not an ID`);
	expect(refused.description).toContain(A);
	expect(refused.context.itemIndex).toBe(ITEM);
});
