/** Sends requests, and sends them again where that may help. */
import { abortableSleep } from './abort';
import type { HostLimiter, SlotRequest } from './hostLimiter';
import type { RequestError } from './requestError';
import { classifyError } from './requestError';
import { delayMs, isRetryable, pausesHost } from './retryRules';

/** How requests wait for a slot and are sent again. */
export interface RequestPolicy extends Pick<SlotRequest, 'signal' | 'hasTimeFor'> {
	/** Limits how many requests to the host run at once. */
	limiter: HostLimiter;
	/** Owners take turns at the limiter. Absent: the policy itself is the owner. */
	owner?: object;
	/** Tries after the first one. */
	maxRetries: number;
	/** Called before the wait for the next try. `attempt` is the number of tries so far. */
	onRetry?: (error: RequestError, attempt: number, milliseconds: number) => void;
	/** Waits before the next try. Default: `abortableSleep`. */
	wait?: (milliseconds: number) => Promise<void>;
}

/**
 * Sends a request, and sends it again where that may help. When the host pauses all requests, its pauses since
 * it last answered count as tries: a hundred requests need not each find out that it stays busy.
 * @param idempotent false for a request that must not be carried out twice
 * @throws the error of the last try
 */
export async function withRetry<T>(
	request: () => Promise<T>,
	policy: RequestPolicy,
	idempotent = true,
): Promise<T> {
	const { limiter, owner = policy, signal, maxRetries, hasTimeFor = () => true, onRetry } = policy;
	const { wait = async (milliseconds) => await abortableSleep(milliseconds, signal) } = policy;
	for (let attempt = 1; ; attempt++) {
		const slot = await limiter.acquire({ owner, signal, hasTimeFor, tries: attempt - 1 });
		const outcome = await request().then(
			(value) => ({ value }),
			(thrown: unknown) => ({ thrown, error: classifyError(thrown) }),
		);
		if ('value' in outcome) {
			slot.release({ isAnswered: true });
			return outcome.value;
		}
		const { thrown, error } = outcome;
		const milliseconds = delayMs(error, attempt, Math.random(), Date.now());
		const isForAll = pausesHost(error, Date.now());
		if (!isForAll) slot.release({ isAnswered: false });
		const tries = isForAll
			? Math.max(attempt, slot.releaseForPause(milliseconds, thrown))
			: attempt;
		if (tries > maxRetries || !isRetryable(error, idempotent) || !hasTimeFor(milliseconds))
			throw thrown;
		onRetry?.(error, attempt, milliseconds);
		if (!isForAll) await wait(milliseconds);
	}
}
