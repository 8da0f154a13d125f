import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import type { RequestError } from '../../api/requester/requestError';
import { classifyError } from '../../api/requester/requestError';
import { isRetryable, retryAfterMs } from '../../api/requester/retry';
import { restoreState } from '../../api/incremental/storedState';
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

/**
 * Why a poll came to nothing, in the words of n8n 2.36 and later, which then waits as long as makes
 * sense before the next one. Older versions pass over it.
 */
type PollFailure =
	| { cause: 'rate-limited' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

const TOO_MANY = 429;
const UNAUTHORIZED = 401;

/** Undefined where nothing can be said: n8n then waits a little longer each time. */
function toPollFailure(fault: RequestError, nowMs: number): PollFailure | undefined {
	if (fault.kind === 'status' && fault.status === TOO_MANY) {
		const wait = retryAfterMs(fault.retryAfter, nowMs);
		return { cause: 'rate-limited', ...(wait !== null && { retryAfterMs: wait }) };
	}
	if (isRetryable(fault)) return { cause: 'temporarily-unavailable' };
	if (fault.kind === 'token') return { cause: 'credential-invalid' };
	if (fault.kind !== 'status') return undefined;
	if (fault.status === UNAUTHORIZED) return { cause: 'credential-invalid' };
	if (fault.status >= 500) return { cause: 'temporarily-unavailable' };
	return { cause: 'configuration-invalid' };
}
