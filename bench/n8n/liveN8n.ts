/** Runs the paths in a real n8n. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import type { N8n } from '../../test/n8n/install/install';
import { Instance } from '../../test/n8n/instance';
import type { Credential } from '../../test/n8n/workflows';
import { credentialOf, node } from '../../test/n8n/workflows';
import type { Account } from '../server/replay';
import type { Path } from './paths';
import { childOf, ResidentMemory } from './residentMemory';
import type { Purpose } from './workflow';
import { measuredWorkflow } from './workflow';

const PROBE = pathToFileURL(join(__dirname, 'probe.mjs')).href;
const PROBE_ADDRESS = /^probe: (\S+)$/m;
/** Longer than any run. */
const RUN_TIMEOUT_MS = 300_000;
/** Between executions, n8n uses at most this many megabytes more than at other times. */
const SETTLED = 20;
const SETTLE_ATTEMPTS = 10;
/** How long n8n takes to end when it runs out of memory. */
const END_MS = 5_000;
/** A path that takes no time and no memory. */
const NOTHING: Path = () => [node('Nothing', 'n8n-nodes-base.noOp')];

/** Runs a path once and returns what was measured: milliseconds, or the megabytes that its items take. */
export type Run = (timeoutMs?: number) => Promise<number>;

/** What the workflow of a path responds. */
interface Result {
	measured: number;
	count: number;
}

type Execute = (timeoutMs: number) => Promise<Result>;

/** A running n8n, with the probe in its process. */
export class LiveN8n {
	private count = 0;
	/** The least memory in use between executions, in megabytes. */
	private idle = Infinity;
	private forget: Execute | undefined;

	private constructor(
		private readonly instance: Instance,
		private readonly probe: string,
	) {}

	/** @param maxHeap the heap of n8n's process in megabytes, if not the default of Node.js */
	static async start(n8n: N8n, maxHeap?: number): Promise<LiveN8n> {
		const limit = maxHeap === undefined ? '' : ` --max-old-space-size=${maxHeap}`;
		const env = { NODE_OPTIONS: `--import ${PROBE}${limit}` };
		const instance = await Instance.start({ n8n, env });
		const probe = PROBE_ADDRESS.exec(instance.log)?.[1];
		if (probe === undefined) throw new Error('n8n has not loaded the probe');
		return new LiveN8n(instance, probe);
	}

	async stop(): Promise<void> {
		await this.instance.stop();
	}

	/** Whether its process ends by itself. */
	async hasEnded(): Promise<boolean> {
		const ended = this.instance.ended.then(() => true);
		return await Promise.race([ended, pause(END_MS, false)]);
	}

	/**
	 * Creates the workflow of a path. Before a run, n8n forgets the run before and collects garbage. A run throws n8n's
	 * message if the workflow fails, and an error if the path returns another number of items than expected.
	 */
	async prepare(account: Account, path: Path, items: number, purpose: Purpose): Promise<Run> {
		// n8n keeps the data of its last execution, whatever the workflow.
		this.forget ??= await this.create(account, NOTHING, 'time');
		const { forget } = this;
		const execute = await this.create(account, path, purpose);
		return async (timeoutMs = RUN_TIMEOUT_MS) => {
			const idle = await this.settle(async () => await forget(timeoutMs));
			const { measured, count } = await execute(timeoutMs);
			if (count !== items) throw new Error(`${count} items instead of ${items}`);
			return purpose === 'time' ? measured : measured - idle;
		};
	}

	/**
	 * Waits until n8n has freed what its last execution used, which takes it a while. Returns the megabytes in use.
	 * Memory that n8n does not free is in use from now on.
	 */
	private async settle(forget: () => Promise<unknown>): Promise<number> {
		let used = Infinity;
		for (let attempt = 0; attempt < SETTLE_ATTEMPTS; attempt++) {
			await forget();
			used = await this.collectGarbage();
			if (used <= this.idle + SETTLED) break;
		}
		this.idle = used <= this.idle + SETTLED ? Math.min(this.idle, used) : used;
		return used;
	}

	/** Creates and activates a workflow, and returns what executes it. */
	private async create(account: Account, path: Path, purpose: Purpose): Promise<Execute> {
		const { rest, url } = this.instance;
		this.count += 1;
		const name = `path-${this.count}`;
		const data = credentialOf(account, name);
		const credential: Credential = { ...data, id: await rest.createCredential(data) };
		const workflow = measuredWorkflow(name, credential, path, purpose, this.probe);
		await rest.activate(await rest.createWorkflow(workflow));
		return async (timeoutMs) => {
			const signal = AbortSignal.timeout(timeoutMs);
			const response = await fetch(`${url}/webhook/${name}`, { method: 'POST', signal });
			const text = await response.text();
			if (!response.ok) throw new Error(`${name}: ${text}`);
			return JSON.parse(text) as Result;
		};
	}

	/** The resident memory of n8n's process. */
	residentMemory(): ResidentMemory {
		return new ResidentMemory(childOf(this.instance.parentPid));
	}

	/** Returns the megabytes in use after it. */
	private async collectGarbage(): Promise<number> {
		const response = await fetch(this.probe, { method: 'POST' });
		return ((await response.json()) as { megabytes: number }).megabytes;
	}
}
