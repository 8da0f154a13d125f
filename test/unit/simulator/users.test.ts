/** Users are created, changed and deleted, and every list and record shows it. */
import { closeAll, list, send, start } from './client';

afterEach(closeAll);

const profile = { login: 'new.user', email: 'new@example.com' };

describe('a created user', () => {
	it('is in the lists, as a record, in its groups, and enrolled in nothing', async () => {
		const simulator = await start();
		const { departments, groups } = simulator.world;
		const { status, type, json } = await send(simulator, 'POST /user', {
			body: {
				departmentId: departments[4].id,
				fields: { ...profile, first_name: 'Nóra', USER_DEFINED_FIELD1: '007' },
				groupIds: [groups[0].id],
				sendLoginEmail: true,
				invitationMessage: 'Welcome',
			},
		});
		expect([status, type, json]).toEqual([
			201,
			expect.stringContaining('json'),
			expect.stringMatching(/^[0-9a-f-]{36}$/),
		]);
		const [row] = await list(simulator, '/users/v2?emails[]=new@example.com');
		expect(row).toMatchObject({
			userId: json,
			status: 1,
			role: 'learner',
			departmentId: departments[4].id,
			groups: [groups[0].id],
			fields: expect.arrayContaining([
				{ name: 'FIRST_NAME', value: 'Nóra' },
				{ name: 'USER_DEFINED_FIELD1', value: '007' },
			]),
		});
		const { json: record } = await send(simulator, `GET /user/${json}/v2`);
		expect(record).toEqual({ response: expect.objectContaining(row) });
		const group = await send(simulator, `GET /group/${groups[0].id}`);
		expect(group.json).toMatchObject({ userIds: expect.arrayContaining([json]) });
		expect(await list(simulator, `/learners/results?userIds[]=${json}`)).toEqual([]);
		expect(simulator.world.invitations).toEqual([
			{ userId: json, by: 'email', message: 'Welcome' },
		]);
		expect(simulator.violations).toEqual([]);
	});

	it('can be sent in XML, with fields in both forms', async () => {
		const simulator = await start();
		const [{ id }] = simulator.world.departments;
		const xml = (login: string): string =>
			`<?xml version="1.0"?><request><departmentId>${id}</departmentId><fields><login>${login}</login>` +
			'<email>a&amp;b@example.com</email></fields><sendLoginEmail>false</sendLoginEmail></request>';
		const created = await send(simulator, 'POST /user', {
			body: xml('x1'),
			type: 'application/xml; charset=utf-8',
			accept: 'application/xml',
		});
		expect(created.text).toMatch(/<response>[0-9a-f-]{36}<\/response>/);
		expect(await list(simulator, '/users/v2?emails[]=a%26b@example.com')).toHaveLength(1);
		const pairs = Object.entries(profile).map(([name, value]) => ({ name, value }));
		const array = await send(simulator, 'POST /user', {
			body: { departmentId: id, fields: pairs },
		});
		expect(array.status).toBe(201);
	});

	it('is refused with an email or login that is taken, and nothing is created', async () => {
		const simulator = await start();
		const [department] = simulator.world.departments;
		const before = simulator.world.users.length;
		for (const [name, duplicate] of [
			['email', 400],
			['login', 409],
		] as const) {
			simulator.rules.duplicate = duplicate;
			const taken = String(simulator.world.users[1][name]).toUpperCase();
			const { status, json } = await send(simulator, 'POST /user', {
				body: { departmentId: department.id, fields: { ...profile, [name]: taken } },
			});
			expect([status, json]).toEqual([
				duplicate,
				{ code: duplicate, message: `Duplicate ${name}: ${taken}` },
			]);
		}
		expect(simulator.world.users).toHaveLength(before);
		expect(simulator.violations).toEqual([]);
	});

	it('is in older lists, too', async () => {
		const simulator = await start();
		const { id } = simulator.world.departments[0];
		await send(simulator, 'POST /user', { body: { departmentId: id, fields: profile } });
		const rows = await list(simulator, '/users/v2?logins[]=new.user');
		for (const path of ['/users', '/user', '/user/v2'])
			expect([path, await list(simulator, `${path}?logins[]=new.user`)]).toEqual([path, rows]);
	});

	it('is inactive beyond the plan', async () => {
		const simulator = await start({ rules: { maxActiveUsers: 20 } });
		const [department] = simulator.world.departments;
		const { json } = await send(simulator, 'POST /user', {
			body: { departmentId: department.id, fields: profile },
		});
		const [row] = await list(simulator, `/users/v2?userIds[]=${json}`);
		expect(row.status).toBe(3);
		const { status } = await send(simulator, 'POST /users/activate', { body: { userIds: [json] } });
		expect(status).toBe(400);
	});

	const id = '00000000-0000-4000-8000-000000000000';
	it.each<[string, object, string, boolean]>([
		['no department', { departmentId: undefined }, 'departmentId is missing', true],
		['a department by name', { departmentId: 'Sales' }, 'departmentId', true],
		['an unknown department', { departmentId: id }, `unknown id ${id}`, false],
		['null', { password: null }, 'password', true],
		['a text for a switch', { sendLoginEmail: 'true' }, 'sendLoginEmail', true],
		['an invitation without a message', { sendLoginEmail: true }, 'invitationMessage', true],
		['an unknown role', { role: 'boss' }, 'role', true],
		['a custom role without its id', { role: 'custom' }, 'roleId', true],
		['roles by name', { roles: ['learner'] }, 'roles', true],
		['no email', { fields: { login: 'x' } }, 'Email is required', true],
		['an unknown profile field', { fields: { ...profile, shoe: '42' } }, 'shoe', true],
		['a number in a profile field', { fields: { ...profile, phone: 7 } }, 'fields', true],
		['a short phone number', { fields: { ...profile, phone: '123' } }, 'Phone', false],
		['a value outside a list', { fields: { ...profile, country: 'XX' } }, 'Country', false],
		['a weak password', { password: 'abc' }, 'Password', false],
		['a list that is none', { groupIds: id }, 'groupIds', true],
	])('is refused with %s', async (_, change, message, isViolation) => {
		const simulator = await start();
		const [department] = simulator.world.departments;
		const { status, json } = await send(simulator, 'POST /user', {
			body: { departmentId: department.id, fields: profile, ...change },
		});
		expect([status, json]).toEqual([400, { code: 400, message: expect.stringContaining(message) }]);
		expect(simulator.violations).toHaveLength(isViolation ? 1 : 0);
		expect(simulator.world.users).toHaveLength(20);
	});

	it('has one role, or Learner and an administrative one', async () => {
		const simulator = await start();
		const { world } = simulator;
		const roles = await list(simulator, '/role');
		const role = (type: string, more = {}): object => ({
			roleId: roles.find((one) => one.type === type)?.roleId,
			...more,
		});
		const create = async (given: object[], n: number): Promise<number> => {
			const fields = { login: `n${n}`, email: `n${n}@example.com` };
			const body = { departmentId: world.departments[0].id, fields, roles: given };
			return (await send(simulator, 'POST /user', { body })).status;
		};
		const managed = { manageableDepartmentIds: [world.departments[1].id] };
		expect([
			await create([role('publisher')], 1),
			await create([role('learner'), role('department_administrator', managed)], 2),
			await create([role('department_administrator')], 3),
			await create([role('publisher'), role('administrator')], 4),
			await create([role('learner'), role('learner')], 5),
			await create([role('account_owner')], 6),
		]).toEqual([201, 201, 400, 400, 400, 400]);
		const update = async (role: string): Promise<number> => {
			const path = `POST /user/${world.users[1].id}`;
			return (await send(simulator, path, { body: { role } })).status;
		};
		expect([await update('publisher'), await update('course_authors')]).toEqual([200, 400]);
		simulator.rules.roleNames = 'newer';
		expect([await update('publisher'), await update('course_authors')]).toEqual([400, 200]);
		expect(world.users[1].roles).toEqual([{ role: 4, departments: undefined }]);
		const [user] = await list(simulator, '/users/v2?logins[]=n2');
		const { json } = await send(simulator, `GET /user/${user.userId}`);
		expect(json).toMatchObject({
			response: {
				userRoles: [{ roleType: 'learner' }, { roleType: 'department_administrator', ...managed }],
				...managed,
			},
		});
	});
});

describe('an updated user', () => {
	it('keeps what the request does not name, and is added to groups', async () => {
		const simulator = await start();
		const { users, groups, departments } = simulator.world;
		const [, user] = users;
		const before = { ...user };
		const update = (body: object) => send(simulator, `POST /user/${user.id}`, { body });
		const { status, text } = await update({ fields: { JOB_TITLE: 'Chef' } });
		expect([status, text]).toEqual([200, '']);
		await update({ departmentId: departments[2].id, groupIds: [groups[3].id] });
		const { json } = await send(simulator, `GET /user/${user.id}/v2`);
		expect(json).toMatchObject({
			response: {
				departmentId: departments[2].id,
				groups: [...before.groups.map((g) => groups[g].id), groups[3].id],
				fields: expect.arrayContaining([
					{ name: 'email', value: before.email },
					{ name: 'job_title', value: 'Chef' },
				]),
			},
		});
		await update({ fields: { job_title: '' } });
		expect((await send(simulator, `GET /user/${user.id}/v2`)).text).not.toContain('job_title');
		expect((await update({ fields: { email: users[2].email } })).status).toBe(400);
		expect((await update({ fields: { email: user.email } })).status).toBe(200);
		expect((await update({ groupIds: [groups[1].id] })).json).toMatchObject({
			message: expect.stringContaining('smart'),
		});
		simulator.rules.partialUpdates = false;
		expect((await update({ fields: { login: user.login } })).json).toMatchObject({
			message: 'Email is required',
		});
		expect((await update({ departmentId: departments[2].id })).status).toBe(400);
		simulator.rules.partialUpdates = true;
		expect((await update({ departmentId: departments[2].id })).status).toBe(200);
		simulator.rules.groupIds = 'replace';
		await update({ groupIds: [groups[0].id] });
		expect(user.groups.filter((g) => !groups[g].isSmart)).toEqual([0]);
		await send(simulator, `POST /user/${user.id}/groups/remove`, {
			body: { groupIds: [groups[0].id] },
		});
		expect(user.groups).not.toContain(0);
		expect(simulator.violations).toEqual([]);
	});
});

describe('statuses', () => {
	it('are given to one or many, and on a day', async () => {
		const simulator = await start();
		const { users } = simulator.world;
		let now = '2026-06-01T08:00:00Z';
		simulator.setClock(() => new Date(now));
		const statusOf = async (n: number): Promise<unknown> =>
			(await list(simulator, `/users/v2?userIds[]=${users[n].id}`))[0].status;
		const post = async (path: string, body: object): Promise<number> =>
			(await send(simulator, `POST ${path}`, { body })).status;
		const userIds = [users[1].id, users[2].id];
		expect(await post('/users/deactivate', { userIds })).toBe(200);
		expect(await post('/users/terminate', { userIds: [users[3].id] })).toBe(200);
		expect(await post(`/user/${users[4].id}/status`, { status: 3 })).toBe(200);
		expect([await statusOf(1), await statusOf(2), await statusOf(3), await statusOf(4)]).toEqual([
			3, 3, 5, 3,
		]);
		expect(await post('/users/activate', { userIds })).toBe(200);
		expect(await statusOf(2)).toBe(1);
		const leave = `/user/${users[5].id}/scheduled_termination`;
		const pause = `/user/${users[6].id}/scheduled_deactivation`;
		expect([
			await post(leave, { date: '2026-06-03' }),
			await post(pause, { date: '2026-06-03' }),
			await post(leave, { date: '2026-05-31' }),
			await post(leave, { date: '2026-06-03T00:00:00Z' }),
			(await send(simulator, `DELETE ${pause}`)).status,
		]).toEqual([200, 200, 400, 400, 200]);
		expect(await statusOf(5)).toBe(1);
		now = '2026-06-03T00:00:00Z';
		expect([await statusOf(5), await statusOf(6)]).toEqual([5, 1]);
		expect(await post(`/user/${users[0].id}/status`, { status: 3 })).toBe(400);
		expect(await post(`/user/${users[4].id}/status`, { status: '3' })).toBe(400);
		expect(await post('/users/activate', { userIds: [] })).toBe(400);
	});
});

describe('a deleted user', () => {
	it('is gone with results and enrollments, and cannot be read or found', async () => {
		const simulator = await start();
		const user = simulator.world.users[1];
		const before = [...simulator.expectedRows()].length;
		const own = [...simulator.expectedRows({ userIds: [user.id] })].length;
		expect(own).toBeGreaterThan(0);
		const { status, text } = await send(simulator, `DELETE /user/${user.id}`);
		expect([status, text]).toEqual([204, '']);
		expect([...simulator.expectedRows()]).toHaveLength(before - own);
		expect(await list(simulator, '/learners/modules/results')).toHaveLength(before - own);
		expect(await list(simulator, '/users/v2')).toHaveLength(19);
		expect((await list(simulator, '/enrollments')).map((one) => one.learnerId)).not.toContain(
			user.id,
		);
		expect((await send(simulator, `GET /user/${user.id}`)).status).toBe(400);
		simulator.rules.unknownId = 404;
		expect((await send(simulator, `DELETE /user/${user.id}`)).status).toBe(404);
		const found = await send(simulator, `GET /users/v2?userIds[]=${user.id}`);
		expect(found.status).toBe(400);
		const owner = await send(simulator, `DELETE /user/${simulator.world.users[0].id}`);
		expect(owner.json).toMatchObject({ message: expect.stringContaining('Owner') });
	});
});
