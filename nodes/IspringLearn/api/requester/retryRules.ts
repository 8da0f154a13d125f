/** Decides whether a failed request may be sent again, and after how long: plain values in and out. */
import type { AuthenticationError } from '../auth/authenticationError';
import type { NetworkFailure } from '../auth/networkError';
import { SSRF_BLOCKED } from '../auth/networkError';
import { isHtml } from '../decoder/body';
import type { DecodeErrorKind } from '../decoder/decodeError';
import { BUSY_STATUSES, RETRYABLE_STATUSES, TOO_MANY_REQUESTS, UNAUTHORIZED } from '../httpStatus';
import type { RequestError } from './requestError';

/** Bodies that may arrive whole on the next try: the connection was cut without HTTP noticing. */
const RETRYABLE_DECODE_ERRORS: ReadonlySet<DecodeErrorKind> = new Set([
	'damaged',
	'garbled',
	'empty',
]);

/** Codes of certificates that Node.js rejects. It sends nothing to their hosts. */
const CERTIFICATE_CODE =
	/^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_CERT_|HOSTNAME_MISMATCH$|INVALID_(CA|PURPOSE)$)/;

/** Other errors of TLS, which no retry cures. They can also come after the request. */
const PROTOCOL_CODE = /^(ERR_TLS_|EPROTO$)/;

const isLasting = (code: string): boolean =>
	CERTIFICATE_CODE.test(code) || PROTOCOL_CODE.test(code) || code === SSRF_BLOCKED;

/** Statuses of a request that the server did not act on: too early (RFC 8470), too many requests (RFC 6585). */
const NOT_ACTED_STATUSES: ReadonlySet<number> = new Set([425, TOO_MANY_REQUESTS]);

/** Statuses that ask to sign in first: to the API, or to a proxy. */
const SIGN_IN_STATUSES: ReadonlySet<number> = new Set([UNAUTHORIZED, 407]);

/** Network codes of a request that was never sent: connection refused, host name not found. */
const NOT_SENT_CODES: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const isUnsent = ({ code, isBeforeRequest = false }: NetworkFailure): boolean =>
	isBeforeRequest || NOT_SENT_CODES.has(code);

const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 30_000;
const MAX_RETRY_AFTER_MS = 60_000;

/** Safe for every request: without a token, the API did not act on it. */
function isRetryableSignIn({ data: { answerStatus, faultCode } }: AuthenticationError): boolean {
	if (answerStatus !== undefined) return RETRYABLE_STATUSES.has(answerStatus);
	return faultCode !== undefined && !isLasting(faultCode);
}

/** Whether the server turned the request away without acting on it, and may accept it later. */
function isTurnedAway(error: RequestError): boolean {
	if (error.kind !== 'status') return false;
	if (NOT_ACTED_STATUSES.has(error.status)) return true;
	return BUSY_STATUSES.has(error.status) && retryAfterMs(error.retryAfter, 0) !== null;
}

/**
 * Whether the API rejected a request: a client error (4xx). A web page is not from the API but from a gateway, which may
 * have kept back the API's answer, and 408 is a timeout.
 */
export function isRejection(error: RequestError): boolean {
	if (error.kind !== 'status') return false;
	const { status, body } = error;
	const isClientError = status >= 400 && status < 500 && status !== 408;
	return isClientError && !isHtml(body) && !isTurnedAway(error) && !SIGN_IN_STATUSES.has(status);
}

/**
 * Whether the server may have acted on a request that failed like this: after a timeout, a broken connection,
 * a 5xx without Retry-After, a redirect (which can follow a success, RFC 9110, 15.4.4), a gateway's web page, or a
 * success with an unreadable body.
 */
export function mayBeDone(error: RequestError): boolean {
	switch (error.kind) {
		case 'status':
			return !isTurnedAway(error) && !SIGN_IN_STATUSES.has(error.status) && !isRejection(error);
		case 'network':
			return !isUnsent(error) && !CERTIFICATE_CODE.test(error.code);
		case 'token':
			return false;
		case 'page':
		case 'altered':
		case 'machine':
		case 'internal':
		case 'other':
			return true;
	}
}

/**
 * Whether the request may succeed when it is sent again, without doing harm. A request that is not idempotent
 * is sent again only if the server certainly did not act on it: not after a timeout, a broken connection,
 * a 5xx without Retry-After or an unreadable body.
 */
export function isRetryable(error: RequestError, idempotent = true): boolean {
	switch (error.kind) {
		case 'status':
			return idempotent ? RETRYABLE_STATUSES.has(error.status) : isTurnedAway(error);
		case 'network':
			return idempotent ? !isLasting(error.code) : isUnsent(error);
		case 'page':
			return idempotent && RETRYABLE_DECODE_ERRORS.has(error.error.kind);
		case 'token':
			return isRetryableSignIn(error.error);
		case 'altered':
		case 'machine':
		case 'internal':
		case 'other':
			return false;
	}
}

/**
 * Reads a Retry-After header: seconds or an HTTP date (RFC 9110, 10.2.3).
 * @returns milliseconds, 60,000 at most; null when the header is neither
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
	if (header === null || header.trim() === '') return null;
	const seconds = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) : null;
	// Date.parse accepts almost any text that contains a number, but it does not invent a time of day.
	const date = /\d:\d\d:\d\d/.test(header) ? Date.parse(header) : NaN;
	const wait = seconds === null ? date - nowMs : seconds * 1000;
	if (Number.isNaN(wait)) return null;
	return Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS);
}

/** Status and Retry-After header of an answer, of the API or of the sign-in; null when there was no answer. */
function readAnswer(
	error: RequestError,
): { status: number | null; retryAfter: string | null } | null {
	if (error.kind === 'status') return error;
	if (error.kind !== 'token') return null;
	const { answerStatus = null, retryAfter = null } = error.error.data;
	return { status: answerStatus, retryAfter };
}

/** Whether the host asks all requests to pause. */
export function pausesHost(error: RequestError, nowMs: number): boolean {
	const { status, retryAfter } = readAnswer(error) ?? { status: null, retryAfter: null };
	if (status === null || !BUSY_STATUSES.has(status)) return false;
	return status === TOO_MANY_REQUESTS || retryAfterMs(retryAfter, nowMs) !== null;
}

/**
 * The delay before the next try, in milliseconds: the server's Retry-After, else exponential back-off with
 * jitter, so that parallel requests do not return together.
 * @param attempt number of tries so far, from 1
 * @param random a number from 0 to 1
 */
export function delayMs(
	error: RequestError,
	attempt: number,
	random: number,
	nowMs: number,
): number {
	const retryAfter = retryAfterMs(readAnswer(error)?.retryAfter ?? null, nowMs);
	const backOff = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), MAX_DELAY_MS);
	return retryAfter ?? Math.round(backOff * (0.5 + random / 2));
}
