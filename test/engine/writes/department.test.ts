/** What each operation of Department sends, and what it returns. */
import '../../support/withoutPauses';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Fault, Simulator, SimulatorOptions } from '../../simulator/server';
import { FORMATS, rowsOf, useSuite } from '../../support/engine/suite';
import { runTool } from '../../support/engine/toolbox';
import { UNCONFIRMED, UNKNOWN, byId, operations, writesOf } from '../../support/engine/writes';

const suite = useSuite();

const ERROR_OUTPUT: Partial<INode> = { onError: 'continueErrorOutput' };

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

const start = async (options: SimulatorOptions = {}) =>
	await suite.simulator({ rows: 10, users: 150, ...options });

const operate = operations('department', suite);

const withCode = ({ world }: Simulator, code: string) =>
	world.departments.filter((one) => one.code === code);

const LOST: Fault[] = [{ status: 504 }, { hangUp: true }, { html: true }];

describe.each(FORMATS)('in %s', (format) => {
	test('Create sends the name, parent and code, and returns the ID', async () => {
		const simulator = await start({ format });
		const [, parent] = simulator.world.departments;
		const outcome = await operate(simulator, 'create', {
			name: ' Night <shift> ',
			parentDepartmentId: byName(parent.name),
			code: '0042',
		});
		const [created] = withCode(simulator, '0042');
		expect(rowsOf(outcome)).toEqual([{ action: 'created', departmentId: created.id }]);
		expect(outcome.outputs[0][0].pairedItem).toEqual({ item: 0 });
		expect(writesOf(simulator)).toEqual([
			{
				request: 'POST /department',
				body: { name: 'Night <shift>', parentDepartmentId: parent.id, code: '0042' },
			},
		]);
		expect(created).toMatchObject({ name: 'Night <shift>', parent: parent.index });
		expect(simulator.violations).toEqual([]);
	});

	test('Create or Update creates, then changes nothing, then updates', async () => {
		const simulator = await start({ format });
		const [, first, second] = simulator.world.departments;
		const upsert = async (name: string, parent = first) => {
			const fields = { code: '007', name, parentDepartmentId: byId(parent.id) };
			const [row] = rowsOf(await operate(simulator, 'upsert', fields));
			return row;
		};
		const created = await upsert('Night shift');
		const departmentId = withCode(simulator, '007')[0].id;
		expect(created).toEqual({ action: 'created', departmentId });
		expect(await upsert('Night shift')).toEqual({ action: 'unchanged', departmentId });
		expect(await upsert('Day shift', second)).toEqual({ action: 'updated', departmentId });
		const sent = { code: '007', name: 'Night shift', parentDepartmentId: first.id };
		expect(writesOf(simulator)).toEqual([
			{ request: 'POST /department', body: sent },
			{
				request: `POST /department/${departmentId}`,
				body: { ...sent, name: 'Day shift', parentDepartmentId: second.id },
			},
		]);
		expect(withCode(simulator, '007')).toMatchObject([{ name: 'Day shift', parent: second.index }]);
		expect(simulator.violations).toEqual([]);
	});

	test('Update sends only what changes', async () => {
		const simulator = await start({ format });
		const { departments } = simulator.world;
		const { id } = departments[5];
		const update = async (fields: INodeParameters) =>
			rowsOf(await operate(simulator, 'update', { departmentId: byId(id), ...fields }));
		const done = [{ action: 'updated', departmentId: id }];
		expect(await update({ name: 'Field sales' })).toEqual(done);
		expect(await update({ parentDepartmentId: byId(departments[3].id) })).toEqual(done);
		expect(await update({ code: 'N-5' })).toEqual(done);
		expect(await update({ code: 'n-5' })).toEqual(done);
		expect(writesOf(simulator)).toEqual(
			[
				{ name: 'Field sales' },
				{ parentDepartmentId: departments[3].id },
				{ code: 'N-5' },
				{ code: 'n-5' },
			].map((body) => ({ request: `POST /department/${id}`, body })),
		);
		expect(departments[5]).toMatchObject({ name: 'Field sales', parent: 3, code: 'n-5' });
		expect(simulator.violations).toEqual([]);
	});

	test('Move Users moves them 50 at a time', async () => {
		const simulator = await start({ format });
		const { users, departments } = simulator.world;
		const chosen = users.slice(1, 121);
		const { id: departmentId } = departments[2];
		const userIds = chosen.map(({ id }) => id);
		const fields = { userIds: userIds.join(' '), departmentId: byId(departmentId) };
		const outcome = await operate(simulator, 'moveUsers', fields);
		expect(rowsOf(outcome)).toEqual([{ action: 'moved', departmentId, userIds }]);
		const request = `POST /department/${departmentId}/user/move`;
		expect(writesOf(simulator)).toEqual([
			{ request, body: { userIds: userIds.slice(0, 50) } },
			{ request, body: { userIds: userIds.slice(50, 100) } },
			{ request, body: { userIds: userIds.slice(100) } },
		]);
		expect(new Set(chosen.map(({ index }) => users[index].departmentId))).toEqual(
			new Set([departmentId]),
		);
		expect(simulator.violations).toEqual([]);
	});

	test('Delete deletes an empty department', async () => {
		const simulator = await start({ format });
		const { world } = simulator;
		const { id } = world.addDepartment({ name: 'Old', parent: 1 });
		const outcome = await operate(simulator, 'delete', { departmentId: byName('Old') });
		expect(rowsOf(outcome)).toEqual([{ action: 'deleted', departmentId: id }]);
		expect(writesOf(simulator)).toEqual([{ request: `DELETE /department/${id}`, body: undefined }]);
		expect(world.departments.at(-1)?.deleted).toBe(true);
	});

	test.each(['bare', 'wrapped'] as const)(
		'Get returns the columns of Get Many: %s',
		async (form) => {
			const simulator = await start({ format });
			simulator.rules.record = form;
			const { id } = simulator.world.departments[4];
			const all = rowsOf(await operate(simulator, 'getAll', { returnAll: true }));
			const outcome = await operate(simulator, 'get', { departmentId: byId(id) });
			expect(rowsOf(outcome)).toEqual(all.filter(({ departmentId }) => departmentId === id));
			expect(rowsOf(outcome)).toHaveLength(1);
		},
	);
});

describe('Create', () => {
	const create = async (simulator: Simulator, code?: string, job = {}) => {
		const parentDepartmentId = byId(simulator.world.departments[1].id);
		const fields = { name: 'Night shift', parentDepartmentId, ...(code !== undefined && { code }) };
		return await operate(simulator, 'create', fields, job);
	};

	test('sends no code if there is none', async () => {
		const simulator = await start();
		rowsOf(await create(simulator));
		expect(writesOf(simulator)[0].body).not.toHaveProperty('code');
	});

	test('stops if its parent has a department with this name', async () => {
		const simulator = await start();
		const { world } = simulator;
		const { id } = world.addDepartment({ name: 'Night SHIFT', parent: 1 });
		const { error } = await create(simulator, '0042');
		expect(error?.message).toBe(
			`"Night shift" in 'Name' is the name of an existing department (${id}) with the same parent`,
		);
		expect(writesOf(simulator)).toEqual([]);
		const fields = { name: 'Night shift', parentDepartmentId: byId(world.departments[2].id) };
		expect(rowsOf(await operate(simulator, 'create', fields))).toHaveLength(1);
	});

	test('creates no department twice, even if two executions run at once', async () => {
		const simulator = await start({ delayMs: 5 });
		const both = await Promise.all([create(simulator), create(simulator)]);
		expect(both.flatMap(({ error }) => error ?? [])).toHaveLength(1);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test('stops if another department has the code', async () => {
		const simulator = await start();
		const { id, name } = simulator.world.departments[4];
		const { error } = await create(simulator, '004');
		expect(error?.message).toBe(`'Code' is the code of another department: ${name} (${id})`);
		expect(error?.description).toContain("'Create or Update'");
		expect(writesOf(simulator)).toEqual([]);
	});

	test.each(['object', 'idObject', 'responseObject', 'text', 'xml', 'empty'] as const)(
		'knows the ID from a response in the form: %s',
		async (form) => {
			const simulator = await start();
			simulator.rules.created = form;
			const rows = rowsOf(await create(simulator, '0042'));
			const [{ id }] = withCode(simulator, '0042');
			expect(rows).toEqual([{ action: 'created', departmentId: id }]);
			expect(writesOf(simulator)).toHaveLength(1);
		},
	);

	describe.each(['0042', undefined])('with the code %s', (code) => {
		test.each(LOST)('finds what it created after %j', async (fault) => {
			const simulator = await start();
			simulator.faults.add({ on: { kind: 'write' }, ...fault, done: true });
			const rows = rowsOf(await create(simulator, code));
			const { id, name } = simulator.world.departments.at(-1) ?? {};
			expect(name).toBe('Night shift');
			expect(rows).toEqual([{ action: 'created', departmentId: id }]);
			expect(writesOf(simulator)).toHaveLength(1);
		});

		test('says that it does not know if there is none after a lost response', async () => {
			const simulator = await start();
			simulator.faults.add({ on: { kind: 'write' }, status: 504, done: false });
			const { error } = await create(simulator, code);
			expect(error?.message).toBe(UNCONFIRMED);
			expect(error?.description).toContain("Look for the department with 'Get Many'.");
			expect(writesOf(simulator)).toHaveLength(1);
		});
	});

	test.each<[string, INodeParameters, string]>([
		['no name', { name: ' ' }, "'Name' is empty"],
		['no parent', { parentDepartmentId: byId('') }, "'Parent Department' is empty"],
		[
			'an unknown parent',
			{ parentDepartmentId: byName('Nowhere') },
			`"Nowhere" in 'Parent Department' isn't an ID or the name of a department`,
		],
		['an object as a code', { code: { a: 1 } }, `"{"a":1}" in 'Code' isn't text`],
		[
			'an unknown additional field',
			{ additionalFields: { kode: 'x' } },
			"'kode' isn't an additional field of Department",
		],
	])('sends nothing with %s', async (_name, fields, message) => {
		const simulator = await start();
		const parentDepartmentId = byId(simulator.world.departments[1].id);
		const form = { name: 'Night shift', parentDepartmentId, ...fields };
		const { error } = await operate(simulator, 'create', form);
		expect(error?.message).toBe(message);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('says what the key may not do', async () => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'write' }, status: 403 });
		const { error } = await create(simulator);
		expect(error?.message).toBe("This API key isn't allowed to create a department (status 403)");
	});
});

describe('Create or Update', () => {
	const HR = [
		{ code: 'HR-1', name: 'Retail', parent: '000' },
		{ code: 'HR-2', name: 'Shops', parent: 'HR-1' },
		{ code: 'HR-3', name: 'Shop 1', parent: 'HR-2' },
	];

	const upsert = async (simulator: Simulator, input: IDataObject[], job = {}) =>
		await operate(
			simulator,
			'upsert',
			{
				code: '={{ $json.code }}',
				name: '={{ $json.name }}',
				parentCode: '={{ $json.parent }}',
			},
			{ input, ...job },
		);

	test('creates a tree by the codes of an HR system, and changes nothing the second time', async () => {
		const simulator = await start();
		const { world } = simulator;
		const rows = rowsOf(await upsert(simulator, HR));
		expect(rows.map(({ action }) => action)).toEqual(['created', 'created', 'created']);
		const tree = HR.map(({ code }) => withCode(simulator, code)[0]);
		expect(tree.map(({ parent }) => world.departments[Number(parent)].code)).toEqual([
			'000',
			'HR-1',
			'HR-2',
		]);
		const again = rowsOf(await upsert(simulator, HR));
		expect(again).toEqual(tree.map(({ id }) => ({ action: 'unchanged', departmentId: id })));
		expect(writesOf(simulator)).toHaveLength(3);
	});

	test('processes a hundred input items in their order, each with one look', async () => {
		const simulator = await start();
		const input = Array.from({ length: 100 }, (_, at) => ({
			code: `T-${at % 50}`,
			name: `Team ${at}`,
			parent: '000',
		}));
		const { outputs, error } = await upsert(simulator, input);
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.action)).toEqual(
			input.map((_, at) => (at < 50 ? 'created' : 'updated')),
		);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			input.map((_, item) => ({ item })),
		);
		expect(writesOf(simulator).map(({ body }) => body?.name)).toEqual(
			input.map(({ name }) => name),
		);
		expect(simulator.pageRequests).toBe(100);
	});

	test('sends the failed input items to the error output', async () => {
		const simulator = await start();
		const input = [HR[0], { ...HR[1], parent: 'HR-9' }, { ...HR[2], parent: 'HR-1' }];
		const { outputs } = await upsert(simulator, input, { settings: ERROR_OUTPUT });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1].map(({ json }) => json)).toEqual([
			{
				...input[1],
				error: `"HR-9" in 'Parent Department Code' isn't the code of a department`,
				errorDescription: expect.stringContaining('Enter the code of a department that exists.'),
			},
		]);
	});

	test('counts the input items that it did not send', async () => {
		const simulator = await start();
		const { error } = await upsert(simulator, [HR[0], { ...HR[1], parent: 'HR-9' }, HR[2]]);
		expect(error?.description).toContain('Other input items: 1 done before, 1 not sent.');
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test.each(LOST)('finds out what became of a change after %j', async (fault) => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'write' }, ...fault, done: true });
		const [created] = rowsOf(await upsert(simulator, HR.slice(0, 1)));
		const [{ id }] = withCode(simulator, 'HR-1');
		expect(created).toEqual({ action: 'created', departmentId: id });
		simulator.faults.add({ on: { kind: 'write' }, ...fault, done: true });
		const [updated] = rowsOf(await upsert(simulator, [{ ...HR[0], name: 'Outlets' }]));
		expect(updated).toEqual({ action: 'updated', departmentId: id });
		expect(writesOf(simulator)).toHaveLength(2);
	});

	test.each(LOST)('says that it does not know if it was not done: %j', async (fault) => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'write' }, ...fault, done: false });
		const created = await upsert(simulator, HR.slice(0, 1));
		expect(created.error?.message).toBe(UNCONFIRMED);
		expect(writesOf(simulator)).toHaveLength(1);
		rowsOf(await upsert(simulator, HR.slice(0, 1)));
		simulator.faults.add({ on: { kind: 'write' }, ...fault, done: false });
		const updated = await upsert(simulator, [{ ...HR[0], name: 'Outlets' }]);
		expect(updated.error?.message).toBe(UNCONFIRMED);
		expect(writesOf(simulator)).toHaveLength(3);
	});

	test('says that it does not know when it cannot look again', async () => {
		const simulator = await start();
		simulator.faults.add({ on: { kind: 'write' }, status: 504, done: true });
		simulator.faults.add({ on: { path: '/departments', request: 2, times: null }, status: 403 });
		const { error } = await upsert(simulator, HR.slice(0, 1));
		expect(error?.message).toBe(UNCONFIRMED);
	});

	test('sends nothing when it cannot look first', async () => {
		const simulator = await start();
		simulator.faults.add({ on: { path: '/departments', times: null }, status: 403 });
		const { error } = await upsert(simulator, HR.slice(0, 1));
		expect(error?.message).toBe("This API key isn't allowed to read departments (status 403)");
		expect(writesOf(simulator)).toEqual([]);
	});

	test('updates a department without a name or a parent', async () => {
		const simulator = await start();
		const { id } = simulator.world.departments[4];
		const unchanged = await operate(simulator, 'upsert', { code: '004' });
		expect(rowsOf(unchanged)).toEqual([{ action: 'unchanged', departmentId: id }]);
		const fields = { code: ' 004 ', name: 'Renamed' };
		const renamed = await operate(simulator, 'upsert', fields);
		expect(rowsOf(renamed)).toEqual([{ action: 'updated', departmentId: id }]);
		expect(writesOf(simulator)).toEqual([
			{ request: `POST /department/${id}`, body: { code: '004', name: 'Renamed' } },
		]);
	});

	test('stops if the new department exists without a code, as in the first run with an HR system', async () => {
		const simulator = await start();
		const { world } = simulator;
		const top = world.departments.findIndex(({ code }) => code === '000');
		const { id } = world.addDepartment({ name: 'RETAIL', parent: top });
		const { error } = await upsert(simulator, HR.slice(0, 1));
		expect(error?.message).toBe(
			`"Retail" in 'Name' is the name of an existing department (${id}) with the same parent`,
		);
		expect(error?.description).toContain(`set its code to "HR-1" with the 'Update' operation`);
		expect(writesOf(simulator)).toEqual([]);
		const update = { departmentId: byId(id), code: 'HR-1' };
		rowsOf(await operate(simulator, 'update', update));
		const [{ action }] = rowsOf(await upsert(simulator, HR.slice(0, 1)));
		expect(action).toBe('updated');
	});

	test('stops if the parent is the department itself', async () => {
		const simulator = await start();
		rowsOf(await upsert(simulator, HR));
		const { error } = await upsert(simulator, [{ ...HR[0], parent: 'HR-3' }]);
		expect(error?.message).toBe("'Parent Department Code' is the department itself, or part of it");
		expect(writesOf(simulator)).toHaveLength(HR.length);
	});

	test.each<[string, INodeParameters, string]>([
		['no code', { code: '' }, "'Code' is empty"],
		['a new department without a name', { name: '' }, "'Name' is empty"],
		[
			'a new department without a parent',
			{ parentDepartmentId: byId('') },
			"'Parent Department' is empty",
		],
		[
			'two parents',
			{ parentCode: '000' },
			"'Parent Department Code' can't be combined with 'Parent Department'",
		],
		[
			'a code of several departments',
			{ code: 'twice' },
			`"twice" in 'Code' belongs to several departments`,
		],
		[
			'a code in another letter case',
			{ code: 'TWICE' },
			`"TWICE" in 'Code' differs from the code of a department only in upper and lower case`,
		],
	])('sends nothing with %s', async (_name, fields, message) => {
		const simulator = await start();
		const { world } = simulator;
		for (const name of ['A', 'B']) world.addDepartment({ name, parent: 1, code: 'twice' });
		const parentDepartmentId = byId(world.departments[1].id);
		const form = { code: 'new', name: 'New', parentDepartmentId, ...fields };
		const { error } = await operate(simulator, 'upsert', form);
		expect(error?.message).toBe(message);
		expect(writesOf(simulator)).toEqual([]);
	});

	test.each(['code', 'name', 'parent'])('stops if the expression of %s is empty', async (name) => {
		const simulator = await start();
		const input = [{ ...HR[0], [name]: '' }];
		const { error } = await upsert(simulator, input);
		expect(error?.message).toMatch(/^The expression in '.+' returns nothing for item 0$/);
		expect(writesOf(simulator)).toEqual([]);
	});
});

describe('other operations', () => {
	test('Update sends nothing if there is nothing to change', async () => {
		const simulator = await start();
		const { id } = simulator.world.departments[4];
		const { error } = await operate(simulator, 'update', { departmentId: byId(id) });
		expect(error?.message).toBe("'Name' is empty");
		expect(writesOf(simulator)).toEqual([]);
	});

	test('Update stops if another department has the code', async () => {
		const simulator = await start();
		const { id } = simulator.world.departments[4];
		const own = await operate(simulator, 'update', { departmentId: byId(id), code: '004' });
		expect(rowsOf(own)).toEqual([{ action: 'updated', departmentId: id }]);
		const { error } = await operate(simulator, 'update', { departmentId: byId(id), code: '006' });
		expect(error?.message).toMatch(/^'Code' is the code of another department: /);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test.each([
		['itself', 1],
		['a department below it', 4],
	])('Update does not make a department part of %s', async (_name, parent) => {
		const simulator = await start();
		const { departments } = simulator.world;
		const fields = {
			departmentId: byId(departments[1].id.toUpperCase()),
			parentDepartmentId: byId(departments[parent].id),
		};
		const { error } = await operate(simulator, 'update', fields);
		expect(error?.message).toBe("'Parent Department' is the department itself, or part of it");
		expect(writesOf(simulator)).toEqual([]);
	});

	test.each([true, false])('Update looks again after a lost response (done: %j)', async (done) => {
		const simulator = await start();
		const { id } = simulator.world.departments[5];
		simulator.faults.add({ on: { kind: 'write' }, status: 502, done });
		const parentDepartmentId = byId(simulator.world.departments[3].id);
		const fields = { departmentId: byId(id), name: 'New', code: 'N-5', parentDepartmentId };
		const outcome = await operate(simulator, 'update', fields);
		expect(writesOf(simulator)).toHaveLength(1);
		if (done) expect(rowsOf(outcome)).toEqual([{ action: 'updated', departmentId: id }]);
		else expect(outcome.error?.message).toBe(UNCONFIRMED);
	});

	test('Delete stops if there are subdepartments', async () => {
		const simulator = await start();
		const { departments } = simulator.world;
		const { error } = await operate(simulator, 'delete', {
			departmentId: byId(departments[1].id.toUpperCase()),
		});
		expect(error?.message).toBe("'Department' has subdepartments");
		expect(error?.description).toContain(`${departments[4].name} (${departments[4].id})`);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('Delete passes on why iSpring Learn rejects it', async () => {
		const simulator = await start();
		const { users, departments } = simulator.world;
		const { id } = departments.find(
			({ index }) => index > 3 && users.some(({ department }) => department === index),
		) as { id: string };
		const { error } = await operate(simulator, 'delete', { departmentId: byId(id) });
		expect(error?.description).toContain('The department has users');
		expect(error?.description).toContain('Nothing was changed');
	});

	test('Move Users finds people and departments by name, and says who was not moved', async () => {
		const simulator = await start();
		const { users, departments } = simulator.world;
		const person = users.slice(1).find(({ email }) => email);
		const fields = {
			users: { user: [{ userId: { __rl: true, mode: 'email', value: person?.email } }] },
			departmentId: byName(departments[1].name),
		} as unknown as INodeParameters;
		expect(rowsOf(await operate(simulator, 'moveUsers', fields))).toEqual([
			{ action: 'moved', departmentId: departments[1].id, userIds: [person?.id] },
		]);
		const others = users.slice(1).filter(({ department }) => department !== 1);
		const ids = others.slice(0, 120).map(({ id }) => id);
		ids[70] = UNKNOWN;
		const { outputs } = await operate(
			simulator,
			'moveUsers',
			{ userIds: ids.join(' '), departmentId: byId(departments[1].id) },
			{ settings: ERROR_OUTPUT },
		);
		expect(outputs[1][0].json).toMatchObject({
			doneIds: ids.slice(0, 50),
			rejectedIds: ids.slice(50, 100),
			unsentIds: ids.slice(100),
		});
	});

	test('Move Users needs users', async () => {
		const simulator = await start();
		const departmentId = byId(simulator.world.departments[1].id);
		const { error } = await operate(simulator, 'moveUsers', { departmentId });
		expect(error?.message).toBe("'Users' is empty");
		const empty = { userIds: '={{ $json.nobody }}', departmentId };
		const stopped = await operate(simulator, 'moveUsers', empty);
		expect(stopped.error?.message).toMatch(/returns nothing for item 0$/);
		expect(writesOf(simulator)).toEqual([]);
	});

	test('Delete does not know what became of it after a lost response', async () => {
		const simulator = await start();
		const { id } = simulator.world.addDepartment({ name: 'Old', parent: 1 });
		simulator.faults.add({ on: { kind: 'write' }, status: 502, done: true });
		const { error } = await operate(simulator, 'delete', { departmentId: byId(id) });
		expect(error?.message).toBe(UNCONFIRMED);
		expect(writesOf(simulator)).toHaveLength(1);
	});

	test.each([true, false])(
		'Move Users looks again after a lost response (done: %j)',
		async (done) => {
			const simulator = await start();
			const { users, departments } = simulator.world;
			const { id: departmentId } = departments[2];
			const userIds = users.slice(1, 121).map(({ id }) => id);
			simulator.faults.add({ on: { kind: 'write', request: 2 }, hangUp: true, done });
			const fields = { userIds: userIds.join(' '), departmentId: byId(departmentId) };
			const outcome = await operate(simulator, 'moveUsers', fields);
			if (done) {
				expect(rowsOf(outcome)).toEqual([{ action: 'moved', departmentId, userIds }]);
				expect(writesOf(simulator)).toHaveLength(3);
			} else {
				expect(outcome.error?.message).toBe(UNCONFIRMED);
				expect(outcome.error?.description).toContain('Done before: 50. Not sent: 20.');
			}
		},
	);

	test.each([200, 201, 204] as const)('accept status %d', async (status) => {
		const simulator = await start();
		simulator.rules.done = status;
		const { id } = simulator.world.departments[4];
		const fields = { departmentId: byId(id), name: 'New' };
		expect(rowsOf(await operate(simulator, 'update', fields))).toHaveLength(1);
	});

	test('Get says that an ID does not exist', async () => {
		const simulator = await start();
		const { error } = await operate(simulator, 'get', { departmentId: byId(UNKNOWN) });
		expect(error?.message).toBe("The ID in 'Department' doesn't exist (status 400)");
	});

	test('a tool moves users, and refuses Delete before any request', async () => {
		const simulator = await start();
		const { users, departments } = simulator.world;
		const run = async (parameters: INodeParameters, calls: IDataObject[]) =>
			await runTool(suite.engine.nodeType, {
				parameters: { resource: 'department', ...parameters },
				credentials: suite.account(simulator),
				calls,
			});
		const where = "={{ $fromAI('where', '', 'string', '') }}";
		const refused = await run({ operation: 'delete', departmentId: byId(where) }, [
			{ where: departments[4].id },
		]);
		expect(refused.replies[0]).toContain("The operation 'delete' can't be used in a tool");
		expect(simulator.requests).toEqual([]);
		const userIds = "={{ $fromAI('people', '', 'string', '') }}";
		const moved = await run({ operation: 'moveUsers', userIds, departmentId: byId(where) }, [
			{ people: users[1].id, where: departments[2].name },
		]);
		expect(moved.replies[0]).toContain('"action":"moved"');
		expect(users[1].department).toBe(2);
	});
});
