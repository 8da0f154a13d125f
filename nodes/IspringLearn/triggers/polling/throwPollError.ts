/** Turns the failure of a poll into the error that n8n shows and acts on. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import { TOO_MANY_REQUESTS, UNAUTHORIZED } from '../../api/httpStatus';
import type { RequestError } from '../../api/requester/requestError';
import { classifyError } from '../../api/requester/requestError';
import { isRetryable, retryAfterMs } from '../../api/requester/retryRules';
import { restoreState } from '../../api/incremental/storedState';
import { POLL_CONTINUES } from '../../errors/messages/nodeMessages';
import type { ReadRequest } from '../../errors/throwNodeError';
import { describeError } from '../../errors/throwNodeError';

/**
 * Throws the error that n8n shows for a failed poll: at the activation as the reason why it failed, later
 * as an execution of its own.
 */
export async function throwPollError(
	context: IPollFunctions,
	error: unknown,
	request: ReadRequest,
): Promise<never> {
	if (error instanceof NodeOperationError) throw error;
	const node = context.getNode();
	const { message, description: next, httpCode } = await describeError(context, error, request);
	const hasState = context.getMode() !== 'manual' && isStored(context);
	const description = hasState ? `${next} ${POLL_CONTINUES}`.trim() : next;
	const failure = toPollFailure(classifyError(error), Date.now());
	throw new NodeApiError(node, { message }, { message, description, httpCode, failure });
}

/** Whether there is a state from which the next poll continues. At the activation there is none. */
const isStored = (context: IPollFunctions): boolean =>
	restoreState(context.getWorkflowStaticData('node').state) !== null;

/** n8n 2.36 and later delays the next poll by this cause. Older versions ignore it. */
type PollFailure =
	| { cause: 'rate-limited' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

/** Undefined for other errors: n8n then waits a little longer each time. */
function toPollFailure(error: RequestError, nowMs: number): PollFailure | undefined {
	if (error.kind === 'status' && error.status === TOO_MANY_REQUESTS) {
		const wait = retryAfterMs(error.retryAfter, nowMs);
		return { cause: 'rate-limited', ...(wait !== null && { retryAfterMs: wait }) };
	}
	if (isRetryable(error)) return { cause: 'temporarily-unavailable' };
	if (error.kind === 'token') return { cause: 'credential-invalid' };
	if (error.kind !== 'status') return undefined;
	if (error.status === UNAUTHORIZED) return { cause: 'credential-invalid' };
	if (error.status >= 500) return { cause: 'temporarily-unavailable' };
	return { cause: 'configuration-invalid' };
}
