/** The forms of answers that the documentation leaves open, rights, points, and what forms need. */
import type { Simulator } from '../../simulator/server';
import { closeAll, list, send, start, type Reply, type Sent } from './client';

afterEach(closeAll);

const addGroup = (simulator: Simulator, more: Sent = {}): Promise<Reply> =>
	send(simulator, 'POST /group', { body: { name: 'New' }, ...more });
const XML = 'application/xml';

describe('the answer to a create', () => {
	const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
	it.each([
		['id', 'application/json', '"ID"'],
		['id', XML, `${HEAD}<response>ID</response>\n`],
		['object', 'application/json', '{"groupId":"ID"}'],
		['object', XML, `${HEAD}<response>\n<groupId>ID</groupId>\n</response>\n`],
		['idObject', 'application/json', '{"id":"ID"}'],
		['responseObject', 'application/json', '{"response":"ID"}'],
		['text', 'application/json', 'ID'],
		['xml', 'application/json', `${HEAD}<response>ID</response>\n`],
		['empty', 'application/json', ''],
	] as const)('%s, as %s', async (created, accept, text) => {
		const simulator = await start({ rules: { created } });
		const reply = await addGroup(simulator, { accept });
		const added = simulator.world.groups[6];
		expect([reply.status, reply.text]).toEqual([201, text.replace('ID', added.id)]);
	});

	it('is an object where the request asks for one', async () => {
		const simulator = await start();
		const { json } = await addGroup(simulator, { headers: { 'X-Return-Object': 'true' } });
		expect(json).toEqual({ groupId: simulator.world.groups[6].id });
	});
});

test('other writes answer with the documented status, or that of another host', async () => {
	const simulator = await start();
	const rename = async (accept?: string): Promise<[number, string]> => {
		const path = `POST /group/${simulator.world.groups[0].id}`;
		const { status, text } = await send(simulator, path, { body: { name: 'New' }, accept });
		return [status, text];
	};
	expect(await rename()).toEqual([200, '']);
	expect(await rename(XML)).toEqual([200, '']);
	for (const done of [201, 204] as const) {
		simulator.rules.done = done;
		expect(await rename()).toEqual([done, '']);
	}
});

test('a single record stands in `response` or not', async () => {
	const simulator = await start();
	const { users, groups } = simulator.world;
	const keys = async (url: string): Promise<string[]> =>
		Object.keys((await send(simulator, `GET ${url}`)).json as object);
	const [user, group] = [`/user/${users[1].id}/v2`, `/group/${groups[0].id}`];
	expect([await keys(user), (await keys(group)).includes('userIds')]).toEqual([['response'], true]);
	simulator.rules.record = 'wrapped';
	expect([await keys(user), await keys(group)]).toEqual([['response'], ['response']]);
	const xml = await send(simulator, `GET ${group}`, { accept: XML });
	expect(xml.text).toMatch(/<response>\s*<group>\s*<usersCount>.*<userIds>\s*<id>/s);
	simulator.rules.record = 'bare';
	expect(await keys(user)).toContain('departmentId');
	const bare = await send(simulator, `GET ${group}`, { accept: XML });
	expect(bare.text).toMatch(/<response>\s*<usersCount>/);
});

describe('requests', () => {
	it('are refused in other formats, with another method, and with a query', async () => {
		const simulator = await start();
		const status = async (request: string, sent: Sent): Promise<number> =>
			(await send(simulator, request, sent)).status;
		expect([
			await status('POST /group', { body: 'name=New', type: 'application/x-www-form-urlencoded' }),
			await status('POST /group', { body: '{"name":' }),
			await status('POST /group', { body: '["New"]' }),
			await status('POST /group', { body: '<request><name>New</request>', type: XML }),
			await status('POST /group', {}),
			await status('POST /groups', { body: { name: 'New' } }),
			await status(`DELETE /group/${simulator.world.groups[0].id}`, { body: {} }),
			await status('GET /group/7', {}),
		]).toEqual([400, 400, 400, 400, 400, 405, 400, 400]);
		expect(simulator.violations).toHaveLength(8);
		expect(simulator.world.groups).toHaveLength(6);
		simulator.reset();
		const body = { name: 'New', colour: 'red' };
		expect(await status('POST /group?notify=1', { body })).toBe(201);
		expect(simulator.requests[0].unknownParameters).toEqual(['notify', 'colour']);
		expect(simulator.violations).toHaveLength(2);
	});

	it('are recorded with their bodies, one per line', async () => {
		const simulator = await start({ basePath: '/api/v3' });
		const { groups } = simulator.world;
		await send(simulator, 'POST /api/v3/group?x=1', { body: { name: 'Größe' } });
		await send(simulator, `DELETE /api/v3/group/${groups[0].id}`);
		const lines = simulator.requestLines().trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
			{
				method: 'POST',
				url: '/group?x=1',
				body: '{"name":"Größe"}',
				type: 'application/json',
			},
			{ method: 'DELETE', url: `/group/${groups[0].id}` },
		]);
		const answer = await fetch(`${simulator.url}/_simulator/requests`);
		expect(await answer.text()).toBe(simulator.requestLines());
	});
});

describe('an API key', () => {
	it('may use some operations only', async () => {
		const limited = { clientId: 'a', clientSecret: 'b', operations: ['GET /group/{groupId}'] };
		const simulator = await start({ clients: [limited] });
		const token = await tokenOf(simulator, 'a', 'b');
		const path = `/group/${simulator.world.groups[0].id}`;
		expect((await send(simulator, `GET ${path}`, { token })).status).toBe(200);
		expect((await addGroup(simulator, { token })).status).toBe(403);
		expect((await send(simulator, `DELETE ${path}`, { token })).status).toBe(403);
		expect(await list(simulator, '/groups')).toHaveLength(6);
	});

	it('acts in its departments only, and keeps the members of others', async () => {
		const limited = { clientId: 'a', clientSecret: 'b', departments: [1] };
		const simulator = await start({ clients: [limited] });
		const { users, departments, groups, departmentTree } = simulator.world;
		const tree = departmentTree.call(simulator.world, 1);
		for (const user of users) user.department = user.index < 10 ? 0 : 1;
		const members = users.filter((user) => user.groups.includes(0));
		const token = await tokenOf(simulator, 'a', 'b');
		const post = async (path: string, body: object): Promise<number> =>
			(await send(simulator, `POST ${path}`, { body, token })).status;
		const fields = { login: 'n', email: 'n@example.com' };
		const [own, other] = [users[11], users[1]];
		expect([
			await post('/user', { departmentId: departments[0].id, fields }),
			await post(`/user/${other.id}`, { fields: {} }),
			await post(`/user/${own.id}`, { departmentId: departments[0].id }),
			await post('/users/deactivate', { userIds: [own.id, other.id] }),
			await post('/department', { name: 'x', parentDepartmentId: departments[0].id }),
			(await send(simulator, `GET /user/${other.id}`, { token })).status,
		]).toEqual([403, 403, 403, 403, 403, 403]);
		expect(own.status).toBe(1);
		expect(tree).toContain(1);
		expect(await post('/user', { departmentId: departments[1].id, fields })).toBe(201);

		expect(await post(`/group/${groups[0].id}/members`, { userIds: [own.id] })).toBe(200);
		const left = users.filter((user) => user.groups.includes(0));
		expect(left).toEqual([...members.filter((user) => user.index < 10), own]);
		const { json } = await send(simulator, `GET /group/${groups[0].id}`, { token });
		expect(json).toMatchObject({ userIds: [own.id] });
	});

	async function tokenOf(simulator: Simulator, id: string, secret: string): Promise<string> {
		const { json } = await send(simulator, 'POST /api/v3/token', {
			body: `grant_type=client_credentials&client_id=${id}&client_secret=${secret}`,
			type: 'application/x-www-form-urlencoded',
		});
		return (json as { access_token: string }).access_token;
	}
});

test('points are awarded, withdrawn and listed', async () => {
	const simulator = await start();
	const { users } = simulator.world;
	const userId = users[1].id;
	const before = users[1].points;
	const post = async (what: string, body: object): Promise<number> =>
		(await send(simulator, `POST /gamification/points/${what}`, { body })).status;
	const reason = 'Helped <others>';
	expect(await post('award', { userId, amount: 12.5, reason })).toBe(200);
	expect(await post('withdraw', { userId, amount: 2, reason })).toBe(200);
	expect(await list(simulator, `/gamification/points?userIds[]=${userId}`)).toEqual([
		{ userId, points: before + 10.5 },
	]);
	expect(await list(simulator, '/gamification/points')).toHaveLength(20);
	const { text } = await send(simulator, 'GET /gamification/points', { accept: XML });
	expect(text).toMatch(/<response>\s*<userPointsInfo>\s*<userId>/);
	expect([
		await post('award', { userId, amount: 5 }),
		await post('award', { userId, amount: '5', reason }),
		await post('award', { userId, amount: 5, reason: ' ' }),
		await post('withdraw', { userId: users[1].departmentId, amount: 5, reason }),
	]).toEqual([400, 400, 400, 400]);
	expect(users[1].points).toBe(before + 10.5);
});

test('profile fields and roles are listed for forms', async () => {
	const simulator = await start();
	const fields = await list(simulator, '/user/profile/fields');
	expect(fields.find(({ name }) => name === 'EMAIL')).toMatchObject({
		label: 'Email',
		type: 'email',
		isUnique: 1,
		isRequired: 1,
		values: [],
	});
	expect(fields.find(({ type }) => type === 'country')?.values).toContainEqual({
		name: 'Spain',
		value: 'ES',
	});
	const { text } = await send(simulator, 'GET /user/profile/fields', { accept: XML });
	expect(text).toMatch(/<userFieldInfo>.*<isUnique>true<.*<isRequired>true<.*<field>\s*<name>/s);
	expect((await list(simulator, '/role')).map(({ type }) => type)).toEqual([
		'account_owner',
		'learner',
		'administrator',
		'department_administrator',
		'publisher',
		'custom',
	]);
});
