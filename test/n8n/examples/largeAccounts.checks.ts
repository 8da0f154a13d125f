/** The example large-accounts in queue mode: each month on a worker, all of them in one file at the end. */
import { DateTime } from 'luxon';
import { strFromU8, unzipSync } from 'fflate';
import { resultKeyOf } from '../../support/columns';
import { readCsv } from '../../support/csv';
import type { Simulator } from '../../simulator/server';
import { startSimulator } from '../../simulator/server';
import type { Instance } from '../instance';
import { itemsOf } from '../running/commandLine';
import type { Program } from '../running/program';
import type { StoredExecution } from '../running/rest';
import { credentialOf } from '../workflows';
import { exampleOf } from './exampleServer';
import { isService, prepare } from './prepare';

const FOLDER = 'large-accounts';
const MONTHS = 6;
const KEY = { name: 'X-Export-Key', value: 'a-key-for-this-test' };

/** The files of the archive that reached the storage, by their names. */
async function filesOf(n8n: Instance, { run }: StoredExecution): Promise<Map<string, string>> {
	const [{ binary }] = itemsOf(run, 'Make one ZIP file');
	const id = encodeURIComponent(binary?.data.id ?? '');
	const response = await fetch(`${n8n.url}/rest/binary-data?id=${id}&action=download`, {
		headers: { cookie: n8n.rest.cookie },
	});
	const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
	return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Stores and publishes the example. Returns the ID of the workflow. */
async function publish(n8n: Instance, simulator: Simulator): Promise<string> {
	const account = credentialOf(simulator, `Account of ${FOLDER}`);
	const header = { name: 'Header Auth account', type: 'httpHeaderAuth', data: KEY };
	const httpHeaderAuth = { id: await n8n.rest.createCredential(header), name: header.name };
	const id = await n8n.rest.createCredential(account);
	const prepared = prepare(
		exampleOf(FOLDER).workflow,
		{ ...account, id },
		{ credentials: { httpHeaderAuth }, settings: { months: MONTHS } },
	);
	// n8n publishes no workflow with a node that has no credential.
	const nodes = prepared.nodes.map((node) =>
		isService(node) ? { ...node, disabled: true } : node,
	);
	const workflow = await n8n.rest.createWorkflow({ ...prepared, nodes, pinData: {} });
	await n8n.rest.activate(workflow);
	return workflow;
}

export function checkLargeAccounts(
	n8n: () => Instance,
	workers: () => readonly Program[],
	startedBy: (worker: Program) => string[],
): void {
	describe(FOLDER, () => {
		let simulator: Simulator;
		let workflow: string;

		beforeAll(async () => {
			simulator = await startSimulator({ rows: 5_000, now: Math.floor(Date.now() / 1000) });
			workflow = await publish(n8n(), simulator);
		});

		afterAll(async () => await simulator?.close());

		test('exports each month in an execution of its own, and joins the files', async () => {
			const execution = await n8n().rest.execute(workflow, 'Every Sunday');
			expect(execution.run.data.resultData.error?.message).toBeUndefined();
			expect(execution.status).toBe('success');

			const files = await filesOf(n8n(), execution);
			const now = DateTime.now().startOf('month');
			const months = Array.from({ length: MONTHS }, (_, i) =>
				now.minus({ months: MONTHS - 1 - i }).toFormat('yyyy-MM'),
			);
			const names = months.map((month, i) => `${i === 0 ? 'until-' : ''}${month}.csv`);
			expect([...files.keys()].sort()).toEqual(names.sort());

			const keys = [...files.values()].flatMap((text) =>
				readCsv(text).map(({ resultKey }) => resultKey),
			);
			const expected = [...simulator.expectedRows()].map(resultKeyOf);
			expect(expected).toHaveLength(5_000);
			expect(keys.sort()).toEqual(expected.sort());
			const filled = [...files.values()].filter((text) => readCsv(text).length > 0);
			expect(filled.length).toBeGreaterThan(2);

			const others = (await n8n().rest.executions(workflow)).filter(
				({ id }) => id !== execution.id,
			);
			expect(others.map(({ status }) => status)).toEqual(months.map(() => 'success'));
			const shares = workers().map((worker) =>
				startedBy(worker).filter((id) => others.some((one) => one.id === id)),
			);
			expect(shares.flat().sort()).toEqual(others.map(({ id }) => id).sort());
			expect(Math.min(...shares.map(({ length }) => length))).toBeGreaterThan(0);
		});

		test('saves nothing if one month fails', async () => {
			simulator.faults.add({ status: 403, on: { times: 1 } });
			const { status, run } = await n8n().rest.execute(workflow, 'Every Sunday');
			simulator.faults.clear();
			expect(status).toBe('error');
			expect(run.data.resultData.lastNodeExecuted).toBe('Request one export per month');
		});

		test('exports nothing without the key', async () => {
			simulator.reset();
			const url = `${n8n().url}/webhook/ispring-learn-export?name=a&from=2000-01&to=2099-12`;
			expect((await fetch(url)).status).toBe(403);
			expect((await fetch(url, { headers: { [KEY.name]: 'wrong' } })).status).toBe(403);
			expect(simulator.requests).toEqual([]);
		});
	});
}
