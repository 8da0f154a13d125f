import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import { classifyError } from '../../api/requester/requestError';
import { toPollFailure } from '../../api/incremental/pollFailure';
import { restoreState } from '../../api/incremental/state';
import type { Request } from '../../errors/throwNodeError';
import { describeError } from '../../errors/throwNodeError';

const GOES_ON = 'Nothing is lost: the next poll reads on where the last one stopped.';

/**
 * Throws what n8n shows for anything that stopped a poll: when a workflow is activated it is the reason
 * why it was not, later on an execution of its own.
 */
export async function throwPollError(
	context: IPollFunctions,
	error: unknown,
	request: Request,
): Promise<never> {
	if (error instanceof NodeOperationError) throw error;
	const node = context.getNode();
	const { message, description: next, httpCode } = await describeError(context, error, request);
	const goesOn = context.getMode() !== 'manual' && hasBegun(context);
	const description = goesOn ? `${next} ${GOES_ON}`.trim() : next;
	const failure = toPollFailure(classifyError(error), Date.now());
	throw new NodeApiError(node, { message }, { message, description, httpCode, failure });
}

/** False at the activation, which did not come about then. */
const hasBegun = (context: IPollFunctions): boolean =>
	restoreState(context.getWorkflowStaticData('node').state) !== null;
