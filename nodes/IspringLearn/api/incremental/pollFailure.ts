import type { RequestError } from '../requester/requestError';
import { isRetryable, retryAfterMs } from '../requester/retry';

/**
 * Why a poll came to nothing, in the words of n8n 2.36 and later, which then waits as long as makes
 * sense before the next one. Older versions pass over it.
 */
export type PollFailure =
	| { cause: 'rate-limited' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

const TOO_MANY = 429;
const UNAUTHORIZED = 401;

/** Undefined where nothing can be said: n8n then waits a little longer each time. */
export function toPollFailure(fault: RequestError, nowMs: number): PollFailure | undefined {
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
