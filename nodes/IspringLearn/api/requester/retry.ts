/** When a request is tried again, and after how long. */
import type { AuthenticationError } from '../auth/authenticationError';
import type { DecodeErrorKind } from '../decoder/decodeError';
import { BUSY_STATUSES, RETRYABLE_STATUSES, TOO_MANY_REQUESTS } from '../retryable';
import type { RequestError } from './requestError';
import { classifyError } from './requestError';
import type { Gate, Visitor } from './gate';

/** Pages that may arrive whole on the next try: the connection was cut without HTTP noticing. */
const RETRYABLE_DECODE_ERRORS: ReadonlySet<DecodeErrorKind> = new Set([
	'damaged',
	'garbled',
	'empty',
]);

/** Certificates and protocols that no repetition puts right. */
const LASTING_NETWORK_CODE = /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|EPROTO$)/;

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 60_000;

function isRetryableSignIn({ data: { answerStatus, faultCode } }: AuthenticationError): boolean {
	if (answerStatus !== undefined) return RETRYABLE_STATUSES.has(answerStatus);
	return faultCode !== undefined && !LASTING_NETWORK_CODE.test(faultCode);
}

/** Whether the same request may go well the next time. Anything that is not listed may not. */
export function isRetryable(fault: RequestError): boolean {
	switch (fault.kind) {
		case 'status':
			return RETRYABLE_STATUSES.has(fault.status);
		case 'network':
			return !LASTING_NETWORK_CODE.test(fault.code);
		case 'page':
			return RETRYABLE_DECODE_ERRORS.has(fault.refusal.kind);
		case 'token':
			return isRetryableSignIn(fault.refusal);
		case 'altered':
		case 'machine':
		case 'internal':
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

/** What a fault says of the host: its status, and when to come again, be it of a list or of the sign-in. */
function answerOf(
	fault: RequestError,
): { status: number | null; retryAfter: string | null } | null {
	if (fault.kind === 'status') return fault;
	if (fault.kind !== 'token') return null;
	const { answerStatus = null, retryAfter = null } = fault.refusal.data;
	return { status: answerStatus, retryAfter };
}

/** Whether a fault asks everybody to leave the host alone for a while. */
export function pausesHost(fault: RequestError, nowMs: number): boolean {
	const { status, retryAfter } = answerOf(fault) ?? { status: null, retryAfter: null };
	if (status === null || !BUSY_STATUSES.has(status)) return false;
	return status === TOO_MANY_REQUESTS || retryAfterMs(retryAfter, nowMs) !== null;
}

/**
 * How long to wait before the next try, in milliseconds: what the server asked for, else twice as
 * long every time, spread at random so that parallel requests do not come back together.
 * @param attempt number of tries so far, from 1
 * @param random a number from 0 to 1
 */
export function delayMs(
	fault: RequestError,
	attempt: number,
	random: number,
	nowMs: number,
): number {
	const asked = retryAfterMs(answerOf(fault)?.retryAfter ?? null, nowMs);
	const growing = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
	return asked ?? Math.round(growing * (0.5 + random / 2));
}

export interface RetryPolicy extends Omit<Visitor, 'tries'> {
	/** What lets requests to the host through. */
	gate: Gate;
	/** Tries after the first one. */
	maxRetries: number;
	/** Waits that many milliseconds; throws when the execution is cancelled. */
	wait: (milliseconds: number) => Promise<void>;
	/** Told before every wait. */
	onRetry?: (fault: RequestError, attempt: number, milliseconds: number) => void;
}

/**
 * Makes a request, again where that may help. After a pause of the whole host, the pauses that it took
 * since it last answered count as tries: a hundred requests do not each find out that it stays busy.
 * @throws what the last try threw
 */
export async function withRetry<T>(request: () => Promise<T>, policy: RetryPolicy): Promise<T> {
	const { gate, owner, signal, maxRetries, wait, hasTimeFor = () => true, onRetry } = policy;
	for (let attempt = 1; ; attempt++) {
		const place = await gate.enter({ owner, signal, hasTimeFor, tries: attempt - 1 });
		const outcome = await request().then(
			(value) => ({ value }),
			(error: unknown) => ({ error, fault: classifyError(error) }),
		);
		if ('value' in outcome) {
			place.leave({ isAnswered: true });
			return outcome.value;
		}
		const { error, fault } = outcome;
		const milliseconds = delayMs(fault, attempt, Math.random(), Date.now());
		const isForAll = pausesHost(fault, Date.now());
		if (!isForAll) place.leave({ isAnswered: false });
		const tries = isForAll ? Math.max(attempt, place.leaveForPause(milliseconds, error)) : attempt;
		if (tries > maxRetries || !isRetryable(fault) || !hasTimeFor(milliseconds)) throw error;
		onRetry?.(fault, attempt, milliseconds);
		if (!isForAll) await wait(milliseconds);
	}
}
