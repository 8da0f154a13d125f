/** Executes our node as a tool: an agent of ours calls it with the arguments that a model would send. */
import { WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { additionalDataOf, NODE, typesOf } from './engine';
import type { StoredCredentials } from './storedCredentials';
import { manualTrigger } from './steps';

/** What n8n makes of a node for an agent. */
interface Tool {
	name: string;
	description: string;
	invoke(input: IDataObject): Promise<string>;
}

/** A tool as an agent gets it, and its replies in the order of the calls. */
export interface ToolRun {
	description: string;
	/** What the model reads; of an error, its message. */
	replies: string[];
}

/**
 * The tool that n8n's server makes of a node, as its class `NodeTypes` does: with a description of its own,
 * while the node is executed by the properties of the original.
 */
function toToolType(nodeType: INodeType): INodeType {
	const own = nodeType.description;
	const description: INodeTypeDescription = {
		...own,
		name: `${own.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return Object.create(nodeType, { description: { value: description } }) as INodeType;
}

/** An agent that calls its tool once for each input of a model, one after another or all at once. */
const agentOf = (calls: readonly IDataObject[], atOnce: boolean): INodeType => ({
	description: {
		...manualTrigger.description,
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		outputs: [NodeConnectionTypes.Main],
	},
	async execute(this: IExecuteFunctions) {
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		const call = async (input: IDataObject) =>
			await tool.invoke(input).catch((error: Error) => error.message);
		const replies: string[] = atOnce ? await Promise.all(calls.map(call)) : [];
		for (const input of atOnce ? [] : calls) replies.push(await call(input));
		return [[{ json: { description: tool.description, replies } }]];
	},
});

export interface ToolJob {
	parameters: INode['parameters'];
	credentials: StoredCredentials;
	/** What the model sends, one for each call. Default: one call without arguments. */
	calls?: readonly IDataObject[];
	/** Whether the agent makes all calls at once. */
	atOnce?: boolean;
	/** The number of the agent's input items. It makes the calls for the first one. */
	items?: number;
	/** Settings of the tool, such as retryOnFail. */
	settings?: Partial<INode>;
}

/** Executes a workflow in which an agent has our node as its only tool. */
export async function runTool(
	nodeType: INodeType,
	{ parameters, credentials, calls = [{}], atOnce = false, items = 1, settings }: ToolJob,
): Promise<ToolRun> {
	const types = {
		manualTrigger,
		agent: agentOf(calls, atOnce),
		ispringLearnTool: toToolType(nodeType),
	};
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type: `test.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const workflow = new Workflow({
		id: 'w',
		nodes: [
			node('Start', 'manualTrigger'),
			node('Agent', 'agent'),
			node(NODE, 'ispringLearnTool', {
				parameters,
				credentials: { ispringLearnApi: { id: '1', name: 'Account' } },
				...settings,
			}),
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			[NODE]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		active: false,
		nodeTypes: typesOf(types),
		settings: { timezone: 'UTC', executionOrder: 'v1' },
	});
	const additionalData = additionalDataOf(workflow, credentials);
	const { data } = await new WorkflowExecute(additionalData, 'manual').run({
		workflow,
		startNode: workflow.getNode('Start') ?? undefined,
		pinData: { Start: Array.from({ length: items }, () => ({ json: {} })) },
	});
	const { runData, error } = data.resultData;
	if (error) throw error;
	return runData.Agent[0].data?.main[0]?.[0].json as unknown as ToolRun;
}

/** The items of a tool's reply. */
export const itemsIn = (reply: string): IDataObject[] => JSON.parse(reply) as IDataObject[];
