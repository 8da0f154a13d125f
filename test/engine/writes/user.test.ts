/** What each operation of User sends, and what it returns. */
import '../../support/withoutPauses';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import { FORMATS, rowsOf, useSuite } from '../../support/engine/suite';
import { runTool } from '../../support/engine/toolbox';
import { NEW, profile, userOf } from '../../support/engine/users';
import { UNKNOWN, byId, operations, writesOf } from '../../support/engine/writes';

const suite = useSuite();

const start = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ rows: 20, users: 10, ...options });

const operate = operations('user', suite);

describe.each(FORMATS)('in %s', (format) => {
	test('Create sends the profile, and returns the ID', async () => {
		const simulator = await start({ format });
		const { departments, groups } = simulator.world;
		const plain = groups.filter(({ isSmart }) => !isSmart);
		const outcome = await operate(simulator, 'create', {
			profile: profile({ ...NEW, USER_DEFINED_FIELD1: 'P-007', phone: '', job_title: null }),
			departmentId: byId(departments[1].id),
			additionalFields: {
				groupIds: plain[0].id,
				sendLoginEmail: true,
				invitationMessage: 'Welcome',
			},
		});
		const user = userOf(simulator, NEW.login);
		expect(rowsOf(outcome)).toEqual([{ action: 'created', userId: user?.id, warning: null }]);
		expect(outcome.outputs[0][0].pairedItem).toEqual({ item: 0 });
		expect(writesOf(simulator)).toEqual([
			{
				request: 'POST /user',
				body: {
					departmentId: departments[1].id,
					fields: { ...NEW, USER_DEFINED_FIELD1: 'P-007' },
					groupIds: [plain[0].id],
					sendLoginEmail: true,
					invitationMessage: 'Welcome',
				},
			},
		]);
		expect(user).toMatchObject({ firstName: 'Nora', profile: { USER_DEFINED_FIELD1: 'P-007' } });
		expect(simulator.violations).toEqual([]);
	});

	test('Update sends only what changes', async () => {
		const simulator = await start({ format });
		const [, user] = simulator.world.users;
		const fields = { userId: byId(user.id), profile: profile({ job_title: 'Trainer' }) };
		const outcome = await operate(simulator, 'update', fields);
		expect(rowsOf(outcome)).toEqual([{ action: 'updated', userId: user.id }]);
		expect(writesOf(simulator)).toEqual([
			{ request: `POST /user/${user.id}`, body: { fields: { job_title: 'Trainer' } } },
		]);
		expect(simulator.violations).toEqual([]);
	});

	test.each([
		['activate', { action: 'activated' }, 1],
		['deactivate', { action: 'deactivated', date: null }, 3],
		['terminate', { action: 'terminated', date: null }, 5],
	])('%s changes the status of all users', async (operation, happened, status) => {
		const simulator = await start({ format, allActive: false });
		const [, first, second] = simulator.world.users;
		const userIds = [first.id, second.id];
		const outcome = await operate(simulator, operation, { userIds: userIds.join(', ') });
		expect(rowsOf(outcome)).toEqual([{ ...happened, userIds }]);
		expect(writesOf(simulator)).toEqual([
			{ request: `POST /users/${operation}`, body: { userIds } },
		]);
		const statuses = userIds.map(
			(id) => simulator.world.users.find((one) => one.id === id)?.status,
		);
		expect(statuses).toEqual([status, status]);
	});

	test.each([
		['deactivate', 'deactivation', 'deactivationScheduled', 'deactivationCancelled'],
		['terminate', 'termination', 'terminationScheduled', 'terminationCancelled'],
	])('%s on a day, and not after all', async (operation, what, scheduled, cancelled) => {
		const simulator = await start({ format });
		const userIds = simulator.world.users.slice(1, 3).map(({ id }) => id);
		const users = { user: userIds.map((id) => ({ userId: byId(id) })) };
		// Late in the evening in New York, the day is over in UTC.
		const date = '2099-03-31T22:00:00';
		const timezone = 'America/New_York';
		const outcome = await operate(
			simulator,
			operation,
			{ users, when: 'onDate', date },
			{ timezone },
		);
		expect(rowsOf(outcome)).toEqual([{ action: scheduled, date: '2099-03-31', userIds }]);
		const cancel = await operate(simulator, operation, { users, when: 'cancel' });
		expect(rowsOf(cancel)).toEqual([{ action: cancelled, date: null, userIds }]);
		expect(writesOf(simulator)).toEqual([
			...userIds.map((id) => ({
				request: `POST /user/${id}/scheduled_${what}`,
				body: { date: '2099-03-31' },
			})),
			...userIds.map((id) => ({
				request: `DELETE /user/${id}/scheduled_${what}`,
				body: undefined,
			})),
		]);
	});

	test('Delete deletes one user', async () => {
		const simulator = await start({ format });
		const [, user] = simulator.world.users;
		const outcome = await operate(simulator, 'delete', { userId: byId(user.id) });
		expect(rowsOf(outcome)).toEqual([{ action: 'deleted', userId: user.id }]);
		expect(writesOf(simulator)).toEqual([{ request: `DELETE /user/${user.id}`, body: undefined }]);
		const again = await operate(simulator, 'delete', { userId: byId(user.id) });
		expect(again.error?.message).toBe('iSpring Learn rejected the request (status 400)');
		expect(again.error?.description).toContain('Nothing was changed');
	});

	test('Get returns the columns of Get Many, with names', async () => {
		const simulator = await start({ format });
		const [, user] = simulator.world.users;
		const [listed] = rowsOf(
			await operate(simulator, 'getAll', { output: 'simplified', filters: { userIds: [user.id] } }),
		);
		const outcome = await operate(simulator, 'get', { userId: byId(user.id) });
		expect(rowsOf(outcome)).toEqual([listed]);
		expect(listed.userId).toBe(user.id);
	});
});

describe('Create', () => {
	const create = async (simulator: Simulator, value: IDataObject = NEW) =>
		await operate(simulator, 'create', {
			profile: profile(value),
			departmentId: byId(simulator.world.departments[1].id),
		});

	test.each([400, 409] as const)(
		'names the user with the same login (status %d)',
		async (status) => {
			const simulator = await start();
			simulator.rules.duplicate = status;
			const user = simulator.world.users.find(({ login, name }) => login && name);
			const { error } = await create(simulator, { ...NEW, login: user?.login });
			expect(error?.message).toBe(
				`'Profile Fields' has the same login as an existing user: ${user?.name} (${user?.id})`,
			);
			expect(error?.description).toContain("'Create or Update'");
		},
	);

	describe('with a value of the account that only one user may have', () => {
		const twice = async (simulator: Simulator) => {
			const [, user] = simulator.world.users;
			simulator.world.changeUser(user.index, { profile: { USER_DEFINED_FIELD1: 'P-7' } });
			return { user, ...(await create(simulator, { ...NEW, USER_DEFINED_FIELD1: 'p-7' })) };
		};

		test.each(FORMATS)('names the user who has it (%s)', async (format) => {
			const simulator = await start({ format });
			const { user, error } = await twice(simulator);
			expect(error?.message).toBe(
				`'Profile Fields' has the same Personnel number as an existing user: ${user.name} (${user.id})`,
			);
		});

		test('says what iSpring Learn says if the fields cannot be read', async () => {
			const simulator = await start();
			simulator.faults.add({ on: { path: '/user/profile/fields', times: null }, status: 403 });
			const { error } = await twice(simulator);
			expect(error?.message).toBe('iSpring Learn rejected the request (status 400)');
			expect(error?.description).toContain('"Duplicate personnel number: p-7"');
		});
	});

	test('skips an input item without any value if that is chosen', async () => {
		const simulator = await start();
		const input = [{}, { login: NEW.login, email: NEW.email }];
		const fields = {
			profile: profile({ login: '={{ $json.login }}', email: '={{ $json.email }}' }),
			departmentId: byId(simulator.world.departments[1].id),
		};
		const { error } = await operate(simulator, 'create', fields, { input });
		expect(error?.message).toBe("The expression in 'Profile Fields' returns nothing for item 0");
		const options = { emptyExpressions: 'noResults' };
		const outcome = await operate(simulator, 'create', { ...fields, options }, { input });
		expect(rowsOf(outcome)).toHaveLength(1);
		expect(outcome.outputs[0][0].pairedItem).toEqual({ item: 1 });
	});

	test('reports a user who is inactive because the plan has no room', async () => {
		const simulator = await start();
		simulator.rules.maxActiveUsers = 0;
		const [{ action, warning }] = rowsOf(await create(simulator));
		expect(action).toBe('created');
		expect(warning).toMatch(/^The user was created, but is inactive\./);
	});

	test('is not undone when the new user cannot be read', async () => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'record', times: null }, status: 403 });
		const [{ action, warning }] = rowsOf(await create(simulator));
		expect(action).toBe('created');
		expect(warning).toBe(
			"The change was made, but the result couldn't be read. Cause: This API key isn't allowed to read users (status 403).",
		);
	});

	test.each(['object', 'idObject', 'responseObject', 'text', 'xml', 'empty'] as const)(
		'knows the ID from a response in the form: %s',
		async (form) => {
			const simulator = await start();
			simulator.rules.created = form;
			const rows = rowsOf(await create(simulator));
			const userId = userOf(simulator, NEW.login)?.id;
			expect(rows).toEqual([{ action: 'created', userId, warning: null }]);
			expect(writesOf(simulator)).toHaveLength(1);
		},
	);

	test.each<[string, INodeParameters, string]>([
		['no profile', { profile: profile({}) }, "'Profile Fields' is empty"],
		['no login', { profile: profile({ email: 'a@example.com' }) }, "'Profile Fields' has no login"],
		['no department', { departmentId: byId('') }, "'Department' is empty"],
		[
			'an unknown department',
			{ departmentId: byId('Nowhere') },
			`"Nowhere" in 'Department' isn't an ID or the name of a department`,
		],
		[
			'an object as a value',
			{ profile: profile({ ...NEW, phone: { a: 1 } }) },
			`"{"a":1}" in 'phone' isn't text`,
		],
		[
			'an unknown additional field',
			{ additionalFields: { groupID: 'x' } },
			"'groupID' isn't an additional field of User",
		],
		[
			'an invitation without a text',
			{ additionalFields: { sendLoginEmail: true } },
			"'Invitation Message' is empty",
		],
		[
			'departments to manage, but no role',
			{
				additionalFields: { managedDepartments: { department: [{ departmentId: byId(UNKNOWN) }] } },
			},
			"'Managed Departments' can't be used without a role",
		],
		[
			'no value for a required field',
			{
				profile: {
					...profile({ ...NEW, USER_DEFINED_FIELD1: null }),
					schema: [{ id: 'USER_DEFINED_FIELD1', displayName: 'Personnel number', required: true }],
				},
			} as unknown as INodeParameters,
			"'Profile Fields' has no value for 'Personnel number'",
		],
	])('sends nothing with %s', async (_name, fields, message) => {
		const simulator = await start();
		const departmentId = byId(simulator.world.departments[1].id);
		const form = { profile: profile(NEW), departmentId, ...fields };
		const { error } = await operate(simulator, 'create', form);
		expect(error?.message).toBe(message);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('maps the fields of the input item by name, label or ID', async () => {
		const simulator = await start();
		const schema = [
			{ id: 'login', displayName: 'Login' },
			{ id: 'email', displayName: 'Email' },
			{ id: 'first_name', displayName: 'First Name' },
			{ id: 'USER_DEFINED_FIELD1', displayName: 'Personnel number', removed: true },
			{ id: 'phone', displayName: 'Phone' },
		].map((field) => ({ ...field, required: false, defaultMatch: false, display: true }));
		const input = [
			{
				...{ Login: 'new.hire', EMAIL: NEW.email, firstName: 'Nora' },
				...{ 'personnel NUMBER': 7, phone: '+1 234 567 890', other: 'x' },
			},
		];
		const fields = {
			profile: { mappingMode: 'autoMapInputData', value: null, schema },
			departmentId: byId(simulator.world.departments[1].name),
		};
		rowsOf(await operate(simulator, 'create', fields as unknown as INodeParameters, { input }));
		expect(writesOf(simulator)[0].body?.fields).toEqual({
			...{ ...NEW, USER_DEFINED_FIELD1: '7', phone: '+1 234 567 890' },
		});
	});

	test('sends a role with the departments that it manages', async () => {
		const simulator = await start();
		const [, department] = simulator.world.departments;
		const fields = {
			profile: profile(NEW),
			departmentId: byId(department.id),
			additionalFields: {
				roleId: { __rl: true, mode: 'name', value: 'Department Administrator' },
				managedDepartments: { department: [{ departmentId: byId(department.id) }] },
			},
		};
		rowsOf(await operate(simulator, 'create', fields));
		const [{ body }] = writesOf(simulator);
		expect(body).toMatchObject({
			roles: [{ roleId: expect.any(String), manageableDepartmentIds: [department.id] }],
		});
		expect(body).not.toHaveProperty('roleId');
		expect(simulator.violations).toEqual([]);
	});
});

describe('other operations', () => {
	test.each([200, 201, 204] as const)('accept status %d', async (status) => {
		const simulator = await start();
		simulator.rules.done = status;
		const [, user] = simulator.world.users;
		const outcome = await operate(simulator, 'activate', { userIds: user.id });
		expect(rowsOf(outcome)).toEqual([{ action: 'activated', userIds: [user.id] }]);
	});

	test.each(
		FORMATS.flatMap((format) => (['bare', 'wrapped'] as const).map((form) => [form, format])),
	)('Get reads a record that is %s in %s', async (form, format) => {
		const simulator = await start({ format: format as 'json' });
		simulator.rules.record = form as 'bare';
		const [, user] = simulator.world.users;
		const fields = { userId: byId(user.id), output: 'all' };
		const [row] = rowsOf(await operate(simulator, 'get', fields));
		expect(row).toMatchObject({ userId: user.id, login: user.login ?? null });
	});

	test('Get says that an ID does not exist', async () => {
		const simulator = await start();
		const { error } = await operate(simulator, 'get', { userId: byId(UNKNOWN) });
		expect(error?.message).toBe("The ID in 'User' doesn't exist (status 400)");
	});

	test('Update sends nothing if there is nothing to change', async () => {
		const simulator = await start();
		const [, user] = simulator.world.users;
		const { error } = await operate(simulator, 'update', { userId: byId(user.id) });
		expect(error?.message).toBe("'Profile Fields' is empty");
		expect(writesOf(simulator)).toEqual([]);
	});

	test('Update adds what the user has in required fields only if iSpring Learn asks for it', async () => {
		const simulator = await start();
		simulator.rules.partialUpdates = false;
		const user = simulator.world.users.slice(1).find(({ login, email }) => login && email);
		const userId = String(user?.id);
		const fields = { userId: byId(userId), profile: profile({ job_title: 'Trainer' }) };
		const outcome = await operate(simulator, 'update', fields);
		expect(rowsOf(outcome)).toEqual([{ action: 'updated', userId }]);
		expect(writesOf(simulator).map(({ body }) => body?.fields)).toEqual([
			{ job_title: 'Trainer' },
			{ job_title: 'Trainer', login: user?.login, email: user?.email },
		]);
	});

	test.each([
		['found to be done', true],
		['not found to be done', false],
	])('Update is %s after a lost response', async (_name, done) => {
		const simulator = await start();
		const [, user] = simulator.world.users;
		const path = `/user/${user.id}`;
		simulator.faults.add({ on: { path }, status: 504, done });
		const fields = { userId: byId(user.id), profile: profile({ job_title: 'Trainer' }) };
		const outcome = await operate(simulator, 'update', fields);
		if (done) expect(rowsOf(outcome)).toEqual([{ action: 'updated', userId: user.id }]);
		else expect(outcome.error?.message).toMatch(/^The change may have been made/);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test('a user is found by login, also one like an address', async () => {
		const simulator = await start();
		const [, first, second] = simulator.world.users;
		simulator.world.changeUser(first.index, { login: 'a.jones' });
		simulator.world.changeUser(second.index, { login: 'b.brown@old.example.com' });
		const userIds = 'A.Jones, b.brown@old.example.com';
		const [row] = rowsOf(await operate(simulator, 'activate', { userIds }));
		expect(row.userIds).toEqual([first.id, second.id]);
	});

	test('Update is not repeated when it was rejected for another reason', async () => {
		const simulator = await start();
		const user = simulator.world.users.slice(1).find(({ login, email }) => login && email);
		const values = { login: user?.login, email: user?.email, phone: '1' };
		const fields = { userId: byId(String(user?.id)), profile: profile(values) };
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.description).toContain('iSpring Learn says: "Phone number must have');
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test('Update never adds the value of another field with a similar label', async () => {
		const others = ['LOGIN', 'EMAIL'].map((name) => ({ name, label: name, type: 'string' }));
		const role = { name: 'USER_DEFINED_FIELD1', label: 'Role', type: 'string', isRequired: true };
		const title = { name: 'JOB_TITLE', label: 'Job Title', type: 'job_title' };
		const simulator = await start({ profileFields: [...others, role, title] });
		simulator.rules.partialUpdates = false;
		const user = simulator.world.users.slice(1).find(({ login, email }) => login && email);
		const fields = { userId: byId(String(user?.id)), profile: profile({ job_title: 'Trainer' }) };
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.description).toContain('Role is required');
		for (const { body } of writesOf(simulator)) {
			expect(body?.fields).not.toHaveProperty('USER_DEFINED_FIELD1');
		}
	});

	test('Update of a department alone adds what iSpring Learn asks for', async () => {
		const simulator = await start();
		simulator.rules.partialUpdates = false;
		const user = simulator.world.users.slice(1).find(({ login, email }) => login && email);
		const departmentId = simulator.world.departments[2].id;
		const outcome = await operate(simulator, 'update', {
			userId: byId(String(user?.id)),
			additionalFields: { departmentId: byId(departmentId) },
		});
		expect(rowsOf(outcome)).toEqual([{ action: 'updated', userId: user?.id }]);
		expect(writesOf(simulator)[1].body).toEqual({
			departmentId,
			fields: { login: user?.login, email: user?.email },
		});
	});

	test.each([
		['login', 'login'],
		['email address', 'email'],
	] as const)('Update names the user with the same %s', async (words, name) => {
		const simulator = await start();
		const [user, other] = simulator.world.users
			.slice(1)
			.filter(({ login, email }) => login && email);
		const values = { login: user.login, email: user.email, [name]: other[name] };
		const fields = { userId: byId(user.id), profile: profile(values) };
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.message).toBe(
			`'Profile Fields' has the same ${words} as an existing user: ${other.name} (${other.id})`,
		);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test.each([
		['activate', 1],
		['deactivate', 3],
		['terminate', 5],
	])('%s looks again after a lost response, and continues', async (operation, status) => {
		const simulator = await start({ users: 70 });
		const { world } = simulator;
		const chosen = world.users.slice(1, 61);
		for (const { index } of chosen) world.changeUser(index, { status: status === 3 ? 1 : 3 });
		const userIds = chosen.map(({ id }) => id);
		simulator.faults.add({ on: { kind: 'write' }, hangUp: true, done: true });
		const outcome = await operate(simulator, operation, { userIds: userIds.join(' ') });
		expect(rowsOf(outcome)).toMatchObject([{ userIds }]);
		expect(writesOf(simulator)).toHaveLength(2);
		expect(new Set(chosen.map(({ index }) => world.users[index].status))).toEqual(
			new Set([status]),
		);
	});

	describe('a rejected list', () => {
		const deactivate = async (simulator: Simulator, userIds: readonly string[]) =>
			await operate(
				simulator,
				'deactivate',
				{ userIds: userIds.join(' ') },
				{ settings: { onError: 'continueErrorOutput' } },
			);

		test.each([
			['atomic', []],
			['partial', [0, 2]],
		] as const)('says who was changed (%s)', async (bulk, changed) => {
			const simulator = await start();
			simulator.rules.bulk = bulk;
			const [, { id: first }, { id: last }] = simulator.world.users;
			const userIds = [first, UNKNOWN, last];
			const { outputs } = await deactivate(simulator, userIds);
			const isChanged = (at: number) => changed.some((one) => one === at);
			expect(outputs[1].map(({ json }) => json)).toEqual([
				{
					error: `'Users' has IDs that don't exist: ${UNKNOWN}`,
					errorDescription: expect.stringContaining("The others in this request weren't changed."),
					doneIds: userIds.filter((_id, at) => isChanged(at)),
					rejectedIds: userIds.filter((_id, at) => !isChanged(at)),
					unsentIds: [],
				},
			]);
		});

		test('is sent again without those who are as wanted', async () => {
			const simulator = await start();
			simulator.rules.maxActiveUsers = 0;
			const { world } = simulator;
			const [, active, inactive] = world.users;
			world.changeUser(inactive.index, { status: 3 });
			const userIds = [active.id, inactive.id].join(' ');
			const { error } = await operate(simulator, 'activate', { userIds });
			expect(error?.message).toBe('iSpring Learn rejected the request (status 400)');
			expect(error?.description).toContain('The limit of active users is reached');
			expect(error?.description).toContain(`Rejected: ${inactive.id}. Done before: 1.`);
		});

		test('with many unknown users does not say that the others were not changed', async () => {
			const simulator = await start();
			const unknown = Array.from({ length: 12 }, (_, at) => UNKNOWN.replace(/..$/, `${10 + at}`));
			const [, { id }] = simulator.world.users;
			const { error } = await operate(simulator, 'terminate', {
				userIds: [...unknown, id].join(' '),
			});
			expect(error?.message).toContain(`has IDs that don't exist: ${unknown[0]}, `);
			expect(error?.description).toContain('To see whether the others were changed, check them');
		});
	});

	test('a schedule needs a day', async () => {
		const simulator = await start();
		const [, { id }] = simulator.world.users;
		const fields = { userIds: id, when: 'onDate' };
		const { error } = await operate(simulator, 'terminate', fields);
		expect(error?.message).toBe("'Date' is empty");
		const wrong = await operate(simulator, 'terminate', { ...fields, date: 'soon' });
		expect(wrong.error?.message).toBe(`"soon" in 'Date' isn't a date`);
		expect(writesOf(simulator)).toEqual([]);
	});
});

test('a tool creates a user, and leaves out what the model does not know', async () => {
	const simulator = await start();
	const [, department] = simulator.world.departments;
	const fromModel = (name: string) => `={{ $fromAI('${name}', '', 'string', '') }}`;
	const byName = (name: string) => ({ __rl: true, mode: 'name', value: fromModel(name) });
	const names = ['login', 'email', 'phone', 'job_title'];
	const { replies } = await runTool(suite.engine.nodeType, {
		parameters: {
			...{ resource: 'user', operation: 'create' },
			profile: profile(Object.fromEntries(names.map((name) => [name, fromModel(name)]))),
			departmentId: byName('department'),
			additionalFields: { groupIds: fromModel('groups'), roleId: byName('role') },
		},
		credentials: suite.account(simulator),
		calls: [
			{
				...{ login: NEW.login, email: NEW.email, phone: 'N/A', job_title: 'none' },
				...{ department: department.name, groups: 'none', role: 'null' },
			},
		],
	});
	expect(replies[0]).toContain('"action":"created"');
	expect(writesOf(simulator)[0].body).toEqual({
		departmentId: department.id,
		fields: { login: NEW.login, email: NEW.email },
		sendLoginEmail: false,
	});
});
