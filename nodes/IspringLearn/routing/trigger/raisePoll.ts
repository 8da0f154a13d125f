import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import { readFault } from '../../source/request/fault';
import { causeOf } from '../../source/trigger/cause';
import { restoreState } from '../../source/trigger/state';
import type { Request } from '../raise';
import { explained } from '../raise';

const GOES_ON = 'Nothing is lost: the next poll reads on where the last one stopped.';

/**
 * Throws what n8n shows for anything that stopped a poll: when a workflow is activated it is the reason
 * why it was not, later on an execution of its own.
 */
export async function raisePoll(
	context: IPollFunctions,
	error: unknown,
	request: Request,
): Promise<never> {
	if (error instanceof NodeOperationError) throw error;
	const node = context.getNode();
	const { message, description: next, httpCode } = await explained(context, error, request);
	const goesOn = context.getMode() !== 'manual' && hasBegun(context);
	const description = goesOn ? `${next} ${GOES_ON}`.trim() : next;
	const failure = causeOf(readFault(error), Date.now());
	throw new NodeApiError(node, { message }, { message, description, httpCode, failure });
}

/** False at the activation, which did not come about then. */
const hasBegun = (context: IPollFunctions): boolean =>
	restoreState(context.getWorkflowStaticData('node').state) !== null;
