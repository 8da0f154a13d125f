/** PostgreSQL as n8n's database, and as the target of the example postgres-upsert. */
import type { ModuleResult, Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { exampleOf } from './examples/exampleServer';
import { filledIn } from './examples/read';
import { installN8n } from './install/install';
import { Instance } from './instance';
import type { PostgresDatabase } from './running/home';
import type { Row } from './resultTable';
import { expectedRow } from './resultTable';
import { Postgres } from './services/postgres';
import type { Credential } from './workflows';
import { credentialOf, NODE_TYPE } from './workflows';

const INSTALL_TIMEOUT_MS = 1_800_000;
/** Several pages, with every kind of title and missing value. */
const PAGE_SIZE = 250;
const ROWS = 1_200;
const NEW_ROWS = 30;
/** One in this many rows is completed between two runs. */
const STEP = 9;
const TARGET = 'learning';
/** The trigger of the example. */
const START = 'Every night';

let postgres: Postgres;
let n8n: Instance;
let target: Credential;

beforeAll(async () => {
	const found = await installN8n();
	postgres = await Postgres.start();
	const [own, learning] = [
		await postgres.createDatabase('n8n'),
		await postgres.createDatabase(TARGET),
	];
	n8n = await Instance.start({ n8n: found, postgres: own });
	target = await stored(postgresCredential(learning));
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await n8n?.stop();
	await postgres?.stop();
});

async function stored(credential: Credential): Promise<Credential> {
	return { ...credential, id: await n8n.rest.createCredential(credential) };
}

const postgresCredential = ({ host, port, database, user, password }: PostgresDatabase) => ({
	id: '',
	name: 'Learning',
	type: 'postgres',
	data: { host, port, database, user, password, ssl: 'disable' },
});

/** The rows in the table, by key. */
async function tableRows(table: string): Promise<Map<unknown, Row>> {
	const rows = await postgres.query<Row>(TARGET, `SELECT * FROM "${table}"`);
	const byKey = new Map(rows.map((row) => [row.resultKey, row]));
	expect(byKey.size).toBe(rows.length);
	return byKey;
}

const expectedRows = (simulator: Simulator, count: number): Map<unknown, Row> =>
	new Map(
		Array.from({ length: count }, (_, i) => expectedRow(simulator, simulator.row(i))).map((row) => [
			row.resultKey,
			row,
		]),
	);

describe.each(['json', 'xml'] as const)('results in %s', (format) => {
	const table = `results_${format}`;
	const edits = new Map<number, Partial<ModuleResult>>();
	const editedRow = (row: ModuleResult, i: number): ModuleResult => ({ ...row, ...edits.get(i) });
	let simulator: Simulator;
	let account: Credential;
	let workflow: string;

	beforeAll(async () => {
		const rows = ROWS + NEW_ROWS;
		simulator = await startSimulator({ rows, format, rowEdit: editedRow });
		simulator.showRows(ROWS);
		account = await stored(credentialOf(simulator, `In ${format}`));
		workflow = await n8n.rest.createWorkflow(upsertWorkflow(account, table));
	});

	afterAll(async () => {
		await simulator?.close();
	});

	async function run(): Promise<void> {
		const { status, run } = await n8n.rest.execute(workflow, START);
		expect({ status, message: run.data.resultData.error?.message }).toEqual({ status: 'success' });
	}

	test('become rows of a new table, with the values that were sent', async () => {
		await run();
		const found = await tableRows(table);
		expect(found).toEqual(expectedRows(simulator, ROWS));

		// The data has what makes the comparison meaningful.
		const rows = [...found.values()];
		const titles = rows.map(({ moduleTitle }) => moduleTitle);
		expect(titles).toEqual(expect.arrayContaining(['007', '1e3', 'true', 'null', 'Party 😀 café']));
		const optional = ['enrollmentId', 'dueDate', 'completionDate', 'progress'];
		for (const name of [...optional, 'awardedScore', 'timeSpent', 'viewsCount']) {
			const nulls = rows.filter((row) => row[name] === null).length;
			expect({ name, some: nulls > 0 && nulls < rows.length }).toEqual({ name, some: true });
		}
	});

	test('update their rows if they have changed, and no others', async () => {
		await run();
		const before = await tableRows(table);
		for (let i = 0; i < ROWS; i += STEP) edits.set(i, i % 2 === 0 ? completed(i) : EMPTIED);
		simulator.showRows(ROWS + NEW_ROWS);
		await run();
		const after = await tableRows(table);
		expect(after).toEqual(expectedRows(simulator, ROWS + NEW_ROWS));

		const changed = [...before].filter(([key, row]) => !isSame(after.get(key), row));
		const edited = [...edits.keys()].map((i) => expectedRow(simulator, simulator.row(i)).resultKey);
		expect(changed.map(([key]) => key).sort()).toEqual(edited.sort());
	});

	test('do not change the table if nothing has changed', async () => {
		await run();
		const before = await tableRows(table);
		await run();
		expect(await tableRows(table)).toEqual(before);
		expect(simulator.violations).toEqual([]);
	});

	test('are read with a key and a token that n8n’s database never contains in plain text', async () => {
		const secret = `a secret in ${format} & "quoted"`;
		const other = await startSimulator({ rows: ROWS, format, clientSecret: secret });
		try {
			const credential = await stored(credentialOf(other, `Secret in ${format}`));
			const id = await n8n.rest.createWorkflow(upsertWorkflow(credential, table));
			expect((await n8n.rest.execute(id, START)).status).toBe('success');

			const { sessionToken, clientSecret } = (await n8n.commandLine.exportCredential(credential.id))
				.data;
			const [token] = /[^:]+$/.exec(String(sessionToken)) ?? [''];
			expect(clientSecret).toBe(secret);
			expect(other.requests.map(({ headers }) => headers.authorization)).toContain(
				`Bearer ${token}`,
			);

			const dump = await dumpOf('n8n');
			expect(dump).toContain(credential.name);
			expect(dump).toContain(other.row(0).moduleId);
			for (const hidden of [token, secret, JSON.stringify(secret).slice(1, -1)]) {
				expect(dump.includes(hidden)).toBe(false);
			}
		} finally {
			await other.close();
		}
	});
});

/** A result after its learner has completed the module. */
const completed = (i: number): Partial<ModuleResult> => ({
	completionStatus: 'complete',
	progress: 100,
	completionDate: `2026-06-02T10:${String(i % 60).padStart(2, '0')}:30+00:00`,
});

/** A result with another title, and without what it may have had. */
const EMPTIED = {
	moduleTitle: 'Emptied',
	progress: undefined,
	awardedScore: undefined,
	viewsCount: undefined,
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The example with its credentials, another table, and several pages. */
function upsertWorkflow(account: Credential, table: string) {
	const { nodes, ...filled } = filledIn(exampleOf('postgres-upsert').workflow, account);
	const { type, id, name } = target;
	const changed = nodes.map((node) => {
		const text = JSON.stringify(node.parameters).replaceAll('module_results', table);
		const parameters = JSON.parse(text) as typeof node.parameters;
		if (node.type === NODE_TYPE) parameters.options = { pageSize: PAGE_SIZE };
		const isTarget = node.type.endsWith('.postgres');
		return {
			...node,
			parameters,
			credentials: isTarget ? { [type]: { id, name } } : node.credentials,
		};
	});
	return { ...filled, name: `${account.name} to ${table}`, nodes: changed };
}

/** Everything in all tables of a database, as text. */
async function dumpOf(database: string): Promise<string> {
	const tables = await postgres.query<{ name: string }>(
		database,
		"SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
	);
	expect(tables).toEqual(
		expect.arrayContaining([{ name: 'credentials_entity' }, { name: 'execution_data' }]),
	);
	let dump = '';
	for (const { name } of tables) {
		const rows = await postgres.query<{ line: string }>(
			database,
			`SELECT one::text AS line FROM "${name}" AS one`,
		);
		dump += rows.map(({ line }) => line).join('\n');
	}
	return dump;
}
