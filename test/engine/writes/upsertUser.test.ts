/** How Create or Update finds a user, and what it does then. */
import '../../support/withoutPauses';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator, SimulatorOptions } from '../../simulator/server';
import type { Job } from '../../support/engine/engine';
import { FORMATS, rowsOf, useSuite } from '../../support/engine/suite';
import { NEW, profile, userOf } from '../../support/engine/users';
import { UNKNOWN, byId, writesOf } from '../../support/engine/writes';

const suite = useSuite();

const start = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ rows: 20, users: 10, ...options });

const operate = async (simulator: Simulator, fields: INodeParameters, job: Partial<Job> = {}) =>
	await suite.operate(simulator, { resource: 'user', operation: 'upsert', ...fields }, job);

const upsert = async (simulator: Simulator, fields: INodeParameters, job: Partial<Job> = {}) => {
	const departmentId = byId(simulator.world.departments[1].id);
	return await operate(simulator, { departmentId, profile: profile(NEW), ...fields }, job);
};

test.each(FORMATS)('creates, then changes nothing, then updates (%s)', async (format) => {
	const simulator = await start({ format });
	const upsertOne = async (values: IDataObject) => {
		const [row] = rowsOf(await upsert(simulator, { profile: profile(values) }));
		return row;
	};
	const created = await upsertOne(NEW);
	const userId = userOf(simulator, NEW.login)?.id;
	expect(created).toEqual({ action: 'created', userId, warning: null });
	expect(await upsertOne(NEW)).toEqual({ action: 'unchanged', userId, warning: null });
	const changed = { ...NEW, job_title: 'Trainer' };
	expect(await upsertOne(changed)).toEqual({ action: 'updated', userId, warning: null });
	expect(writesOf(simulator).map(({ request }) => request)).toEqual([
		'POST /user',
		`POST /user/${userId}`,
	]);
	expect(userOf(simulator, NEW.login)?.profile).toEqual({ JOB_TITLE: 'Trainer' });
});

test('finds a user by email or ID', async () => {
	const simulator = await start();
	const user = simulator.world.users.find(({ login, email }) => login && email);
	const byEmail = profile({ email: user?.email?.toUpperCase(), job_title: 'A' });
	const [first] = rowsOf(await upsert(simulator, { matchBy: 'email', profile: byEmail }));
	const idFields = { matchBy: 'userId', userId: byId(String(user?.id)) };
	const [second] = rowsOf(
		await upsert(simulator, { ...idFields, profile: profile({ job_title: 'B' }) }),
	);
	expect([first, second]).toEqual([
		{ action: 'updated', userId: user?.id, warning: null },
		{ action: 'updated', userId: user?.id, warning: null },
	]);
	expect(simulator.world.users).toHaveLength(10);
	const unknown = await upsert(simulator, { matchBy: 'userId', userId: byId(UNKNOWN) });
	expect(unknown.error?.message).toBe(`"${UNKNOWN}" in 'User' doesn't exist`);
});

test('a row twice in the input creates one user', async () => {
	const simulator = await start();
	const input = [{ title: 'A' }, { title: 'A' }, { title: 'B' }];
	const fields = { profile: profile({ ...NEW, job_title: '={{ $json.title }}' }) };
	const rows = rowsOf(await upsert(simulator, fields, { input }));
	expect(rows.map(({ action }) => action)).toEqual(['created', 'unchanged', 'updated']);
	expect(new Set(rows.map(({ userId }) => userId)).size).toBe(1);
});

test('finds the user that it created after the answer was lost', async () => {
	const simulator = await start();
	simulator.faults.add({ on: { path: '/user' }, status: 504, done: true });
	const [row] = rowsOf(await upsert(simulator, {}));
	expect(row).toMatchObject({ action: 'created', userId: userOf(simulator, NEW.login)?.id });
	expect(writesOf(simulator)).toHaveLength(1);
});

test('says that it does not know when it finds no user after a lost answer', async () => {
	const simulator = await start();
	simulator.faults.add({ on: { path: '/user' }, hangUp: true });
	const { error } = await upsert(simulator, {});
	expect(error?.message).toBe("The change may have been made, but iSpring Learn didn't confirm it");
	expect(writesOf(simulator)).toHaveLength(1);
});

test('updates a user whose login is stored in another case', async () => {
	const simulator = await start();
	const user = simulator.world.users.find(({ login, email }) => login && email);
	simulator.world.changeUser(Number(user?.index), { login: 'New.HIRE' });
	const [row] = rowsOf(await upsert(simulator, {}));
	expect(row).toEqual({ action: 'updated', userId: user?.id, warning: null });
	expect(simulator.world.users).toHaveLength(10);
});

test('says that it does not know when it cannot look again', async () => {
	const simulator = await start();
	simulator.faults.add({ on: { path: '/user' }, status: 504, done: true });
	simulator.faults.add({ on: { path: '/users/v2', request: 2, times: null }, status: 403 });
	const { error } = await upsert(simulator, {});
	expect(error?.message).toBe("The change may have been made, but iSpring Learn didn't confirm it");
});

describe('changes nobody who only shares the other field', () => {
	const cases = async (matchBy: string) => {
		const simulator = await start();
		const [user] = simulator.world.users.slice(1).filter(({ login, email }) => login && email);
		const { login, email } = user;
		const values = {
			login: { ...NEW, email },
			email: { ...NEW, login },
			userId: { ...NEW, login, email },
		}[matchBy];
		const before = { ...user };
		return { simulator, user, before, fields: { matchBy, profile: profile(values ?? {}) } };
	};

	test.each([
		['login', 'email address', 'Email'],
		['email', 'login', 'Login'],
		['userId', 'login', 'Login'],
	])('Match By: %s', async (matchBy, words, other) => {
		const { simulator, user, before, fields } = await cases(matchBy);
		const { error } = await upsert(simulator, fields);
		expect(error?.message).toBe(
			`'Profile Fields' has the same ${words} as an existing user: ${user.name} (${user.id})`,
		);
		expect(error?.description).toContain(`set 'Match By' to '${other}'`);
		expect(simulator.world.users[user.index]).toEqual(before);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test.each(['login', 'email', 'userId'])('after a lost response: %s', async (matchBy) => {
		const { simulator, fields } = await cases(matchBy);
		simulator.faults.add({ on: { path: '/user' }, status: 504, done: false });
		const { error } = await upsert(simulator, fields);
		expect(error?.message).toBe(
			"The change may have been made, but iSpring Learn didn't confirm it",
		);
	});
});

test('names the user whose email address a found user would get', async () => {
	const simulator = await start();
	const [user, other] = simulator.world.users.slice(1).filter(({ login, email }) => login && email);
	const fields = { profile: profile({ login: user.login, email: other.email }) };
	const { error } = await upsert(simulator, fields);
	expect(error?.message).toBe(
		`'Profile Fields' has the same email address as an existing user: ${other.name} (${other.id})`,
	);
	expect(writesOf(simulator).map(({ request }) => request)).toEqual([`POST /user/${user.id}`]);
});

test('says that the user is inactive', async () => {
	const simulator = await start();
	const [user] = simulator.world.users.slice(1).filter(({ login, email }) => login && email);
	simulator.world.changeUser(user.index, { status: 3 });
	const values = { login: user.login, email: user.email };
	const warning = expect.stringMatching(
		/^The user is inactive, and an update doesn't change that\./,
	);
	const fields = { profile: profile(values), departmentId: byId('') };
	const { id: userId } = user;
	expect(rowsOf(await upsert(simulator, fields))).toEqual([
		{ action: 'unchanged', userId, warning },
	]);
	const changed = { ...fields, profile: profile({ ...values, job_title: 'Trainer' }) };
	expect(rowsOf(await upsert(simulator, changed))).toEqual([
		{ action: 'updated', userId, warning },
	]);
});

test.each(FORMATS)('leaves a user alone who is in the groups already (%s)', async (format) => {
	const simulator = await start({ format });
	const [group] = simulator.world.groups.filter(({ isSmart }) => !isSmart);
	const fields = { additionalFields: { groupIds: group.id } };
	const rows = [
		...rowsOf(await upsert(simulator, fields)),
		...rowsOf(await upsert(simulator, fields)),
	];
	expect(rows.map(({ action }) => action)).toEqual(['created', 'unchanged']);
});

test.each(FORMATS)('leaves a user alone who has the role already (%s)', async (format) => {
	const simulator = await start({ format });
	const [, department] = simulator.world.departments;
	const managed = { department: [{ departmentId: byId(department.id) }] };
	const roleId = { __rl: true, mode: 'name', value: 'Department Administrator' };
	const fields = { additionalFields: { roleId, managedDepartments: managed } };
	const other = { additionalFields: { roleId: { ...roleId, value: 'Learner' } } };
	const rows = [
		...rowsOf(await upsert(simulator, fields)),
		...rowsOf(await upsert(simulator, fields)),
		...rowsOf(await upsert(simulator, other)),
	];
	expect(rows.map(({ action }) => action)).toEqual(['created', 'unchanged', 'updated']);
});

test('changes nothing if an input item has no value to find the user by', async () => {
	const simulator = await start();
	const input = [{ login: 'new.hire' }, {}];
	const fields = { profile: profile({ ...NEW, login: '={{ $json.login }}' }) };
	const { error } = await upsert(simulator, fields, { input });
	expect(error?.message).toBe("'Profile Fields' has no login");
	expect(writesOf(simulator)).toEqual([]);
});

test('needs a department for a new user', async () => {
	const simulator = await start();
	const { error } = await upsert(simulator, { departmentId: byId('') });
	expect(error?.message).toBe("'Department' is empty");
	expect(writesOf(simulator)).toEqual([]);
});

test('rows of a sheet by the hundred: each that is refused is told, and the others are done', async () => {
	const simulator = await start();
	const [, taken] = simulator.world.users.filter(({ login, email }) => login && email);
	const row = (at: number) => ({ Login: `new${at}`, 'E-mail': `new${at}@example.com` });
	const refused: Readonly<Record<number, IDataObject>> = {
		10: { Login: '', 'E-mail': 'nobody@example.com' },
		50: { ...row(50), 'E-mail': taken.email },
		90: { ...row(90), Phone: '1' },
	};
	const input = Array.from({ length: 120 }, (_, at): IDataObject => refused[at] ?? row(at));
	const schema = [
		{ id: 'login', displayName: 'Login' },
		{ id: 'email', displayName: 'Email' },
		{ id: 'phone', displayName: 'Phone' },
	];
	const fields = {
		profile: { mappingMode: 'autoMapInputData', value: null, schema },
		departmentId: byId(simulator.world.departments[1].id),
	} as unknown as INodeParameters;
	const settings = { onError: 'continueErrorOutput' as const };
	for (const action of ['created', 'unchanged']) {
		const { outputs } = await operate(simulator, fields, { input, settings });
		expect(outputs[0].map(({ json }) => json.action)).toEqual(Array(117).fill(action));
		expect(outputs[1].map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			["'Profile Fields' has no login", { item: 10 }],
			[expect.stringContaining('has the same email address as an existing user'), { item: 50 }],
			['iSpring Learn rejected the request (status 400)', { item: 90 }],
		]);
		expect(outputs[1][1].json).toMatchObject(refused[50]);
	}
	expect(simulator.world.users).toHaveLength(127);
});
