/**
 * A running n8n with the package: its own home and ports, a signed-in owner, and
 * both interfaces, REST and the command line.
 */
import { CommandLine } from './running/commandLine';
import type { HomeOptions } from './running/home';
import { Home } from './running/home';
import { Program } from './running/program';
import type { Owner } from './running/rest';
import { RestClient } from './running/rest';

export const OWNER: Owner = {
	email: 'owner@example.com',
	firstName: 'Olive',
	lastName: 'Owner',
	password: 'Learning-2026',
};

/** What n8n prints when it is reachable, a worker when it takes executions, and a webhook process when it takes requests. */
const READY = /Editor is now accessible/;
const WORKER_READY = /n8n worker is now ready/;
const WEBHOOKS_READY = /Webhook listener waiting for requests/;

export class Instance {
	readonly rest: RestClient;
	readonly commandLine: CommandLine;
	/** The processes beside the main one. */
	private readonly others: Program[] = [];

	private constructor(
		readonly home: Home,
		readonly url: string,
		private readonly server: Program,
	) {
		this.rest = new RestClient(url);
		this.commandLine = new CommandLine(home);
	}

	/** Starts n8n in a new home, with its owner set up. */
	static async start(options: HomeOptions): Promise<Instance> {
		const instance = await Instance.startIn(await Home.make(options));
		await instance.rest.setUpOwner(OWNER);
		return instance;
	}

	private static async startIn(home: Home): Promise<Instance> {
		const { n8n } = home;
		const env = await home.environment(home.port);
		const args = [...n8n.args, 'start'];
		const server = await Program.start({ command: n8n.command, args, env, ready: READY });
		return new Instance(home, `http://127.0.0.1:${env.N8N_PORT}`, server);
	}

	/** Kills it. What it has stored stays. */
	async kill(): Promise<void> {
		await this.server.kill();
	}

	/** Starts it again with the same home, and with another address unless its port is fixed. */
	async again(): Promise<Instance> {
		const instance = await Instance.startIn(this.home);
		await instance.rest.signIn(OWNER);
		return instance;
	}

	/** Adds a worker that takes this many executions at a time from the queue. */
	async startWorker(concurrency: number): Promise<Program> {
		return await this.startOther(['worker', `--concurrency=${concurrency}`], WORKER_READY);
	}

	/** Adds a process that takes the requests to webhooks, on this port. */
	async startWebhooks(port: number): Promise<Program> {
		return await this.startOther(['webhook'], WEBHOOKS_READY, port);
	}

	private async startOther(args: string[], ready: RegExp, port?: number): Promise<Program> {
		const { command, args: first } = this.home.n8n;
		const env = await this.home.environment(port);
		const other = await Program.start({ command, args: [...first, ...args], env, ready });
		this.others.push(other);
		return other;
	}

	/** The output of n8n so far. */
	get log(): string {
		return this.server.log;
	}

	/** The process that n8n was started by; its only child is n8n. */
	get parentPid(): number | undefined {
		return this.server.pid;
	}

	/** Resolves when n8n ends by itself. */
	get ended(): Promise<void> {
		return this.server.ended;
	}

	/** Stops it and its processes, and removes its home. */
	async stop(): Promise<void> {
		await Promise.all(this.others.map(async (other) => await other.stop()));
		await this.server.stop();
		this.home.remove();
	}
}
