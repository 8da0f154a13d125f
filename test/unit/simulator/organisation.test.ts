/** Groups and departments are created, changed and deleted, and lists and records show it. */
import { closeAll, list, send, start } from './client';

afterEach(closeAll);

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('groups', () => {
	it('are created with members, renamed, filled, emptied and deleted', async () => {
		const simulator = await start();
		const { users } = simulator.world;
		const ids = [1, 2, 3].map((u) => users[u].id);
		const created = await send(simulator, 'POST /group', {
			body: { name: 'Q&A <1>', userIds: ids.slice(0, 2) },
		});
		expect(created.status).toBe(201);
		const path = `/group/${created.json}`;
		const read = async (): Promise<unknown> => (await send(simulator, `GET ${path}`)).json;
		const record = { groupId: created.json, name: 'Q&A <1>', isSmart: false };
		expect(await read()).toEqual({ ...record, usersCount: 2, userIds: ids.slice(0, 2) });
		expect(await list(simulator, '/groups')).toContainEqual(record);
		expect(await list(simulator, '/group')).toEqual(await list(simulator, '/groups'));

		const renamed = await send(simulator, `POST ${path}`, { body: { name: 'New' } });
		expect([renamed.status, renamed.text]).toEqual([200, '']);
		await send(simulator, `POST ${path}/members`, { body: { userIds: ids.slice(1) } });
		expect(await read()).toMatchObject({ name: 'New', userIds: ids.slice(1) });
		expect(await list(simulator, `/users/v2?groups[]=${created.json}`)).toHaveLength(2);
		await send(simulator, `POST ${path}/members`, {
			type: 'text/xml',
			body: `<request><userIds><id>${ids[0]}</id></userIds></request>`,
		});
		expect(await read()).toMatchObject({ userIds: [ids[0]] });
		await send(simulator, `POST ${path}/members`, { body: { userIds: [] } });
		expect(await read()).toMatchObject({ usersCount: 0, userIds: [] });

		expect((await send(simulator, `DELETE ${path}`)).status).toBe(204);
		expect((await send(simulator, `GET ${path}`)).status).toBe(400);
		expect(await list(simulator, '/groups')).toHaveLength(6);
		expect(simulator.violations).toEqual([]);
	});

	it('change no members of a smart group, or with an unknown one', async () => {
		const simulator = await start();
		const { users, groups } = simulator.world;
		const before = users.map((user) => user.groups);
		const members = async (g: number, userIds: string[]): Promise<number> =>
			(await send(simulator, `POST /group/${groups[g].id}/members`, { body: { userIds } })).status;
		expect(await members(1, [users[1].id])).toBe(400);
		expect(await members(0, [users[1].id, UNKNOWN])).toBe(400);
		expect(users.map((user) => user.groups)).toEqual(before);
		simulator.rules.bulk = 'partial';
		expect(await members(0, [users[1].id, UNKNOWN])).toBe(400);
		expect(users.filter((user) => user.groups.includes(0))).toEqual([users[1]]);
	});
});

describe('departments', () => {
	it('are created, found by code, changed, filled and deleted', async () => {
		const simulator = await start();
		const { departments, users } = simulator.world;
		const { status, json: id } = await send(simulator, 'POST /department', {
			body: { name: 'Lab', parentDepartmentId: departments[1].id, code: '0042' },
		});
		expect(status).toBe(201);
		const record = {
			departmentId: id,
			name: 'Lab',
			code: '0042',
			parentDepartmentId: departments[1].id,
		};
		expect(await list(simulator, '/department?code=0042')).toMatchObject([record]);
		expect(await list(simulator, '/department?code=43')).toEqual([]);
		expect((await send(simulator, `GET /department/${id}`)).json).toMatchObject({
			response: record,
		});
		const change = await send(simulator, `POST /department/${id}`, {
			body: { name: 'Labs', parentDepartmentId: departments[2].id },
		});
		expect([change.status, change.text]).toEqual([204, '']);
		expect(await list(simulator, '/departments')).toContainEqual(
			expect.objectContaining({
				...record,
				name: 'Labs',
				parentDepartmentId: departments[2].id,
			}),
		);
		const userIds = [users[1].id, users[2].id];
		const moved = await send(simulator, `POST /department/${id}/user/move`, { body: { userIds } });
		expect(moved.status).toBe(204);
		expect(await list(simulator, `/users/v2?departments[]=${id}`)).toHaveLength(2);
		const own = await list(simulator, `/learners/results?departmentIds[]=${id}`);
		expect(new Set(own.map((one) => one.userId))).toEqual(new Set(userIds));

		expect((await send(simulator, `DELETE /department/${id}`)).json).toMatchObject({
			message: 'The department has users',
		});
		await send(simulator, `POST /department/${departments[0].id}/user/move`, { body: { userIds } });
		expect((await send(simulator, `DELETE /department/${id}`)).status).toBe(204);
		expect((await send(simulator, `GET /department/${id}`)).status).toBe(400);
		expect(await list(simulator, '/departments')).toHaveLength(12);
		expect(simulator.violations).toEqual([]);
	});

	it('reject what would break the tree, and unknown ids', async () => {
		const simulator = await start({ users: 1 });
		const { departments, users } = simulator.world;
		users[0].department = 0;
		const status = async (request: string, body?: object): Promise<number> =>
			(await send(simulator, request, { body })).status;
		const at = (d: number): string => `/department/${departments[d].id}`;
		expect([
			await status('POST /department', { name: 'No parent' }),
			await status(`POST ${at(1)}`, { parentDepartmentId: departments[4].id }),
			await status(`POST ${at(1)}`, { parentDepartmentId: departments[1].id }),
			await status(`DELETE ${at(0)}`),
			await status(`DELETE ${at(1)}`),
			await status(`POST ${at(1)}/user/move`, { userIds: [UNKNOWN] }),
			await status(`POST /department/${UNKNOWN}/user/move`, { userIds: [users[0].id] }),
			await status(`DELETE ${at(4)}`),
		]).toEqual([400, 400, 400, 400, 400, 400, 404, 204]);
	});
});
