/** A credential with expressions gives two input items two accounts in one execution. */
import { sleep } from 'n8n-workflow';
import { rowsOf, useSuite } from '../support/engine/suite';

const suite = useSuite();

const NAMES = { output: 'all' };
const two = [{ n: 1 }, { n: 2 }];

/** Two API clients. Each sees one department. */
const CLIENTS = [2, 3].map((department) => ({
	clientId: `client-of-${department}`,
	clientSecret: `secret-of-${department}`,
	departments: [department],
}));
const KEYS = CLIENTS.map(({ clientId, clientSecret }) => ({ clientId, clientSecret }));

test('looks names up with the token of their own account, and sends no ID with the other token', async () => {
	const simulator = await suite.simulator({ rows: 300, clients: CLIENTS });
	const credentials = suite.account(simulator);
	credentials.byItem = KEYS;
	const rows = rowsOf(await suite.getAll(simulator, NAMES, { credentials, input: two }));
	const names = simulator.requests.filter(({ path }) => path === '/users/v2');
	for (const [at, { clientId }] of KEYS.entries()) {
		const department = simulator.world.departments[at + 2].id;
		const visible = [...simulator.expectedRows({ departmentIds: [department] })];
		const learners = new Set(visible.map(({ userId }) => userId));
		const own = names.filter((request) => request.clientId === clientId);
		const ids = own.flatMap(({ query }) => query.map(([name, id]) => name === 'userIds[]' && id));
		expect(new Set(ids.filter(Boolean))).toEqual(learners);
		const ofItem = rows.filter(({ userId }) => learners.has(String(userId)));
		expect(ofItem).toHaveLength(visible.length);
		for (const row of ofItem) expect(row.departmentName).not.toBeNull();
	}
	expect(new Set(names.map(({ clientId }) => clientId)).size).toBe(2);
	expect(simulator.violations).toEqual([]);
});

test('keeps the names of one account when the other may not read the list', async () => {
	const clients = [{ ...CLIENTS[0], lists: ['/learners/modules/results'] }, CLIENTS[1]];
	const simulator = await suite.simulator({ rows: 300, clients });
	const credentials = suite.account(simulator);
	credentials.byItem = KEYS;
	const { outputs } = await suite.getAll(simulator, NAMES, { credentials, input: two });
	const namesOf = (item: number) =>
		outputs[0]
			.filter(
				({ pairedItem }) =>
					typeof pairedItem === 'object' && 'item' in pairedItem && pairedItem.item === item,
			)
			.map(({ json }) => json.userName);
	expect(new Set(namesOf(0))).toEqual(new Set([null]));
	expect(namesOf(1).filter((name) => typeof name === 'string').length).toBeGreaterThan(0);
});

test('looks each name up once when both items use the same account', async () => {
	const simulator = await suite.simulator({ rows: 40 });
	rowsOf(await suite.getAll(simulator, NAMES, { input: two }));
	expect(simulator.requests.filter(({ path }) => path === '/users/v2')).toHaveLength(1);
});

test('reads each item from its own host', async () => {
	const simulators = [
		await suite.simulator({ rows: 5, clientId: 'of both hosts' }),
		await suite.simulator({ rows: 7, clientId: 'of both hosts', seed: 8 }),
	];
	const credentials = suite.account(simulators[0]);
	credentials.byItem = simulators.map(({ url }) => ({ baseUrl: url }));
	const { outputs, error } = await suite.getAll(simulators[0], NAMES, { credentials, input: two });
	expect(error).toBeUndefined();
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
		...Array.from({ length: 5 }, () => ({ item: 0 })),
		...Array.from({ length: 7 }, () => ({ item: 1 })),
	]);
	for (const { violations } of simulators) expect(violations).toEqual([]);
});

test('an address that becomes unsafe while a run reads is named like one that was so before', async () => {
	const simulator = await suite.simulator({ rows: 5, delayMs: 20 });
	const credentials = suite.account(simulator);
	const running = suite.getAll(simulator, { options: { pageSize: 1 } }, { credentials });
	while (simulator.pageRequests === 0) await sleep(1);
	credentials.stored.baseUrl = 'http://company.example';
	const { error } = await running;
	expect(error?.message).toBe("'Base URL' must start with https:// to keep your token safe");
	expect(error?.description).toBe(
		`Correct 'Base URL' in the credential. It is "http://company.example".`,
	);
	expect(simulator.pageRequests).toBe(1);
});
