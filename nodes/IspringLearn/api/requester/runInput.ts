/** The input of a run, as n8n passes it: what the run is known by, and the number of its items. */
import type { IDataObject, IExecuteData, INode, NodeConnectionType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

type Data = Partial<IExecuteData['data']>;

/** What n8n passes with each input item. */
export interface RunInput {
	getNode: () => Pick<INode, 'name'>;
	/** The same object for all items of a run. Missing where there are no items, as in a trigger. */
	getExecuteData?: () => { node: Pick<INode, 'name'>; data: Data };
	getInputData?: (inputIndex?: number, type?: NodeConnectionType) => { json: IDataObject };
}

/**
 * Whether an agent calls the node within its own execution. With every call of each of its tools, n8n then passes
 * the data of the agent.
 */
const isAgentCall = (context: RunInput): boolean => {
	const data = context.getExecuteData?.();
	return data !== undefined && data.node.name !== context.getNode().name;
};

/**
 * What a run is known by: an object that all of its items share, and that n8n passes again when it repeats the run
 * ("Retry On Fail"). For the call of an agent, it is the arguments that the model sent.
 */
export const keyOfRun = (context: RunInput): object | undefined =>
	isAgentCall(context)
		? context.getInputData?.(0, NodeConnectionTypes.AiTool).json
		: context.getExecuteData?.();

/** The number of input items of a run. An agent's call has one. */
export function countItems(context: RunInput): number {
	if (isAgentCall(context)) return 1;
	const { main, ai_tool: tool }: Data = context.getExecuteData?.().data ?? {};
	return (main ?? tool)?.[0]?.length ?? 1;
}
