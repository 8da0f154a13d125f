/**
 * n8n, as far as the trigger's functions see it: its processes, its database, and when it calls what. The functions are
 * those of the node.
 */
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { Runtime } from '../../../../../nodes/IspringLearn/api/runtime';
import { INSTANT_FORM } from '../../../../../nodes/IspringLearn/resources/trigger/instant';
import { createExecute } from '../../../../../nodes/IspringLearn/triggers/instant/functions/execute';
import { createPoll } from '../../../../../nodes/IspringLearn/triggers/instant/functions/poll';
import { createWebhook } from '../../../../../nodes/IspringLearn/triggers/instant/functions/webhook';
import { createWebhookMethods } from '../../../../../nodes/IspringLearn/triggers/instant/functions/webhookMethods';
import { ProcessedData } from '../../../../support/engine/instant/processedData';
import type { Random } from '../../../../support/random';
import { delay } from './delay';
import type { Vendor } from './vendor';

const NODE = { id: 'node', name: 'iSpring Learn Instant Trigger', type: 'x', parameters: {} };

const CREDENTIAL = {
	authentication: 'clientCredentials',
	host: 'custom',
	baseUrl: 'https://api.example.com',
	clientId: 'client',
	clientSecret: 'the secret of the client',
};

const PARAMETERS: Readonly<Record<string, unknown>> = {
	event: 'moduleCompleted',
	output: 'selected',
	columns: ['userId', 'completionDate'],
};

type Items = INodeExecutionData[][];

/** The functions of the node in one process. */
function startProcess() {
	const runtime = new Runtime();
	return {
		methods: createWebhookMethods(runtime, INSTANT_FORM).default,
		webhook: createWebhook(runtime),
		poll: createPoll(runtime, INSTANT_FORM),
		execute: createExecute(runtime, INSTANT_FORM),
	};
}

export interface EngineOptions {
	/** One, or in queue mode two: each receives webhooks and executes, the first one polls. */
	processes: 1 | 2;
	/** Whether n8n stores static data after every scheduled poll, or only with items and at the activation. */
	isDurable: boolean;
	/** The value of Catch Up. */
	catchUp: boolean;
}

export class Engine {
	/** How often the workflow received each event, by its key. */
	readonly given = new Map<string, number>();

	readonly table = new ProcessedData(async () => await delay(this.random.between(1, 20)));

	/** When the workflow was first published. */
	publishedAt: number | null = null;

	/** Whether the vendor can reach n8n. */
	isReachable = true;

	private processes: Array<ReturnType<typeof startProcess>> = [];

	private isActive = false;

	/** Whether n8n was started with the workflow published, and has not activated it yet. */
	private isFresh = false;

	/** The static data in the database, and that in the process that polls. */
	private saved = '{}';

	private memory: IDataObject = {};

	private executions = 0;

	private failed: Items[] = [];

	private readonly running = new Set<Promise<unknown>>();

	constructor(
		private readonly vendor: Vendor,
		private readonly random: Random,
		private readonly options: EngineOptions,
	) {
		vendor.post = async (body, signature) => await this.receive(body, signature);
	}

	get isUp(): boolean {
		return this.processes.length > 0;
	}

	get isPublished(): boolean {
		return this.isActive;
	}

	start(): void {
		this.isFresh = this.publishedAt !== null;
		this.processes = Array.from({ length: this.options.processes }, startProcess);
	}

	/** Ends n8n after what it is doing. */
	async stop(): Promise<void> {
		this.isActive = false;
		await this.idle();
		this.processes = [];
	}

	/** Publishes the workflow, or activates it at the start of n8n. False if that failed: it is tried again later. */
	async activate(): Promise<boolean> {
		const [{ methods }] = this.processes;
		const activation = this.isFresh ? 'init' : 'activate';
		this.memory = JSON.parse(this.saved) as IDataObject;
		const context = this.context<IHookFunctions>();
		this.isActive = true;
		const create = async (): Promise<void> => {
			if (!(await methods.checkExists.call(context))) await methods.create.call(context);
		};
		const creating = create();
		// n8n's publication service does both at once, older versions one after the other.
		if (!this.options.isDurable) await creating.catch(() => undefined);
		const [created, polled] = await Promise.allSettled([creating, this.runPoll(activation)]);
		if (created.status === 'rejected') await methods.delete.call(context);
		if (created.status === 'rejected' || polled.status === 'rejected') {
			this.isActive = false;
			return false;
		}
		this.isFresh = false;
		this.publishedAt ??= Math.floor(Date.now() / 1000);
		return true;
	}

	async unpublish(): Promise<void> {
		this.isActive = false;
		const [{ methods }] = this.processes;
		await methods.delete.call(this.context<IHookFunctions>());
	}

	async poll(): Promise<void> {
		if (!this.isActive) return;
		await this.runPoll(null).catch(() => undefined);
	}

	/**
	 * Runs again what has failed, one execution after another, as a person does. Of an event that was sent twice, two
	 * processes at the same instant may both return it: n8n's table has no lock.
	 */
	retryFailed(): void {
		const failed = this.failed.splice(0);
		const retry = async (): Promise<void> => {
			for (const input of failed) await this.execute(input);
		};
		this.inBackground(retry());
	}

	async idle(): Promise<void> {
		while (this.running.size > 0) await Promise.all(this.running);
	}

	/** Whether an execution has failed that nobody has run again. */
	get hasFailed(): boolean {
		return this.failed.length > 0;
	}

	private inBackground(work: Promise<unknown>): void {
		const ended = work.finally(() => this.running.delete(ended));
		this.running.add(ended);
	}

	private async runPoll(activation: 'activate' | 'init' | null): Promise<void> {
		const { isDurable } = this.options;
		if (isDurable) this.memory = JSON.parse(this.saved) as IDataObject;
		const { memory } = this;
		const context = this.context<IPollFunctions>({
			getMode: () => 'trigger',
			getActivationMode: () => activation ?? 'update',
			getWorkflowStaticData: () => memory,
		});
		const output = await this.processes[0].poll.call(context);
		const isStored = isDurable ? activation === null : activation !== null;
		if (output || isStored) this.saved = JSON.stringify(memory);
		if (output) this.inBackground(this.execute(output));
	}

	/** The status with which n8n answers a call; 0 if it does not arrive. */
	private async receive(body: string, signature: string): Promise<number> {
		await delay(this.random.between(5, 100));
		if (!this.isUp || !this.isReachable || !this.isActive) return 0;
		let status = 0;
		const response = {
			status: (code: number) => {
				status = code;
				return response;
			},
			send: () => response,
		};
		const context = this.context<IWebhookFunctions>({
			getMode: () => 'webhook',
			getRequestObject: () => ({ rawBody: Buffer.from(body) }),
			getHeaderData: () => ({ 'x-hub-signature': signature }),
			getResponseObject: () => response,
		});
		const { workflowData } = await this.random.of(this.processes).webhook.call(context);
		if (workflowData === undefined) return status;
		this.inBackground(this.execute(workflowData));
		return 200;
	}

	private async execute(input: Items): Promise<void> {
		const execution = String(++this.executions);
		const context = this.context<IExecuteFunctions>({
			getMode: () => 'trigger',
			getExecutionId: () => execution,
			getExecutionCancelSignal: () => undefined,
			getInputData: () => JSON.parse(JSON.stringify(input[0])) as INodeExecutionData[],
			getNodeParameter: (name: string, _item: number, fallback: unknown) =>
				PARAMETERS[name] ?? fallback,
		});
		try {
			const [rows] = await this.random.of(this.processes).execute.call(context);
			for (const { json } of rows) {
				const key = String(json.eventKey);
				this.given.set(key, (this.given.get(key) ?? 0) + 1);
			}
		} catch {
			this.failed.push(input);
		}
	}

	/** What n8n passes to a function, as far as the node uses it. */
	private context<T>(more: object = {}): T {
		const { vendor, table, options } = this;
		const workflow = { id: 'workflow', name: 'Workflow', active: true };
		const context = {
			getNode: () => NODE,
			getWorkflow: () => workflow,
			getTimezone: () => 'UTC',
			getInstanceId: () => 'instance',
			getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/hook/webhook',
			getMode: () => 'internal',
			getCredentials: async () => await Promise.resolve(CREDENTIAL),
			getNodeParameter: (name: string, fallback: unknown) =>
				name === 'catchUp' ? options.catchUp : (PARAMETERS[name] ?? fallback),
			helpers: {
				httpRequestWithAuthentication: vendor.request,
				checkProcessedAndRecord: async (
					...[items, scope, how]: [
						Parameters<ProcessedData['checkProcessedAndRecord']>[0],
						Parameters<ProcessedData['checkProcessedAndRecord']>[1],
						Parameters<ProcessedData['checkProcessedAndRecord']>[3],
					]
				) =>
					await table.checkProcessedAndRecord(
						items,
						scope,
						{ node: { ...NODE, typeVersion: 1, position: [0, 0] }, workflow },
						how,
					),
			},
			...more,
		};
		return context as T;
	}
}
