/** n8n's command line. Every call is a new process that knows only what is stored. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';
import type { Ended } from '../../support/run';
import { run } from '../../support/run';
import type { Credential, Workflow } from '../workflows';
import type { Home } from './home';

const TIMEOUT_MS = 180_000;

export class CommandLine {
	constructor(private readonly home: Home) {}

	/** Runs `n8n` with these arguments until it ends. */
	async run(...args: string[]): Promise<Ended> {
		const { n8n } = this.home;
		const env = await this.home.environment();
		return await run(n8n.command, [...n8n.args, ...args], { env, timeout: TIMEOUT_MS });
	}

	/** Stores credentials. n8n encrypts them. */
	async importCredentials(...credentials: Credential[]): Promise<void> {
		await this.importFile('import:credentials', credentials);
	}

	async importWorkflows(...workflows: Workflow[]): Promise<void> {
		await this.importFile('import:workflow', workflows);
	}

	/** The current values of a credential, in plain text. */
	async exportCredential(id: string): Promise<Credential> {
		return await this.inFolder(async (folder) => {
			const output = join(folder, 'credentials.json');
			const options = [`--id=${id}`, '--decrypted', `--output=${output}`];
			expectSuccess('export:credentials', await this.run('export:credentials', ...options));
			const [credential] = JSON.parse(readFileSync(output, 'utf8')) as Credential[];
			return credential;
		});
	}

	/**
	 * Executes a stored workflow.
	 * @throws with what n8n wrote, when a node stops the workflow
	 */
	async execute(id: string): Promise<IRun> {
		const ended = await this.run('execute', `--id=${id}`, '--rawOutput');
		const result = /^\{\n[\s\S]*\n\}$/m.exec(ended.stdout)?.[0];
		if (ended.code !== 0 || result === undefined) fail('execute', ended);
		return JSON.parse(result) as IRun;
	}

	private async importFile(command: string, content: ReadonlyArray<object>): Promise<void> {
		await this.inFolder(async (folder) => {
			const input = join(folder, 'input.json');
			writeFileSync(input, JSON.stringify(content));
			expectSuccess(command, await this.run(command, `--input=${input}`));
		});
	}

	private async inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
		const folder = mkdtempSync(join(this.home.folder, 'files-'));
		try {
			return await work(folder);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
}

/** n8n reports a failed import in its log, not always by its exit code. */
function expectSuccess(command: string, ended: Ended): void {
	if (ended.code !== 0 || !/Successfully (im|ex)ported/.test(ended.stdout)) fail(command, ended);
}

function fail(command: string, { code, stdout, stderr }: Ended): never {
	const end = `${stdout}\n${stderr}`.slice(-6000);
	throw new Error(`n8n ${command} ended with ${code ?? 'a signal'}:\n${end}`);
}

/** The items on a node's main output. */
export function itemsOf(result: Pick<IRun, 'data'>, node: string): INodeExecutionData[] {
	return result.data.resultData.runData[node]?.[0]?.data?.main?.[0] ?? [];
}

/** The same, as rows. */
export function rowsOf(result: Pick<IRun, 'data'>, node: string): IDataObject[] {
	return itemsOf(result, node).map(({ json }) => json);
}
