/** What the lines of one run share: installed n8n, servers, and a running n8n for times. */
import type { N8n } from '../test/n8n/install/install';
import type { Engine } from '../test/support/engine/engine';
import { startEngine } from '../test/support/engine/engine';
import { basicEnv } from '../test/support/environment';
import { ROOT } from '../test/support/package';
import { runOrThrow } from '../test/support/run';
import { LiveN8n } from './n8n/liveN8n';
import type { Servers } from './server/servers';

export class Session {
	private readonly results = new Map<string, Promise<unknown>>();
	private shared: LiveN8n | undefined;

	constructor(
		readonly installation: N8n,
		readonly servers: Servers,
	) {}

	/** The n8n that all lines share which need no new one. Starts it first. */
	async n8n(): Promise<LiveN8n> {
		this.shared ??= await LiveN8n.start(this.installation);
		return this.shared;
	}

	/** The package, built now, in the published n8n-core, in this process. */
	async engine(): Promise<Engine> {
		return await this.once('engine', async () => {
			await runOrThrow('npm', ['run', '--silent', 'build'], { cwd: ROOT, env: basicEnv() });
			return await startEngine(ROOT);
		});
	}

	/** Runs an n8n of its own, with a heap of so many megabytes if that is said, and stops it. */
	async withNewN8n<T>(task: (n8n: LiveN8n) => Promise<T>, maxHeap?: number): Promise<T> {
		const start = async (): Promise<LiveN8n> => await LiveN8n.start(this.installation, maxHeap);
		// With a small heap, one start in some fails.
		const n8n = await start().catch(start).catch(start);
		try {
			return await task(n8n);
		} finally {
			await n8n.stop();
		}
	}

	/** Measures once for all lines that show a part of the result. */
	async once<T>(key: string, measure: () => Promise<T>): Promise<T> {
		const result = this.results.get(key) ?? measure();
		this.results.set(key, result);
		return (await result) as T;
	}

	async stop(): Promise<void> {
		await this.shared?.stop();
		this.shared = undefined;
	}
}
