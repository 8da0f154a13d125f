/** Filters by a part of a name or title, which the node checks itself. */
import type { IDataObject } from 'n8n-workflow';
import { FORMATS, listUrls, rowsOf, useSuite } from '../support/engine/suite';
import type { Simulator } from '../simulator/server';

const suite = useSuite();

const find = async (
	simulator: Simulator,
	resource: string,
	filters: IDataObject,
	more: IDataObject = {},
): Promise<IDataObject[]> =>
	rowsOf(await suite.getAll(simulator, { resource, filters, ...more } as never));

const namesIn = (rows: IDataObject[]) =>
	rows.map(({ firstName, lastName }) => `${firstName} ${lastName}`);

test.each(FORMATS)('finds users by a part of a name, in %s', async (format) => {
	const simulator = await suite.simulator({ rows: 0, users: 300, format });
	const expected = simulator.world.users.filter(
		({ firstName, lastName }) => /jörg/i.test(firstName ?? '') && /müller/i.test(lastName ?? ''),
	);
	expect(expected.length).toBeGreaterThan(0);
	for (const nameContains of ['Jörg Müller', 'muller JORG', ' Müller,  Jörg ']) {
		const rows = await find(simulator, 'user', { nameContains });
		expect(rows.map(({ userId }) => userId)).toEqual(expected.map(({ id }) => id));
	}
	expect(await find(simulator, 'user', { nameContains: 'nobody here' })).toEqual([]);
});

test('finds users by a part of an email address or login', async () => {
	const simulator = await suite.simulator({ rows: 0, users: 30 });
	const one = simulator.world.users.find(({ email, login }) => email && login);
	for (const nameContains of [one?.email, one?.login]) {
		const rows = await find(simulator, 'user', { nameContains });
		expect(rows.map(({ userId }) => userId)).toContain(one?.id);
		expect(rows.length).toBeLessThan(30);
	}
});

test('reads whole pages and stops when Limit is met', async () => {
	const simulator = await suite.simulator({ rows: 0, users: 3000 });
	const filters = { nameContains: 'smith' };
	const all = await find(simulator, 'user', filters);
	expect(all.length).toBeGreaterThan(100);
	expect(simulator.pageRequests).toBe(3);
	for (const name of namesIn(all)) expect(name).toMatch(/smith/i);

	const limited = await find(simulator, 'user', filters, { returnAll: false, limit: 5 });
	expect(limited).toEqual(all.slice(0, 5));
	expect(simulator.pageRequests).toBe(4);
	for (const url of listUrls(simulator)) {
		expect(url).toContain('pageSize=1000');
		expect(url).not.toContain('nameContains');
	}
});

test('is combined with the filters that iSpring Learn has, and with more IDs than fit into a request', async () => {
	const simulator = await suite.simulator({ rows: 0, users: 300 });
	const smiths = simulator.world.users.filter(({ lastName }) => lastName === 'Smith');
	const userIds = simulator.world.users.slice(0, 250).map(({ id }) => id);
	const rows = await find(simulator, 'user', { nameContains: 'SMITH', userIds });
	expect(rows.map(({ userId }) => userId).sort()).toEqual(
		smiths
			.map(({ id }) => id)
			.filter((id) => userIds.includes(id))
			.sort(),
	);
});

test('finds courses by words of their title', async () => {
	const simulator = await suite.simulator({ rows: 0, courses: 40 });
	const rows = await find(simulator, 'course', {
		titleContains: 'drill fire',
		contentTypes: 'Course',
	});
	const expected = simulator.world.courses.filter(
		({ title, listed }) => listed && /fire drill/i.test(title),
	);
	expect(expected.length).toBeGreaterThan(0);
	expect(rows.map(({ title }) => title)).toEqual(expected.map(({ title }) => title));
});

test.each([[[]], [{ a: 1 }], [['smith']]])('refuses %j before any request', async (value) => {
	const simulator = await suite.simulator({ rows: 0 });
	const filters = { nameContains: '={{ $json.value }}' };
	const job = { input: [{ value }] as IDataObject[] };
	const { error } = await suite.getAll(simulator, { resource: 'user', filters }, job);
	expect(error?.message).toMatch(/Name Contains/);
	expect(simulator.requests).toEqual([]);
});
