/** The trigger in an n8n that is killed while it runs: every event is returned once. */
import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../simulator/server';
import { startSimulator } from '../simulator/server';
import { resultKeyOf } from '../support/columns';
import { installN8n } from './install/install';
import type { Line } from './install/lines';
import { Instance } from './instance';
import { rowsOf } from './running/commandLine';
import { waitFor } from './running/waitFor';
import { credentialOf, LAST_NODE, triggerWorkflow } from './workflows';

const TIMEOUT_MS = 1_800_000;

/** More than one poll interval. */
const POLLS_MS = 12_000;

const NO_RETRIES = { options: { maxRetries: 0 } };

const keyOf = ({ resultKey }: IDataObject): string => String(resultKey);

/** The module is completed now. */
function complete(simulator: Simulator, ...rows: number[]): void {
	const completionDate = Math.floor(Date.now() / 1000);
	for (const row of rows) simulator.change(row, { completionDate, completionStatus: 'passed' });
}

/** @param env settings of n8n for polling */
export function checkTrigger(title: string, line: Line, env: Record<string, string>): void {
	let n8n: Instance;
	let simulator: Simulator;
	let workflow: string;

	beforeAll(async () => {
		simulator = await startSimulator({ rows: 60 });
		n8n = await Instance.start({ n8n: await installN8n(line), env });
		const credential = credentialOf(simulator, `Account ${title}`);
		const id = await n8n.rest.createCredential(credential);
		const made = triggerWorkflow(`Trigger ${title}`, { ...credential, id }, NO_RETRIES);
		workflow = await n8n.rest.createWorkflow(made);
	}, TIMEOUT_MS);

	afterAll(async () => {
		await n8n?.stop();
		await simulator?.close();
	});

	/** The results that started executions, and the errors of failed polls. */
	async function given(): Promise<{ keys: string[]; stopped: string[] }> {
		const listed = await n8n.rest.executions(workflow);
		const ended = await Promise.all(listed.map(async ({ id }) => await n8n.rest.finished(id)));
		const went = ended.filter(({ status }) => status === 'success');
		const failed = ended.filter(({ status }) => status !== 'success');
		return {
			keys: went.flatMap(({ run }) => rowsOf(run, LAST_NODE)).map(keyOf),
			stopped: failed.map(({ run }) => String(run.data.resultData.error?.message)),
		};
	}

	async function waitForRow(row: number): Promise<void> {
		const key = resultKeyOf(simulator.row(row));
		await waitFor(`result ${row}`, async () => ((await given()).keys.includes(key) ? true : null));
	}

	test(`every event comes once ${title}, though n8n is ended in the middle and the API is down for a while`, async () => {
		complete(simulator, 0);
		await n8n.rest.activate(workflow);
		complete(simulator, 1, 2);
		await waitForRow(2);
		expect((await given()).stopped).toEqual([]);

		await n8n.kill();
		complete(simulator, 3, 4);
		n8n = await n8n.again();
		await waitForRow(4);

		simulator.faults.add({ on: { times: Infinity }, status: 503 });
		complete(simulator, 5);
		await waitFor('the message of a failed poll', async () => {
			const { stopped } = await given();
			return stopped.length > 0 ? true : null;
		});
		simulator.faults.clear();
		expect((await given()).stopped[0]).toBe('iSpring Learn is currently unavailable (status 503)');
		await n8n.kill();
		n8n = await n8n.again();
		await waitForRow(5);
		complete(simulator, 6);
		await waitForRow(6);
		await pause(POLLS_MS);
		const wanted = [1, 2, 3, 4, 5, 6].map((row) => resultKeyOf(simulator.row(row)));
		expect((await given()).keys.sort()).toEqual(wanted.sort());
		expect(simulator.violations).toEqual([]);
	}, 600_000);
}
