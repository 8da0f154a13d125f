/** The examples that keep a table the same as iSpring Learn, executed with their tables: n8n's own, and Google's stand-in. */
import type { IDataObject } from 'n8n-workflow';
import type { ModuleResult, Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { ALL_COLUMNS, namesOf, resultKeyOf } from '../support/columns';
import { exampleOf, nodeOf } from './examples/exampleServer';
import { filledIn } from './examples/read';
import { installN8n } from './install/install';
import { Instance } from './instance';
import { Proxy } from './services/proxy';
import { Sheets } from './services/sheets';
import type { Credential } from './workflows';
import { credentialOf, googleCredential } from './workflows';

const INSTALL_TIMEOUT_MS = 1_800_000;
const LONG_MS = 900_000;
const ROWS = 700;
/** As many as the title of a module may have. */
const LONGEST = 255;
const SHEET = 'Module Results';

let n8n: Instance;
let proxy: Proxy;
let google: Credential;
const sheets = new Sheets();

beforeAll(async () => {
	const found = await installN8n();
	proxy = await Proxy.start(sheets);
	n8n = await Instance.start({ n8n: found, env: proxy.env });
	google = googleCredential(sheets);
	await n8n.commandLine.importCredentials(google);
}, INSTALL_TIMEOUT_MS);

afterAll(async () => {
	await n8n?.stop();
	await proxy?.stop();
});

/** An account whose results a test can edit. */
class Account {
	readonly edits = new Map<number, Partial<ModuleResult>>();

	private constructor(
		readonly simulator: Simulator,
		readonly credential: Credential,
	) {}

	static async start(name: string, rows: number, users = 40): Promise<Account> {
		const rowEdit = (row: ModuleResult, i: number): ModuleResult => ({
			...row,
			...account.edits.get(i),
		});
		const simulator = await startSimulator({ rows, users, rowEdit });
		const credential = credentialOf(simulator, name);
		const id = await n8n.rest.createCredential(credential);
		const account = new Account(simulator, { ...credential, id });
		return account;
	}

	/** Each result with its names and its key; null for what was not sent. */
	get expected(): IDataObject[] {
		return [...this.simulator.expectedRows()].map((row) => {
			const values = { ...row, ...namesOf(this.simulator, row), resultKey: resultKeyOf(row) };
			const known = new Map<string, unknown>(Object.entries(values));
			return Object.fromEntries(
				ALL_COLUMNS.map((column) => [column, known.get(column) ?? null]),
			) as IDataObject;
		});
	}
}

/** Changes every ninth result: completed, or without what it had. */
function change({ edits, simulator }: Account, rows: number): void {
	for (let i = 0; i < rows; i += 9) {
		edits.set(i, i % 2 === 0 ? { completionStatus: 'complete', progress: 100 } : EMPTIED);
	}
	simulator.showRows(rows);
}

const EMPTIED = { progress: undefined, awardedScore: undefined, completionDate: undefined };

const byKey = (rows: readonly IDataObject[]): IDataObject[] =>
	[...rows].sort((a, b) => (String(a.resultKey) < String(b.resultKey) ? -1 : 1));

async function run(workflow: string, folder: string): Promise<void> {
	const trigger = nodeOf(exampleOf(folder).workflow, /Trigger$/).name;
	const { status, run: ended } = await n8n.rest.execute(workflow, trigger);
	const message = ended.data.resultData.error?.message;
	expect({ folder, status, message }).toEqual({ folder, status: 'success' });
}

describe('data-table', () => {
	const folder = 'data-table';
	const COLUMNS = ['progress', 'awardedScore', 'isOverdue', 'moduleTitle', 'userName', 'resultKey'];

	/** The rows of the table, in pages of n8n. */
	async function tableRows(): Promise<IDataObject[]> {
		const { id: project } = await n8n.rest.send<{ id: string }>('GET', '/rest/projects/personal');
		const tables = `/rest/projects/${project}/data-tables`;
		const { data } = await n8n.rest.send<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			tables,
		);
		expect(data.map(({ name }) => name)).toEqual(['iSpring Learn results']);
		const rows: IDataObject[] = [];
		for (let total = 1; rows.length < total; ) {
			const path = `${tables}/${data[0].id}/rows?take=100&skip=${rows.length}`;
			const page = await n8n.rest.send<{ count: number; data: IDataObject[] }>('GET', path);
			rows.push(...page.data);
			total = page.count;
		}
		return rows;
	}

	const pick = (rows: readonly IDataObject[]): IDataObject[] =>
		byKey(rows).map((row) =>
			Object.fromEntries([
				...COLUMNS.map((name) => [name, row[name]]),
				['completed', row.completionDate === null ? null : Date.parse(String(row.completionDate))],
			]),
		);

	test(
		'creates its table, then updates rows in place, empties values, and removes what is gone',
		async () => {
			const account = await Account.start('For the data table', ROWS);
			const { workflow } = exampleOf(folder);
			const id = await n8n.rest.createWorkflow(filledIn(workflow, account.credential));
			await run(id, folder);
			const before = await tableRows();
			expect(pick(before)).toEqual(pick(account.expected));
			expect(before.length).toBeGreaterThan(100);

			change(account, ROWS - 60);
			await run(id, folder);
			const after = await tableRows();
			expect(pick(after)).toEqual(pick(account.expected));
			expect(after.length).toBeLessThan(before.length);
			const ids = new Map(before.map((row) => [row.resultKey, row.id]));
			for (const row of after) expect(row.id).toBe(ids.get(row.resultKey));
			const emptied = (row: IDataObject): boolean => row.awardedScore === null;
			expect(after.filter(emptied).length).toBeGreaterThan(before.filter(emptied).length - 60);

			account.simulator.showRows(0);
			await run(id, folder);
			expect(await tableRows()).toEqual(after);
			await account.simulator.close();
		},
		LONG_MS,
	);
});

describe('google-sheets-report', () => {
	const folder = 'google-sheets-report';

	async function store(account: Account): Promise<string> {
		const { nodes, ...filled } = filledIn(exampleOf(folder).workflow, account.credential);
		return await n8n.rest.createWorkflow({
			...filled,
			nodes: nodes.map((node) =>
				node.type.endsWith('.googleSheets')
					? {
							...node,
							parameters: {
								...node.parameters,
								documentId: { __rl: true, mode: 'id', value: sheets.spreadsheetId },
							},
							credentials: { [google.type]: { id: google.id, name: google.name } },
						}
					: node,
			),
		});
	}

	/** The expected cells: empty where a result has no value. */
	const cellsOf = ({ expected }: Account): IDataObject[] =>
		expected.map((row) =>
			Object.fromEntries(ALL_COLUMNS.map((name) => [name, row[name] ?? ''])),
		) as IDataObject[];

	beforeEach(() => {
		sheets.reset(SHEET);
	});

	test(
		'shows what iSpring Learn shows: changed and emptied values, and no row that is gone',
		async () => {
			const account = await Account.start('For the sheet', 3_000);
			const id = await store(account);
			await run(id, folder);
			expect(sheets.rowsOf(SHEET)).toEqual(cellsOf(account));
			expect(sheets.rowsOf(SHEET).length).toBeGreaterThan(2_500);

			change(account, 2_700);
			sheets.failures.push(503);
			await run(id, folder);
			expect(sheets.failures).toEqual([]);
			expect(sheets.rowsOf(SHEET)).toEqual(cellsOf(account));

			account.simulator.showRows(0);
			await run(id, folder);
			expect(sheets.rowsOf(SHEET).length).toBeGreaterThan(2_500);
			await account.simulator.close();
		},
		LONG_MS,
	);

	test(
		'writes 50,000 results with the longest titles in requests that Google accepts',
		async () => {
			const account = await Account.start('Large', 52_000, 400);
			const title = 'あ'.repeat(LONGEST);
			for (let i = 0; i < 52_000; i++) account.edits.set(i, { moduleTitle: title });
			await run(await store(account), folder);
			const rows = sheets.rowsOf(SHEET);
			expect(rows).toHaveLength([...account.simulator.expectedRows()].length);
			expect(rows.length).toBeGreaterThan(50_000);
			expect(new Set(rows.map(({ resultKey }) => resultKey)).size).toBe(rows.length);
			expect(rows[0].moduleTitle).toBe(title);
			const sizes = sheets.requests.map(({ bytes }) => bytes);
			expect(Math.max(...sizes)).toBeLessThan(5_000_000);
			expect(sheets.requests.filter(({ status }) => status !== 200)).toEqual([]);
			await account.simulator.close();
		},
		LONG_MS,
	);
});
