/** n8n-core's contexts for a workflow with the instant trigger: what n8n passes to each of the node's functions. */
import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeType,
	IWebhookData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { select } from '../../columns';
import { additionalDataOf, formOf, typesOf } from '../engine';
import type { StoredCredentials } from '../storedCredentials';
import { ORIGIN } from './n8n';
import type { WebhookRequest, WebhookResponse } from './webhookServer';

export const INSTANT_TRIGGER = 'iSpring Learn Instant Trigger';

const HOOK = 'default';

export interface InstantJob {
	credentials: StoredCredentials;
	/** Values of the form. By default, nothing is looked up. */
	fields?: INode['parameters'];
	/** A copy of a workflow has other ones. */
	workflowId?: string;
	webhookId?: string;
	/** n8n's public address. */
	origin?: string;
	timezone?: string;
	/** How long n8n lets a poll run. */
	pollBudgetMs?: number;
}

/** Production, or the editor that listens for a test event. */
export type Kind = 'webhook' | 'webhook-test';

/** One workflow, as it is stored now. */
export class Contexts {
	constructor(
		readonly id: string,
		private readonly job: InstantJob,
		private readonly staticData: string,
	) {}

	pathOf(kind: Kind): string {
		return `/${kind}/${this.webhookId}/webhook`;
	}

	/**
	 * Loads the workflow in a process.
	 * @param isActive n8n also says that of a workflow whose webhook it removes, but not of one in the editor
	 */
	load(nodeType: INodeType, isActive: boolean): Workflow {
		const { fields = {}, timezone = 'UTC' } = this.job;
		const node: INode = {
			id: 'node',
			name: INSTANT_TRIGGER,
			type: 'test.ispringLearnInstantTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: this.webhookId,
			parameters: formOf(nodeType, { ...select('moduleResult'), ...fields }),
			credentials: { ispringLearnApi: { id: '1', name: 'Account' } },
		};
		return new Workflow({
			id: this.id,
			nodes: [node],
			connections: {},
			active: isActive,
			nodeTypes: typesOf({ ispringLearnInstantTrigger: nodeType }),
			settings: { timezone, executionOrder: 'v1' },
			staticData: JSON.parse(this.staticData) as IDataObject,
		});
	}

	additionalData(workflow: Workflow): ReturnType<typeof additionalDataOf> {
		const { credentials, origin = ORIGIN } = this.job;
		return Object.assign(additionalDataOf(workflow, credentials), {
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
		});
	}

	forHook(
		workflow: Workflow,
		kind: Kind,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): HookContext {
		const data = this.webhookData(workflow, kind);
		const additionalData = this.additionalData(workflow);
		return new HookContext(workflow, nodeOf(workflow), additionalData, mode, activation, data);
	}

	forRequest(
		workflow: Workflow,
		kind: Kind,
		mode: WorkflowExecuteMode,
		[httpRequest, httpResponse]: [WebhookRequest, WebhookResponse],
	): WebhookContext {
		const data = this.webhookData(workflow, kind);
		const http = { httpRequest, httpResponse };
		const additionalData = Object.assign(this.additionalData(workflow), http as object);
		return new WebhookContext(workflow, nodeOf(workflow), additionalData, mode, data, [], null);
	}

	forPoll(workflow: Workflow, activation: WorkflowActivateMode): PollContext {
		const additionalData = this.additionalData(workflow);
		const context = new PollContext(
			workflow,
			nodeOf(workflow),
			additionalData,
			'trigger',
			activation,
		);
		const { pollBudgetMs } = this.job;
		if (pollBudgetMs === undefined) return context;
		return Object.assign(context, { getPollBudgetMs: () => pollBudgetMs });
	}

	private get webhookId(): string {
		return this.job.webhookId ?? `hook-${this.id}`;
	}

	private webhookData(workflow: Workflow, kind: Kind): IWebhookData {
		const { webhooks } = nodeTypeOf(workflow).description;
		const webhookDescription = webhooks?.find(({ name }) => name === HOOK);
		if (webhookDescription === undefined) throw new Error('The node has no webhook');
		return {
			httpMethod: 'POST',
			node: INSTANT_TRIGGER,
			path: this.pathOf(kind),
			webhookDescription,
			workflowId: this.id,
			workflowExecuteAdditionalData: this.additionalData(workflow),
			...(kind === 'webhook-test' && { isTest: true }),
		};
	}
}

export function nodeOf(workflow: Workflow): INode {
	const node = workflow.getNode(INSTANT_TRIGGER);
	if (!node) throw new Error('The workflow has no trigger');
	return node;
}

export const nodeTypeOf = (workflow: Workflow): INodeType =>
	workflow.nodeTypes.getByNameAndVersion(nodeOf(workflow).type);

/** The functions for the life of the node's webhook. */
export function methodsOf(workflow: Workflow) {
	const methods = nodeTypeOf(workflow).webhookMethods?.[HOOK];
	if (methods === undefined) throw new Error('The node has no webhook methods');
	return methods;
}
