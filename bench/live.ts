/** Starts a real n8n and an account for it, and runs paths in it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { N8n } from '../test/n8n/install/install';
import { basicEnv } from '../test/support/environment';
import { Instance } from '../test/n8n/instance';
import { Program } from '../test/n8n/running/program';
import type { Credential } from '../test/n8n/workflows';
import { credentialOf } from '../test/n8n/workflows';
import { childOf, Memory } from './memory';
import type { Path } from './paths';
import { timedWorkflow } from './paths';
import type { Account } from './replay';

const TSX = createRequire(__filename).resolve('tsx/cli');

/** An account with this many results, in a process of its own. */
export class Server {
	private constructor(
		private readonly program: Program,
		readonly account: Account,
	) {}

	static async start(rows: number, format: 'auto' | 'xml'): Promise<Server> {
		const args = [TSX, join(__dirname, 'replay.ts'), String(rows), format];
		const ready = /^\{.*\}$/m;
		const program = await Program.start({
			command: process.execPath,
			args,
			env: basicEnv(),
			ready,
		});
		return new Server(program, JSON.parse(ready.exec(program.log)?.[0] ?? '{}') as Account);
	}

	async stop(): Promise<void> {
		await this.program.stop();
	}
}

/** Runs a path once and returns its milliseconds. */
export type Run = () => Promise<number>;

/** A running n8n. */
export class LiveN8n {
	private count = 0;

	private constructor(private readonly instance: Instance) {}

	static async start(n8n: N8n): Promise<LiveN8n> {
		return new LiveN8n(await Instance.start({ n8n }));
	}

	async stop(): Promise<void> {
		await this.instance.stop();
	}

	/** Creates the workflow of a path. The run throws n8n's message when the workflow fails. */
	async prepare({ account }: Server, path: Path): Promise<Run> {
		const { rest, url } = this.instance;
		this.count += 1;
		const name = `path-${this.count}`;
		const data = credentialOf(account, name);
		const credential: Credential = { ...data, id: await rest.createCredential(data) };
		await rest.activate(await rest.createWorkflow(timedWorkflow(name, credential, path)));
		return async () => {
			const response = await fetch(`${url}/webhook/${name}`, { method: 'POST' });
			const text = await response.text();
			const { milliseconds } = JSON.parse(text) as { milliseconds?: number };
			if (!response.ok || typeof milliseconds !== 'number') throw new Error(`${name}: ${text}`);
			return milliseconds;
		};
	}

	/** Returns the memory of n8n's process. */
	memory(): Memory {
		return new Memory(childOf(this.instance.parentPid));
	}
}
