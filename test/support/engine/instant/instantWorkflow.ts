/**
 * A workflow with the instant trigger, driven as n8n drives it: activation (its publication service), requests
 * (live-webhooks, test-webhooks), scheduled polls and executions.
 */
import { WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	Workflow,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import type { InstantJob, Kind } from './contexts';
import { Contexts, INSTANT_TRIGGER, methodsOf, nodeOf } from './contexts';
import type { Execution, N8n } from './n8n';
import type { Reply, WebhookRequest, WebhookResponse } from './webhookServer';

let workflows = 0;

export class InstantWorkflow {
	readonly id: string;

	/** The static data in n8n's database. */
	private saved = '{}';

	/** The workflow in the main process, while it is published. */
	private active: Workflow | undefined;

	constructor(
		private readonly n8n: N8n,
		private job: InstantJob,
	) {
		this.id = job.workflowId ?? `workflow${++workflows}`;
	}

	/** A copy of the workflow, which n8n gives IDs of its own. The node keeps its ID. */
	copy(change: Partial<InstantJob> = {}): InstantWorkflow {
		return new InstantWorkflow(this.n8n, { ...this.job, ...change });
	}

	/** The executions of this workflow in production, or those of test events. */
	executions(isTest = false): Execution[] {
		return this.n8n.executions.filter(
			({ workflowId, mode }) => workflowId === this.id && (mode === 'manual') === isTest,
		);
	}

	/** The items of all executions. */
	rows(isTest = false): IDataObject[] {
		return this.executions(isTest).flatMap(({ rows }) => rows);
	}

	/** Publishes the workflow, or activates it when n8n starts (`init`). Also waits for what it starts. */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.contexts.load(this.n8n.main, true);
		this.active = workflow;
		// n8n's publication service does both at once.
		const outcomes = await Promise.allSettled([
			this.hook(workflow, 'webhook', activation),
			this.runPoll(workflow, activation),
		]);
		const failed = outcomes.find(({ status }) => status === 'rejected');
		if (failed?.status === 'rejected') {
			await this.unpublish();
			throw failed.reason;
		}
		await this.n8n.idle();
	}

	async unpublish(): Promise<void> {
		this.active = undefined;
		await this.unhook('webhook');
	}

	/** Publishes a changed workflow. */
	async republish(change: Partial<InstantJob> = {}): Promise<void> {
		await this.unpublish();
		this.change(change);
		await this.publish('update');
	}

	/** Changes what n8n doesn't tell the node, such as the values in its credential. */
	change(change: Partial<InstantJob>): void {
		this.job = { ...this.job, ...change };
	}

	/** A scheduled poll. Also waits for the execution that it starts. */
	async poll(): Promise<void> {
		if (this.active === undefined) throw new Error('The workflow is not published');
		try {
			await this.runPoll(this.active, null);
		} catch (error) {
			this.record('trigger', [[]], [], error as Error);
		}
		await this.n8n.idle();
	}

	/** The editor's Listen for test event. It ends with the first event. */
	async listen(): Promise<void> {
		const workflow = this.contexts.load(this.n8n.main, false);
		await this.hook(workflow, 'webhook-test', 'manual').catch(async (error: unknown) => {
			await this.stopListening();
			await Promise.reject(error);
		});
	}

	/** The editor's Stop Listening, or the end of two minutes. */
	async stopListening(): Promise<void> {
		await this.unhook('webhook-test');
	}

	/** The editor's button to run an execution again. */
	async retry({ input }: Pick<Execution, 'input'>): Promise<Execution> {
		return await this.execute('retry', input);
	}

	/** Runs an execution with these items. n8n stores them before. */
	async execute(
		mode: WorkflowExecuteMode,
		input: INodeExecutionData[][],
		executionId = this.n8n.executionId(),
	): Promise<Execution> {
		const workflow = this.contexts.load(this.n8n.nextWorker(), mode !== 'manual');
		const node = nodeOf(workflow);
		const main = JSON.parse(JSON.stringify(input)) as INodeExecutionData[][];
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main }, source: null }] },
		});
		const additionalData = { ...this.contexts.additionalData(workflow), executionId };
		const execution = new WorkflowExecute(additionalData, mode, data);
		const run = await execution.processRunExecutionData(workflow);
		const { runData, error } = run.data.resultData;
		const items = runData[INSTANT_TRIGGER]?.at(-1)?.data?.main[0] ?? [];
		const rows = items.map(({ json }) => json);
		return this.record(mode, input, rows, error as Execution['error']);
	}

	private get contexts(): Contexts {
		return new Contexts(this.id, this.job, this.saved);
	}

	/** Looks whether the webhook exists, and otherwise creates it. Meanwhile n8n already receives requests. */
	private async hook(
		workflow: Workflow,
		kind: Kind,
		activation: WorkflowActivateMode,
	): Promise<void> {
		const { checkExists, create } = methodsOf(workflow);
		const mode = kind === 'webhook' ? 'trigger' : 'manual';
		const context = this.contexts.forHook(workflow, kind, mode, activation);
		this.n8n.register(this.contexts.pathOf(kind), async (_path, ...http) =>
			this.receive(kind, http),
		);
		if (!(await checkExists.call(context))) await create.call(context);
	}

	private async unhook(kind: Kind): Promise<void> {
		const workflow = this.contexts.load(this.n8n.main, kind === 'webhook');
		this.n8n.unregister(this.contexts.pathOf(kind));
		const context = this.contexts.forHook(workflow, kind, 'internal', 'update');
		await methodsOf(workflow).delete.call(context);
	}

	/** What n8n does with a request to the URL of the webhook. */
	private async receive(kind: Kind, http: [WebhookRequest, WebhookResponse]): Promise<Reply> {
		const isTest = kind === 'webhook-test';
		const mode = isTest ? 'manual' : 'webhook';
		const nodeType = this.n8n.webhook;
		const workflow = this.contexts.load(nodeType, !isTest);
		const context = this.contexts.forRequest(workflow, kind, mode, http);
		try {
			const result = await nodeType.webhook?.call(context);
			const { workflowData, webhookResponse, noWebhookResponse } = result ?? {};
			if (workflowData !== undefined) {
				this.n8n.inBackground(this.execute(mode, workflowData));
				if (isTest) await this.stopListening();
			}
			if (noWebhookResponse) return null;
			const isStarted = workflowData !== undefined;
			const message = isStarted ? 'Workflow was started' : 'Webhook call received';
			const text: unknown = isStarted ? undefined : webhookResponse;
			return { status: 200, body: text ?? { message } };
		} catch (error) {
			// n8n then also starts an execution that has failed.
			this.record(mode, [[{ json: {} }]], [], error as Error);
			return { status: 500, body: { message: 'Workflow Webhook Error' } };
		}
	}

	/** @param activation null for a scheduled poll, after which n8n stores static data only if there are items */
	private async runPoll(
		workflow: Workflow,
		activation: WorkflowActivateMode | null,
	): Promise<void> {
		const context = this.contexts.forPoll(workflow, activation ?? 'update');
		const output = await this.n8n.main.poll?.call(context);
		if (output || activation !== null) this.saved = JSON.stringify(workflow.staticData);
		if (output) this.n8n.inBackground(this.execute('trigger', output));
	}

	private record(
		mode: WorkflowExecuteMode,
		input: INodeExecutionData[][],
		rows: IDataObject[],
		error: Execution['error'],
	): Execution {
		const execution = { mode, workflowId: this.id, input, rows, error };
		this.n8n.executions.push(execution);
		return execution;
	}
}
