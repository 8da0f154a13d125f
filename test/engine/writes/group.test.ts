/** What each operation of Group sends, and what it returns. */
import '../../support/withoutPauses';
import type { INodeParameters } from 'n8n-workflow';
import type { Fault, Simulator, SimulatorOptions } from '../../simulator/server';
import { FORMATS, rowsOf, Suite, useSuite } from '../../support/engine/suite';
import { UNKNOWN, byId, operations, writesOf } from '../../support/engine/writes';

const suite = useSuite();

const start = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ rows: 20, users: 10, ...options });

const operate = operations('group', suite);

/** A group that nobody is in, apart from these users. */
function groupWith({ world }: Simulator, ...members: number[]): string {
	const group = world.addGroup('Onboarding');
	for (const at of members) {
		world.changeUser(at, { groups: [...world.users[at].groups, group.index] });
	}
	return group.id;
}

const idOf = ({ world }: Simulator, at: number): string => world.users[at].id;

/** The members of a group, by their numbers. */
function membersOf({ world }: Simulator, groupId: string): number[] {
	const at = world.find('group', groupId);
	return world.users.filter(({ groups }) => groups.includes(at)).map(({ index }) => index);
}

const groupsNamed = ({ world }: Simulator, name: string) =>
	world.groups.filter((group) => group.name === name && !group.deleted);

/** Users as a person picks them. */
const picked = (ids: readonly string[]) => ({ user: ids.map((id) => ({ userId: byId(id) })) });

describe.each(FORMATS)('in %s', (format) => {
	test('Create sends the name and the first members, and returns the ID', async () => {
		const simulator = await start({ format });
		const userIds = [idOf(simulator, 1), idOf(simulator, 2)];
		const additionalFields = { users: picked([userIds[0]]), userIds: userIds[1] };
		const outcome = await operate(simulator, 'create', { name: ' Onboarding ', additionalFields });
		const [{ id: groupId }] = groupsNamed(simulator, 'Onboarding');
		expect(rowsOf(outcome)).toEqual([{ action: 'created', groupId }]);
		expect(outcome.outputs[0][0].pairedItem).toEqual({ item: 0 });
		expect(writesOf(simulator)).toEqual([
			{ request: 'POST /group', body: { name: 'Onboarding', userIds } },
		]);
		expect(membersOf(simulator, groupId)).toEqual([1, 2]);
		expect(simulator.violations).toEqual([]);
	});

	test('Rename sends the new name', async () => {
		const simulator = await start({ format });
		const groupId = groupWith(simulator);
		const fields = {
			groupId: { __rl: true, mode: 'name', value: 'onboarding' },
			name: 'Sales & Co',
		};
		expect(rowsOf(await operate(simulator, 'update', fields))).toEqual([
			{ action: 'updated', groupId },
		]);
		expect(writesOf(simulator)).toEqual([
			{ request: `POST /group/${groupId}`, body: { name: 'Sales & Co' } },
		]);
		expect(groupsNamed(simulator, 'Sales & Co')).toHaveLength(1);
		expect(simulator.violations).toEqual([]);
	});

	test('Get returns a group with the names and IDs of its members', async () => {
		const simulator = await start({ format });
		const groupId = groupWith(simulator, 1, 2);
		const get = async (output: string) =>
			rowsOf(await operate(simulator, 'get', { groupId: byId(groupId), output }));
		const { users } = simulator.world;
		const row = {
			name: 'Onboarding',
			isSmart: false,
			usersCount: 2,
			userNames: [1, 2].map((at) => users[at].name || users[at].login),
			userIds: [users[1].id, users[2].id],
			groupId,
		};
		expect(await get('simplified')).toEqual([row]);
		expect(await get('all')).toEqual([row]);
		expect(simulator.violations).toEqual([]);
	});

	test.each([[[]], [[1]]])('Get returns a list also for the members %j', async (members) => {
		const simulator = await start({ format });
		const groupId = byId(groupWith(simulator, ...members));
		const [row] = rowsOf(await operate(simulator, 'get', { groupId }));
		expect(row).toMatchObject({
			usersCount: members.length,
			userIds: members.map((at) => idOf(simulator, at)),
		});
	});

	test('Add Members adds each user who is no member yet', async () => {
		const simulator = await start({ format });
		const groupId = groupWith(simulator, 1, 2);
		const others = simulator.world.users[3].groups;
		const [, member, other, first, second] = simulator.world.users.map(({ id }) => id);
		const userIds = [member.toUpperCase(), first, second].join(', ');
		const fields = { groupId: byId(groupId), userIds, users: picked([other]) };
		const outcome = await operate(simulator, 'addMembers', fields);
		expect(rowsOf(outcome)).toEqual([
			{
				action: 'membersAdded',
				groupId,
				userIds: [first, second],
				unchangedUserIds: [other, member],
			},
		]);
		expect(writesOf(simulator)).toEqual(
			[first, second].map((id) => ({
				request: `POST /user/${id}`,
				body: { groupIds: [groupId] },
			})),
		);
		expect(membersOf(simulator, groupId)).toEqual([1, 2, 3, 4]);
		expect(simulator.world.users[3].groups).toEqual(expect.arrayContaining([...others]));
		expect(simulator.violations).toEqual([]);
	});

	test('Add Members changes nothing when all are members', async () => {
		const simulator = await start({ format });
		const groupId = groupWith(simulator, 1);
		const fields = { groupId: byId(groupId), userIds: idOf(simulator, 1) };
		expect(rowsOf(await operate(simulator, 'addMembers', fields))).toEqual([
			{ action: 'unchanged', groupId, userIds: [], unchangedUserIds: [idOf(simulator, 1)] },
		]);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('Remove Members removes each user from this group only', async () => {
		const simulator = await start({ format });
		const groupId = groupWith(simulator, 1, 2, 3);
		const others = simulator.world.users[1].groups.length - 1;
		const userIds = [idOf(simulator, 1), idOf(simulator, 2)];
		const fields = { groupId: byId(groupId), userIds: userIds.join(' ') };
		expect(rowsOf(await operate(simulator, 'removeMembers', fields))).toEqual([
			{ action: 'membersRemoved', groupId, userIds },
		]);
		expect(writesOf(simulator)).toEqual(
			userIds.map((id) => ({
				request: `POST /user/${id}/groups/remove`,
				body: { groupIds: [groupId] },
			})),
		);
		expect(membersOf(simulator, groupId)).toEqual([3]);
		expect(simulator.world.users[1].groups).toHaveLength(others);
		expect(simulator.violations).toEqual([]);
	});

	test('Replace Members sends all members in one request, and says who is removed', async () => {
		const simulator = await start({ format, users: 80 });
		const groupId = groupWith(simulator, 1, 2);
		const userIds = simulator.world.users.slice(2, 72).map(({ id }) => id);
		const fields = { groupId: byId(groupId), userIds: userIds.join(' ') };
		expect(rowsOf(await operate(simulator, 'replaceMembers', fields))).toEqual([
			{ action: 'membersReplaced', groupId, userIds, removedUserIds: [idOf(simulator, 1)] },
		]);
		expect(writesOf(simulator)).toEqual([
			{ request: `POST /group/${groupId}/members`, body: { userIds } },
		]);
		expect(membersOf(simulator, groupId)).toHaveLength(70);
		expect(rowsOf(await operate(simulator, 'replaceMembers', fields))).toEqual([
			{ action: 'unchanged', groupId, userIds, removedUserIds: [] },
		]);
		expect(writesOf(simulator)).toHaveLength(1);
		expect(simulator.violations).toEqual([]);
	});

	test('Delete deletes one group', async () => {
		const simulator = await start({ format });
		const groupId = groupWith(simulator, 1);
		const outcome = await operate(simulator, 'delete', { groupId: byId(groupId) });
		expect(rowsOf(outcome)).toEqual([{ action: 'deleted', groupId }]);
		expect(writesOf(simulator)).toEqual([{ request: `DELETE /group/${groupId}`, body: undefined }]);
		const again = await operate(simulator, 'delete', { groupId: byId(groupId) });
		expect(again.error?.message).toBe('iSpring Learn rejected the request (status 400)');
	});
});

/** Each operation that changes something, with the request that does it, and fields for one input item. */
interface Case {
	operation: string;
	path: string;
	/** What the item says once a look has confirmed it; absent for what is not looked at. */
	action?: string;
	forbidden: string;
	fields: (simulator: Simulator) => INodeParameters;
	/** Whether it was done. */
	isDone: (simulator: Simulator) => boolean;
}

const withMember = (simulator: Simulator) => ({
	groupId: byId(groupsNamed(simulator, 'Onboarding')[0].id),
	userIds: idOf(simulator, 3),
});

const onboarding = (simulator: Simulator): number[] =>
	membersOf(simulator, groupsNamed(simulator, 'Onboarding')[0].id);

const CASES: Case[] = [
	{
		operation: 'create',
		path: '/group',
		action: 'created',
		forbidden: 'create a group',
		fields: () => ({ name: 'Sales' }),
		isDone: (simulator) => groupsNamed(simulator, 'Sales').length === 1,
	},
	{
		operation: 'update',
		path: '/group/{groupId}',
		action: 'updated',
		forbidden: 'rename a group',
		fields: (simulator) => ({ ...withMember(simulator), name: 'Sales' }),
		isDone: (simulator) => groupsNamed(simulator, 'Sales').length === 1,
	},
	{
		operation: 'addMembers',
		path: '/user/{userId}',
		action: 'membersAdded',
		forbidden: 'add members to a group',
		fields: withMember,
		isDone: (simulator) => onboarding(simulator).includes(3),
	},
	{
		operation: 'removeMembers',
		path: '/user/{userId}/groups/remove',
		action: 'membersRemoved',
		forbidden: 'remove members from a group',
		fields: (simulator) => ({ ...withMember(simulator), userIds: idOf(simulator, 1) }),
		isDone: (simulator) => !onboarding(simulator).includes(1),
	},
	{
		operation: 'replaceMembers',
		path: '/group/{groupId}/members',
		action: 'membersReplaced',
		forbidden: 'replace the members of a group',
		fields: withMember,
		isDone: (simulator) => String(onboarding(simulator)) === '3',
	},
	{
		operation: 'delete',
		path: '/group/{groupId}',
		forbidden: 'delete a group',
		fields: withMember,
		isDone: (simulator) => groupsNamed(simulator, 'Onboarding').length === 0,
	},
];

describe.each(CASES)('$operation', ({ operation, path, action, forbidden, fields, isDone }) => {
	const method = operation === 'delete' ? 'DELETE' : 'POST';

	async function run(fault: Fault, job: Parameters<Suite['operate']>[2] = {}) {
		const simulator = await start();
		groupWith(simulator, 1);
		simulator.faults.add({ on: { path, method }, ...fault });
		return { simulator, outcome: await operate(simulator, operation, fields(simulator), job) };
	}

	test.each([true, false])('looks again when the response is lost; done: %j', async (done) => {
		const { simulator, outcome } = await run({ status: 504, done });
		expect(writesOf(simulator)).toHaveLength(1);
		expect(isDone(simulator)).toBe(done);
		if (done && action !== undefined) {
			expect(rowsOf(outcome)).toMatchObject([{ action, groupId: expect.any(String) }]);
			return;
		}
		expect(outcome.error?.message).toBe(
			"The change may have been made, but iSpring Learn didn't confirm it",
		);
		expect(outcome.error?.description).toMatch(/made\. (Look for|Check) the /);
	});

	test('is unconfirmed when it cannot look again', async () => {
		const simulator = await start();
		groupWith(simulator, 1);
		const reads = { path: '/groups', method: 'GET', request: 2, times: null };
		const record = { ...reads, path: '/group/{groupId}', request: operation === 'update' ? 1 : 2 };
		simulator.faults.add(...[reads, record].map((on) => ({ on, status: 403 })), {
			on: { path, method },
			status: 504,
			done: true,
		});
		const { error } = await operate(simulator, operation, fields(simulator));
		expect(error?.message).toContain('may have been made');
		expect(isDone(simulator)).toBe(true);
	});

	test('says what the API key is not allowed to do', async () => {
		const { simulator, outcome } = await run({ status: 403 });
		const message = `This API key isn't allowed to ${forbidden} (status 403)`;
		expect(outcome.error?.message).toBe(message);
		expect(isDone(simulator)).toBe(false);
	});

	test('goes to the error output with the input item', async () => {
		const input = [{ row: 7 }];
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outcome } = await run({ status: 400 }, { input, settings });
		expect(outcome.outputs[0]).toEqual([]);
		expect(outcome.outputs[1]).toMatchObject([
			{
				json: { row: 7, error: 'iSpring Learn rejected the request (status 400)' },
				pairedItem: { item: 0 },
			},
		]);
	});

	test('stops for an empty expression, or skips the input item', async () => {
		const simulator = await start();
		groupWith(simulator, 1);
		const name = operation === 'create' ? 'name' : 'groupId';
		const empty = '={{ $json.nothing }}';
		const form = { ...fields(simulator), [name]: name === 'name' ? empty : byId(empty) };
		const label = name === 'name' ? 'Name' : 'Group';
		const stopped = await operate(simulator, operation, form);
		expect(stopped.error?.message).toBe(`The expression in '${label}' returns nothing for item 0`);
		const options = { emptyExpressions: 'noResults' };
		expect(rowsOf(await operate(simulator, operation, { ...form, options }))).toEqual([]);
		expect(writesOf(simulator)).toEqual([]);
	});
});

describe('Create', () => {
	test.each(['Onboarding', ' onBOARDing'])('stops if there is a group named %j', async (name) => {
		const simulator = await start();
		const groupId = groupWith(simulator);
		const { error } = await operate(simulator, 'create', { name });
		expect(error?.message).toBe(
			`"${name.trim()}" in 'Name' is the name of an existing group (${groupId})`,
		);
		expect(error?.description).toContain("'Add Members'");
		expect(writesOf(simulator)).toEqual([]);
	});

	test('stops if it cannot find out whether there is one', async () => {
		const simulator = await start();
		simulator.faults.add({ on: { path: '/groups', times: null }, status: 403 });
		const { error } = await operate(simulator, 'create', { name: 'Sales' });
		expect(error?.message).toBe("This API key isn't allowed to read groups (status 403)");
		expect(writesOf(simulator)).toEqual([]);
	});

	test('creates a hundred groups, but none twice', async () => {
		const simulator = await start();
		const input = Array.from({ length: 100 }, (_, at) => ({ name: `Team ${at % 99}` }));
		const settings = { onError: 'continueErrorOutput' } as const;
		const fields = { name: '={{ $json.name }}' };
		const { outputs } = await operate(simulator, 'create', fields, { input, settings });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			input.slice(0, 99).map((_, item) => ({ item })),
		);
		expect(outputs[1]).toMatchObject([{ json: { name: 'Team 0' }, pairedItem: { item: 99 } }]);
		expect(writesOf(simulator).map(({ body }) => body?.name)).toEqual(
			input.slice(0, 99).map(({ name }) => name),
		);
	});

	test.each(['object', 'idObject', 'responseObject', 'text', 'xml', 'empty'] as const)(
		'knows the ID from a response in the form: %s',
		async (form) => {
			const simulator = await start();
			simulator.rules.created = form;
			const rows = rowsOf(await operate(simulator, 'create', { name: 'Sales' }));
			const [{ id: groupId }] = groupsNamed(simulator, 'Sales');
			expect(rows).toEqual([{ action: 'created', groupId }]);
			expect(writesOf(simulator)).toHaveLength(1);
		},
	);

	test('needs a name', async () => {
		const simulator = await start();
		const { error } = await operate(simulator, 'create', { name: ' ' });
		expect(error?.message).toBe("'Name' is empty");
		expect(simulator.requests).toEqual([]);
	});
});

describe('Rename', () => {
	const rename = async (simulator: Simulator, groupId: string, name: string) =>
		await operate(simulator, 'update', { groupId: byId(groupId.toUpperCase()), name });

	test('changes nothing if the group has the name', async () => {
		const simulator = await start();
		const groupId = groupWith(simulator);
		expect(rowsOf(await rename(simulator, groupId, ' Onboarding '))).toEqual([
			{ action: 'unchanged', groupId },
		]);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('changes upper and lower case', async () => {
		const simulator = await start();
		const groupId = groupWith(simulator);
		expect(rowsOf(await rename(simulator, groupId, 'ONBOARDING'))).toEqual([
			{ action: 'updated', groupId },
		]);
		expect(groupsNamed(simulator, 'ONBOARDING')).toHaveLength(1);
	});

	test('stops if another group has the name', async () => {
		const simulator = await start();
		const groupId = groupWith(simulator);
		const other = simulator.world.addGroup('Sales');
		const { error } = await rename(simulator, groupId, 'sales');
		expect(error?.message).toBe(`"sales" in 'Name' is the name of an existing group (${other.id})`);
		expect(writesOf(simulator)).toEqual([]);
	});
});

test('two executions at once create a group once', async () => {
	const simulator = await start({ delayMs: 5 });
	const both = await Promise.all(
		[1, 2].map(async () => await operate(simulator, 'create', { name: 'Sales' })),
	);
	expect(groupsNamed(simulator, 'Sales')).toHaveLength(1);
	const [error, ...others] = both.flatMap((one) => one.error ?? []);
	expect([error.message, others]).toEqual([
		expect.stringContaining('is the name of an existing group'),
		[],
	]);
});

describe.each(['addMembers', 'removeMembers', 'replaceMembers'])('%s', (operation) => {
	test('finds the group and the users by name and email address', async () => {
		const simulator = await start();
		groupWith(simulator, 1);
		const { users } = simulator.world;
		const named = users.slice(2).find(({ name, index }) => name && index > 1);
		const mailed = users.slice(2).find(({ email, id }) => email && id !== named?.id);
		const fields = {
			groupId: { __rl: true, mode: 'name', value: 'Onboarding' },
			userIds: `${named?.name}; ${mailed?.email}`,
		};
		const [row] = rowsOf(await operate(simulator, operation, fields));
		expect(row.userIds).toEqual([named?.id, mailed?.id]);
	});

	test.each<[string, (simulator: Simulator) => INodeParameters, string]>([
		['no user', () => ({ userIds: '' }), "'Users' is empty"],
		['an unknown user', () => ({ userIds: 'nobody' }), `"nobody" in 'User Names, Emails or IDs'`],
		[
			'an unknown group',
			() => ({ groupId: byId(UNKNOWN) }),
			`"${UNKNOWN}" in 'Group' doesn't exist`,
		],
		[
			'a smart group',
			({ world }) => ({ groupId: byId(String(world.groups.find(({ isSmart }) => isSmart)?.id)) }),
			"in 'Group' is a smart group, whose rules decide who is a member",
		],
	])('sends nothing with %s', async (_name, change, message) => {
		const simulator = await start();
		groupWith(simulator, 1);
		const fields = { ...withMember(simulator), ...change(simulator) };
		const { error } = await operate(simulator, operation, fields);
		expect(error?.message).toContain(message);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('stops for an empty expression among the users, or skips the input item', async () => {
		const simulator = await start();
		const groupId = byId(groupWith(simulator, 1));
		const fields = {
			groupId,
			userIds: '={{ $json.nothing }}',
			users: picked([idOf(simulator, 2)]),
		};
		const { error } = await operate(simulator, operation, fields);
		expect(error?.message).toContain('returns nothing for item 0');
		const options = { emptyExpressions: 'noResults' };
		expect(rowsOf(await operate(simulator, operation, { ...fields, options }))).toEqual([]);
		const rows = { groupId, users: picked([idOf(simulator, 2), '={{ $json.nothing }}']) };
		expect(rowsOf(await operate(simulator, operation, { ...rows, options }))).toEqual([]);
		expect(writesOf(simulator)).toEqual([]);
	});
});

test('Replace Members removes nobody because of an empty entry in a list', async () => {
	const simulator = await start();
	const groupId = groupWith(simulator, 1, 2);
	const fields = { groupId: byId(groupId), userIds: '={{ $json.users }}' };
	const input = [{ users: [idOf(simulator, 1), ''] }];
	const { error } = await operate(simulator, 'replaceMembers', fields, { input });
	expect(error?.message).toContain('returns a list with an empty entry');
	expect(membersOf(simulator, groupId)).toEqual([1, 2]);
});

test('Replace Members does not say that nothing changed if one of the users is unknown', async () => {
	const simulator = await start();
	simulator.rules.bulk = 'partial';
	const groupId = groupWith(simulator, 1, 2);
	const { error } = await operate(simulator, 'replaceMembers', {
		groupId: byId(groupId),
		userIds: `${idOf(simulator, 1)} ${UNKNOWN}`,
	});
	expect(membersOf(simulator, groupId)).toEqual([1]);
	expect(error?.description).toContain("doesn't say whether the rest was done. Check the group");
});

describe('members one by one', () => {
	const settings = { onError: 'continueErrorOutput' } as const;

	test.each([
		['addMembers', '/user/{userId}'],
		['removeMembers', '/user/{userId}/groups/remove'],
	])('%s says who was done, who was not, and who is left', async (operation, path) => {
		const simulator = await start();
		const groupId = byId(groupWith(simulator, 1));
		const ids = [2, 3, 4, 5].map((at) => idOf(simulator, at));
		const fields = { groupId, userIds: ids.join(' ') };
		simulator.faults.add({ on: { path, method: 'POST', request: 2 }, hangUp: true });
		const { outputs } = await operate(simulator, operation, fields, { settings });
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{
				error: expect.stringContaining('may have been made'),
				errorDescription: expect.stringContaining('Done before: 1. Not sent: 2.'),
				doneIds: [ids[0]],
				unconfirmedIds: [ids[1]],
				unsentIds: [ids[2], ids[3]],
			},
		]);
	});

	test.each([
		['addMembers', '/user/{userId}', [1, 2, 3]],
		['removeMembers', '/user/{userId}/groups/remove', [1]],
	])('%s continues once it has confirmed a request', async (operation, path, members) => {
		const simulator = await start();
		const groupId = groupWith(simulator, ...(operation === 'addMembers' ? [1] : [1, 2, 3]));
		const userIds = [2, 3].map((at) => idOf(simulator, at));
		const fields = { groupId: byId(groupId), userIds: userIds.join(' ') };
		simulator.faults.add({ on: { path, method: 'POST', times: 2 }, status: 502, done: true });
		const [row] = rowsOf(await operate(simulator, operation, fields));
		expect(row).toMatchObject({ groupId, userIds });
		expect(writesOf(simulator)).toHaveLength(2);
		expect(membersOf(simulator, groupId)).toEqual(members);
	});

	test('who was not listed as a member is not confirmed to be removed', async () => {
		const simulator = await start();
		const fields = { groupId: byId(groupWith(simulator, 1)), userIds: idOf(simulator, 2) };
		simulator.faults.add({ on: { kind: 'write' }, status: 502, done: true });
		const { error } = await operate(simulator, 'removeMembers', fields);
		expect(error?.message).toContain('may have been made');
	});

	test('a second try adds only who is missing, and the item names all', async () => {
		const simulator = await start();
		const groupId = groupWith(simulator, 1);
		const ids = [1, 2, 3].map((at) => idOf(simulator, at));
		simulator.faults.add({
			on: { path: '/user/{userId}', method: 'POST', request: 2 },
			status: 403,
		});
		const fields = { groupId: byId(groupId), userIds: ids.join(' ') };
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const outcome = await operate(simulator, 'addMembers', fields, { settings: retry });
		expect(rowsOf(outcome)).toEqual([
			{ action: 'membersAdded', groupId, userIds: ids.slice(1), unchangedUserIds: [ids[0]] },
		]);
		expect(writesOf(simulator).map(({ request }) => request)).toEqual(
			[ids[1], ids[2], ids[2]].map((id) => `POST /user/${id}`),
		);
	});

	test('what an earlier try has done is in the message, even if the group cannot be read again', async () => {
		const simulator = await start();
		const groupId = byId(groupWith(simulator, 1));
		const userIds = [2, 3].map((at) => idOf(simulator, at)).join(' ');
		const path = '/user/{userId}';
		simulator.faults.add({ on: { path, method: 'POST', request: 2 }, status: 403 });
		const record = { path: '/group/{groupId}', request: 2, times: null };
		simulator.faults.add({ on: record, status: 403 });
		const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const job = { settings: retry };
		const { error } = await operate(simulator, 'addMembers', { groupId, userIds }, job);
		expect(error?.message).toBe("This API key isn't allowed to read groups (status 403)");
		expect(error?.description).toContain('Done before: 1.');
		expect(membersOf(simulator, simulator.world.groups.at(-1)?.id ?? '')).toEqual([1, 2]);
	});

	test('an input item that an earlier try has done in part counts as that', async () => {
		const simulator = await start();
		const groupId = byId(groupWith(simulator));
		const { users } = simulator.world;
		const email = users.slice(4).find((one) => one.email)?.email;
		const input = [{ users: `${idOf(simulator, 2)} ${idOf(simulator, 3)}` }, { users: email }];
		const path = '/user/{userId}';
		simulator.faults.add({ on: { path, method: 'POST', request: 2 }, status: 429 });
		simulator.faults.add({ on: { path: '/users/v2', request: 2, times: null }, status: 403 });
		const fields = { groupId, userIds: '={{ $json.users }}', options: { maxRetries: 0 } };
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { error } = await operate(simulator, 'addMembers', fields, { input, settings });
		expect(error?.message).toContain(`"${email}" in`);
		expect(error?.description).toContain(
			'Other input items: 0 done before, 1 done in part, 0 not sent.',
		);
	});

	test('a hundred input items join the group in their order', async () => {
		const simulator = await start({ users: 120 });
		const groupId = groupWith(simulator);
		const input = simulator.world.users.slice(1, 101).map(({ id }) => ({ id }));
		const fields = { groupId: byId(groupId), userIds: '={{ $json.id }}' };
		const { outputs } = await operate(simulator, 'addMembers', fields, { input });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			input.map((_, item) => ({ item })),
		);
		expect(writesOf(simulator).map(({ request }) => request)).toEqual(
			input.map(({ id }) => `POST /user/${id}`),
		);
		expect(membersOf(simulator, groupId)).toHaveLength(100);
	});
});

test('Get says that a group does not exist', async () => {
	const simulator = await start();
	const { error } = await operate(simulator, 'get', { groupId: byId(UNKNOWN) });
	expect(error?.message).toBe("The ID in 'Group' doesn't exist (status 400)");
});
