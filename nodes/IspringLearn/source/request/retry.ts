/** When a request is tried again, and after how long. */
import type { Fault } from './fault';
import { readFault } from './fault';

const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Pages that may arrive whole on the next try: the connection was cut without HTTP noticing. */
const RETRYABLE_REFUSALS: ReadonlySet<string> = new Set(['damaged', 'empty']);

/** Certificates and protocols that no repetition puts right. */
const LASTING_NETWORK_CODE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|EPROTO$)/;

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 60_000;

/** Whether the same request may go well the next time. Anything that is not listed may not. */
export function isRetryable(fault: Fault): boolean {
	switch (fault.kind) {
		case 'status':
			return RETRYABLE_STATUSES.has(fault.status);
		case 'network':
			return !LASTING_NETWORK_CODE.test(fault.code);
		case 'page':
			return RETRYABLE_REFUSALS.has(fault.refusal.reason);
		case 'token':
			return fault.refusal.answerStatus === null
				? fault.refusal.faultCode !== null && !LASTING_NETWORK_CODE.test(fault.refusal.faultCode)
				: RETRYABLE_STATUSES.has(fault.refusal.answerStatus);
		case 'other':
			return false;
	}
}

/** Reads a Retry-After header, seconds or an HTTP date (RFC 9110, 10.2.3); null when it is neither. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
	if (header === null || header.trim() === '') return null;
	const seconds = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) : null;
	// Date.parse takes any text with a number in it for a date; a time of day it does not make up.
	const date = /\d:\d\d:\d\d/.test(header) ? Date.parse(header) : NaN;
	const wait = seconds === null ? date - nowMs : seconds * 1000;
	if (Number.isNaN(wait)) return null;
	return Math.min(Math.max(wait, 0), LONGEST_RETRY_AFTER_MS);
}

/**
 * How long to wait before the next try, in milliseconds: what the server asked for, else twice as
 * long every time, spread at random so that parallel requests do not come back together.
 * @param attempt number of tries so far, from 1
 * @param random a number from 0 to 1
 */
export function delayMs(fault: Fault, attempt: number, random: number, nowMs: number): number {
	const asked = fault.kind === 'status' ? retryAfterMs(fault.retryAfter, nowMs) : null;
	const growing = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
	return asked ?? Math.round(growing * (0.5 + random / 2));
}

export interface RetryPolicy {
	/** Tries after the first one. */
	maxRetries: number;
	/** Waits that many milliseconds; throws when the execution is cancelled. */
	wait: (milliseconds: number) => Promise<void>;
	/** Whether there is time to wait so long; always, when absent. */
	hasTimeFor?: (milliseconds: number) => boolean;
	/** Told before every wait. */
	onRetry?: (fault: Fault, attempt: number, milliseconds: number) => void;
}

/**
 * Makes a request, again where that may help.
 * @throws what the last try threw
 */
export async function withRetry<T>(request: () => Promise<T>, policy: RetryPolicy): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const outcome = await request().then(
			(value) => ({ value }),
			(error: unknown) => ({ error, fault: readFault(error) }),
		);
		if ('value' in outcome) return outcome.value;
		if (attempt > policy.maxRetries || !isRetryable(outcome.fault)) throw outcome.error;
		const milliseconds = delayMs(outcome.fault, attempt, Math.random(), Date.now());
		if (policy.hasTimeFor?.(milliseconds) === false) throw outcome.error;
		policy.onRetry?.(outcome.fault, attempt, milliseconds);
		await policy.wait(milliseconds);
	}
}
