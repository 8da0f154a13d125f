/** An n8n with triggers that have webhooks: its processes, its server for webhooks, its table and its executions. */
import { DataDeduplicationService } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeType, WorkflowExecuteMode } from 'n8n-workflow';
import type { Simulator } from '../../../simulator/server';
import { entryPoints } from '../../package';
import { ProcessedData } from './processedData';
import type { Receive } from './webhookServer';
import { WebhookServer } from './webhookServer';

/** One process does everything, or, in queue mode, each its part. */
export type Mode = 'regular' | 'queue';

/** What n8n's public address is, unless a test has another one. */
export const ORIGIN = 'https://n8n.example.com';

export interface Execution {
	mode: WorkflowExecuteMode;
	workflowId: string;
	input: INodeExecutionData[][];
	/** The items of the trigger. */
	rows: IDataObject[];
	error: (Error & { description?: string | null }) | undefined;
}

/** The node in a process of its own, with nothing in its memory. */
async function loadNode(): Promise<INodeType> {
	const file = entryPoints().find((path) => path.endsWith('IspringLearnInstantTrigger.node.js'));
	const nodes: INodeType[] = [];
	await jest.isolateModulesAsync(async () => {
		const exports = (await import(file ?? '')) as Record<string, new () => INodeType>;
		nodes.push(new exports.IspringLearnInstantTrigger());
	});
	return nodes[0];
}

export class N8n {
	readonly table = new ProcessedData();

	/** Those that have ended, in that order. */
	readonly executions: Execution[] = [];

	/** The node in the process that polls, activates workflows and, in regular mode, does everything else. */
	main: INodeType;

	/** The node in the process that receives webhooks. */
	webhook: INodeType;

	private workers: INodeType[] = [];

	private readonly paths = new Map<string, Receive>();

	private readonly running = new Set<Promise<unknown>>();

	private ids = 0;

	private started = 0;

	/** False while n8n is stopped: then its proxy answers. */
	private isUp = true;

	private server: WebhookServer | undefined;

	private constructor(
		private readonly simulator: Simulator,
		private readonly mode: Mode,
		first: INodeType,
	) {
		this.main = first;
		this.webhook = first;
	}

	static async start(simulator: Simulator, mode: Mode): Promise<N8n> {
		const n8n = new N8n(simulator, mode, await loadNode());
		await n8n.load(n8n.main);
		// n8n does this once in a process. Here a process runs one test after another.
		Reflect.set(DataDeduplicationService, 'instance', undefined);
		await DataDeduplicationService.init(n8n.table);
		n8n.server = await WebhookServer.start(async (path, ...more) => {
			if (!n8n.isUp) return { status: 502, body: 'Bad Gateway' };
			const receive = n8n.paths.get(path);
			if (receive === undefined) return { status: 404, body: { message: 'Not registered' } };
			return await receive(path, ...more);
		});
		simulator.webhooks.hosts.set(ORIGIN, n8n.server.url);
		return n8n;
	}

	close(): void {
		this.server?.close();
	}

	/** Where the server really is, for calls that don't come from the simulator. */
	get url(): string {
		return this.server?.url ?? '';
	}

	/** Stops n8n. What runs comes to its end. */
	async stop(): Promise<void> {
		this.isUp = false;
		await this.idle();
	}

	/** Starts n8n again, with new processes. Published workflows have to be activated, too. */
	async restart(): Promise<void> {
		await this.load(await loadNode());
		this.isUp = true;
	}

	/** The node in the process that runs the next execution. */
	nextWorker(): INodeType {
		return this.workers[this.started++ % this.workers.length];
	}

	/** A new ID for an execution. */
	executionId(): string {
		return String(++this.ids);
	}

	register(path: string, receive: Receive): void {
		this.paths.set(path, receive);
	}

	unregister(path: string): void {
		this.paths.delete(path);
	}

	/** Runs something beside what n8n does otherwise. */
	inBackground(work: Promise<unknown>): void {
		const ended = work.finally(() => this.running.delete(ended));
		this.running.add(ended);
	}

	/** Resolves when the vendor delivers nothing, and n8n executes nothing. */
	async idle(): Promise<void> {
		do {
			await this.simulator.webhooks.idle();
			await Promise.all(this.running);
		} while (this.running.size > 0);
	}

	private async load(main: INodeType): Promise<void> {
		this.main = main;
		this.webhook = this.mode === 'queue' ? await loadNode() : main;
		this.workers = this.mode === 'queue' ? [await loadNode(), await loadNode()] : [main];
	}
}
