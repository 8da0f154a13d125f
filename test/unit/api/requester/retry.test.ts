import fc from 'fast-check';
import type { RequestError } from '../../../../nodes/IspringLearn/api/requester/requestError';
import { HostLimiter } from '../../../../nodes/IspringLearn/api/requester/hostLimiter';
import { CancelledError } from '../../../../nodes/IspringLearn/api/requester/abort';
import {
	delayMs,
	isRejection,
	isRetryable,
	mayBeDone,
	pausesHost,
	retryAfterMs,
} from '../../../../nodes/IspringLearn/api/requester/retryRules';
import { withRetry } from '../../../../nodes/IspringLearn/api/requester/retry';
import { AuthenticationError } from '../../../../nodes/IspringLearn/api/auth/authenticationError';
import { DECODE_ERRORS } from '../../../support/samples';
import { rejectionOf } from '../../support/thrown';

const status = (code: number, retryAfter: string | null = null, body = ''): RequestError => ({
	kind: 'status',
	status: code,
	body,
	retryAfter,
});

const WEB_PAGE = '<!doctype html><html><body>Blocked</body></html>';
const pages = (...kinds: string[]): RequestError[] =>
	Object.values(DECODE_ERRORS)
		.filter(({ kind }) => kinds.includes(kind))
		.map((error) => ({ kind: 'page', error }));
const token = (answer: { status?: number; code?: string; retryAfter?: string }): RequestError => ({
	kind: 'token',
	error: new AuthenticationError('rejectedToken', {
		headline: 'x',
		nextStep: 'y',
		answerStatus: answer.status,
		faultCode: answer.code,
		retryAfter: answer.retryAfter,
	}),
});

describe('isRetryable', () => {
	it.each([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529])(
		'retries status %d',
		(code) => {
			expect(isRetryable(status(code))).toBe(true);
			expect(isRetryable(token({ status: code }))).toBe(true);
		},
	);

	it.each([
		'ECONNRESET',
		'ETIMEDOUT',
		'ECONNABORTED',
		'ECONNREFUSED',
		'EAI_AGAIN',
		'EPIPE',
		'ERR_NETWORK',
	])('retries network code %s', (code) => {
		expect(isRetryable({ kind: 'network', code })).toBe(true);
		expect(isRetryable(token({ code }))).toBe(true);
	});

	it('retries a body that is damaged, garbled or empty', () => {
		const retried = pages('damaged', 'garbled', 'empty');
		expect(retried).toHaveLength(7);
		expect(retried.every((error) => isRetryable(error))).toBe(true);
	});

	it.each([
		300, 302, 304, 400, 401, 403, 404, 405, 407, 409, 413, 414, 418, 422, 424, 426, 451, 501, 505,
		506, 507, 508, 511, 519, 525, 526, 527, 528, 530, 599,
	])('does not retry status %d', (code) => {
		expect(isRetryable(status(code))).toBe(false);
		expect(isRetryable(token({ status: code }))).toBe(false);
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'CERT_NOT_YET_VALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'EPROTO',
	])('does not retry network code %s', (code) => {
		expect(isRetryable({ kind: 'network', code })).toBe(false);
		expect(isRetryable(token({ code }))).toBe(false);
	});

	it('does not retry any other body that is not a page', () => {
		const others = pages('html', 'text', 'bare', 'charset', 'unsafe', 'foreign');
		expect(others).toHaveLength(14);
		expect(others.some((error) => isRetryable(error))).toBe(false);
	});

	it('does not retry anything else', () => {
		expect(isRetryable({ kind: 'other', message: 'ECONNRESET 503' })).toBe(false);
		expect(isRetryable(token({}))).toBe(false);
	});
});

describe('isRetryable for a request that is not idempotent', () => {
	const network = (code: string, isBeforeRequest = false): RequestError => ({
		kind: 'network',
		code,
		...(isBeforeRequest && { isBeforeRequest }),
	});

	it.each([
		['too early', status(425)],
		['too many requests', status(429)],
		['too many requests, with a Retry-After', status(429, '5')],
		['unavailable, with a Retry-After', status(503, '5')],
		['overloaded, with a Retry-After', status(529, '0')],
		['connection refused', network('ECONNREFUSED')],
		['host name not found', network('ENOTFOUND')],
		['host name not looked up', network('EAI_AGAIN')],
		['host not reached', network('EHOSTUNREACH', true)],
		['a timeout before the connection', network('ETIMEDOUT', true)],
		['sign-in refused as one of too many', token({ status: 429 })],
		['sign-in answered by a gateway', token({ status: 502 })],
		['sign-in cut off', token({ code: 'ECONNRESET' })],
	])('retries: %s', (_name, error) => {
		expect(isRetryable(error, false)).toBe(true);
	});

	it.each<[string, RequestError]>([
		...[300, 400, 401, 403, 404, 408, 409, 500, 501, 502, 503, 504, 520, 522, 524, 529].map(
			(code): [string, RequestError] => [`status ${code}`, status(code)],
		),
		['status 500 with a Retry-After', status(500, '5')],
		['status 503 with an unreadable Retry-After', status(503, 'soon')],
		...['ETIMEDOUT', 'ECONNABORTED', 'ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH'].map(
			(code): [string, RequestError] => [`network code ${code}`, network(code)],
		),
		...['ERR_NETWORK', 'ERR_BAD_RESPONSE', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET'].map(
			(code): [string, RequestError] => [`network code ${code}`, network(code)],
		),
		['network code CERT_HAS_EXPIRED', network('CERT_HAS_EXPIRED')],
		...Object.values(DECODE_ERRORS).map((error): [string, RequestError] => [
			`body: ${error.reason}`,
			{ kind: 'page', error },
		]),
		['altered', { kind: 'altered', code: 'HPE_INVALID_CONSTANT' }],
		['machine', { kind: 'machine', code: 'ENOSPC' }],
		['internal', { kind: 'internal', message: 'x', stack: 'x' }],
		['other', { kind: 'other', message: 'ECONNREFUSED 429' }],
		['sign-in refused', token({ status: 401 })],
	])('does not retry: %s', (_name, error) => {
		expect(isRetryable(error, false)).toBe(false);
	});
});

describe('mayBeDone', () => {
	const network = (code: string, isBeforeRequest = false): RequestError => ({
		kind: 'network',
		code,
		...(isBeforeRequest && { isBeforeRequest }),
	});

	it.each<[string, RequestError]>([
		...[400, 401, 403, 404, 407, 409, 413, 422, 425, 429, 431].map(
			(code): [string, RequestError] => [`status ${code}`, status(code)],
		),
		...[401, 407, 429].map((code): [string, RequestError] => [
			`status ${code} as a web page`,
			status(code, null, WEB_PAGE),
		]),
		['network unreachable, before the connection', network('ENETUNREACH', true)],
		['unavailable, with a Retry-After', status(503, '5')],
		['connection refused', network('ECONNREFUSED')],
		['host name not found', network('ENOTFOUND')],
		['certificate expired', network('CERT_HAS_EXPIRED')],
		['sign-in refused', token({ status: 401 })],
		['sign-in cut off', token({ code: 'ECONNRESET' })],
	])('certainly not: %s', (_name, error) => {
		expect(mayBeDone(error)).toBe(false);
	});

	it.each<[string, RequestError]>([
		...[301, 302, 303, 307, 408, 500, 502, 503, 504, 520, 524, 529].map(
			(code): [string, RequestError] => [`status ${code}`, status(code)],
		),
		...[400, 403, 404].map((code): [string, RequestError] => [
			`status ${code} as a web page`,
			status(code, null, WEB_PAGE),
		]),
		...['ETIMEDOUT', 'ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ERR_BAD_RESPONSE'].map(
			(code): [string, RequestError] => [`network code ${code}`, network(code)],
		),
		...['EPROTO', 'ERR_TLS_RENEGOTIATION_DISABLED', 'ERR_SSL_BAD_RECORD_TYPE'].map(
			(code): [string, RequestError] => [`network code ${code}`, network(code)],
		),
		...Object.values(DECODE_ERRORS).map((error): [string, RequestError] => [
			`body: ${error.reason}`,
			{ kind: 'page', error },
		]),
		['altered', { kind: 'altered', code: 'HPE_INVALID_CONSTANT' }],
		['internal', { kind: 'internal', message: 'x', stack: 'x' }],
		['other', { kind: 'other', message: 'x' }],
	])('perhaps: %s', (_name, error) => {
		expect(mayBeDone(error)).toBe(true);
	});

	it('never holds for a request that is sent again, or that was rejected', () => {
		const statuses = Array.from({ length: 300 }, (_, at) => at + 300);
		for (const code of statuses) {
			for (const retryAfter of [undefined, '5', 'soon']) {
				for (const body of ['', '{"code":1}', WEB_PAGE]) {
					const error = status(code, retryAfter, body);
					const are = [isRetryable(error, false), mayBeDone(error), isRejection(error)];
					expect(are.filter(Boolean).length).toBeLessThan(2);
				}
			}
		}
	});
});

describe('Retry-After', () => {
	const now = Date.UTC(2026, 0, 31, 18, 0, 0);

	it.each([
		['0', 0],
		['5', 5000],
		[' 7 ', 7000],
		['1.5', 1500],
		['60', 60_000],
		['61', 60_000],
		['3600', 60_000],
		['9'.repeat(400), 60_000],
		['Sat, 31 Jan 2026 18:00:10 GMT', 10_000],
		['Saturday, 31-Jan-26 18:00:10 GMT', 10_000],
		['Sat Jan 31 18:00:10 2026 GMT', 10_000],
		['Sat, 31 Jan 2026 18:59:00 GMT', 60_000],
		['Sat, 31 Jan 2026 17:59:59 GMT', 0],
		['Fri, 21 Oct 1994 07:28:00 GMT', 0],
	])('%j is %d ms', (header, milliseconds) => {
		expect(retryAfterMs(header, now)).toBe(milliseconds);
	});

	it.each([
		[null],
		[''],
		['  '],
		['soon'],
		['soon 5'],
		['May 5'],
		['try 2030'],
		['5 seconds'],
		['5s'],
		['-5'],
		['--5'],
		['1e3'],
		['0x10'],
		['NaN'],
		['Infinity'],
		['5, 10'],
		['25:61:61'],
		['Sat, 99 Foo 2026 18:00:10 GMT'],
	])('%j is ignored', (header) => {
		expect(retryAfterMs(header, now)).toBeNull();
	});

	it('is never negative and never longer than a minute', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.integer().map(String),
					fc.double().map(String),
					fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
				),
				(header) => {
					const wait = retryAfterMs(header, now) ?? 0;
					expect(wait).toBeGreaterThanOrEqual(0);
					expect(wait).toBeLessThanOrEqual(60_000);
				},
			),
		);
	});
});

describe('delayMs', () => {
	it('doubles, with jitter of up to half', () => {
		const bounds = [1, 2, 3, 4, 5].map((attempt) => [
			delayMs(status(503), attempt, 0, 0),
			delayMs(status(503), attempt, 1, 0),
		]);
		expect(bounds).toEqual([
			[500, 1000],
			[1000, 2000],
			[2000, 4000],
			[4000, 8000],
			[8000, 16_000],
		]);
	});

	it('is bounded for any attempt', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 5000 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(attempt, random) => {
					const wait = delayMs({ kind: 'network', code: 'ECONNRESET' }, attempt, random, 0);
					expect(Number.isInteger(wait)).toBe(true);
					expect(wait).toBeGreaterThanOrEqual(500);
					expect(wait).toBeLessThanOrEqual(30_000);
				},
			),
		);
	});

	it('is what the server asks for, without jitter', () => {
		for (const random of [0, 0.5, 1]) {
			expect(delayMs(status(429, '7'), 3, random, 0)).toBe(7000);
			expect(delayMs(status(503, '7'), 3, random, 0)).toBe(7000);
			expect(delayMs(status(429, '86400'), 1, random, 0)).toBe(60_000);
			expect(delayMs(status(429, '0'), 1, random, 0)).toBe(0);
			expect(delayMs(token({ status: 429, retryAfter: '7' }), 1, random, 0)).toBe(7000);
		}
	});

	it('ignores a Retry-After that cannot be read', () => {
		for (const header of ['-5', 'soon 5', '']) {
			expect(delayMs(status(429, header), 2, 1, 0)).toBe(2000);
		}
	});
});

describe('pausesHost', () => {
	it.each([
		status(429, '1'),
		status(429, 'Sat, 31 Jan 2026 18:00:10 GMT'),
		status(429, '0'),
		status(429),
		status(429, 'soon'),
		status(503, '1'),
		status(529, '1'),
		token({ status: 429 }),
		token({ status: 503, retryAfter: '1' }),
	])('is true for %j', (error) => {
		expect(pausesHost(error, 0)).toBe(true);
	});

	it.each([
		status(503),
		status(503, 'soon'),
		status(500, '1'),
		status(502, '1'),
		status(408, '1'),
		status(400, '1'),
		token({ status: 503 }),
		token({ status: 401, retryAfter: '1' }),
		token({ code: 'ECONNRESET' }),
		...pages('empty'),
		{ kind: 'network', code: 'ECONNRESET' } as const,
	])('is false for %j', (error) => {
		expect(pausesHost(error, 0)).toBe(false);
	});

	it('is true for a sign-in without the header', () => {
		expect(pausesHost(token({ status: 429 }), 0)).toBe(true);
	});
});

describe('withRetry', () => {
	const networkError = (code: string) => Object.assign(new Error('socket hang up'), { code });

	const busy = (retryAfter: string) =>
		Object.assign(new Error('busy'), {
			response: { status: 429, headers: { 'retry-after': retryAfter }, data: '' },
		});

	/** Fails with each of these errors in turn, then succeeds. */
	function request(...errors: unknown[]) {
		return jest.fn(async () => {
			if (errors.length === 0) return 'answer';
			throw errors.shift();
		});
	}

	function policy(maxRetries: number) {
		return {
			limiter: new HostLimiter(),
			owner: {},
			maxRetries,
			wait: jest.fn<Promise<void>, [number]>(async () => {}),
			onRetry: jest.fn(),
		};
	}

	it('sends one request when it succeeds', async () => {
		const send = request();
		const retryPolicy = policy(3);
		expect(await withRetry(send, retryPolicy)).toBe('answer');
		expect(send).toHaveBeenCalledTimes(1);
		expect(retryPolicy.wait).not.toHaveBeenCalled();
		expect(retryPolicy.onRetry).not.toHaveBeenCalled();
	});

	it.each([undefined, null, false, 0, ''])('returns %j as an answer', async (value) => {
		expect(await withRetry(async () => value, policy(0))).toBe(value);
	});

	it('waits, reports the retry and sends the request again', async () => {
		const send = request(networkError('ECONNRESET'), networkError('ETIMEDOUT'));
		const retryPolicy = policy(3);
		expect(await withRetry(send, retryPolicy)).toBe('answer');
		expect(send).toHaveBeenCalledTimes(3);
		const waits = retryPolicy.wait.mock.calls.map(([milliseconds]) => milliseconds);
		expect(retryPolicy.onRetry.mock.calls).toEqual([
			[{ kind: 'network', code: 'ECONNRESET' }, 1, waits[0]],
			[{ kind: 'network', code: 'ETIMEDOUT' }, 2, waits[1]],
		]);
		expect(waits[0]).toBeGreaterThanOrEqual(500);
		expect(waits[0]).toBeLessThanOrEqual(1000);
		expect(waits[1]).toBeGreaterThanOrEqual(1000);
		expect(waits[1]).toBeLessThanOrEqual(2000);
	});

	it('waits at the limiter for as long as the server sends', async () => {
		jest.useFakeTimers();
		const send = request(busy('7'));
		const retryPolicy = policy(1);
		const answer = withRetry(send, retryPolicy);
		await jest.advanceTimersByTimeAsync(6999);
		expect(send).toHaveBeenCalledTimes(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(await answer).toBe('answer');
		expect(retryPolicy.wait).not.toHaveBeenCalled();
		expect(retryPolicy.onRetry.mock.calls.map(([, attempt, wait]) => [attempt, wait])).toEqual([
			[1, 7000],
		]);
		jest.useRealTimers();
	});

	it('also pauses the host after the last try', async () => {
		jest.useFakeTimers();
		const retryPolicy = policy(0);
		await rejectionOf(Error, withRetry(request(busy('7')), retryPolicy));
		const send = request();
		const next = withRetry(send, retryPolicy);
		await jest.advanceTimersByTimeAsync(6999);
		expect(send).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(await next).toBe('answer');
		jest.useRealTimers();
	});

	it('gives up at once when pauses of the host have used up the tries', async () => {
		jest.useFakeTimers();
		const retryPolicy = policy(2);
		const always = () =>
			jest.fn(async () => {
				throw busy('1');
			});
		const sends = Array.from({ length: 12 }, always);
		const all = sends.map(async (send) => await rejectionOf(Error, withRetry(send, retryPolicy)));
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await Promise.all(all)).toHaveLength(12);
		const tries = sends.map((send) => send.mock.calls.length);
		expect(tries.slice(4)).toEqual(Array.from({ length: 8 }, () => 1));
		expect(Math.max(...tries)).toBe(3);
		jest.useRealTimers();
	});

	it('counts from zero again once no request waits for the host', async () => {
		jest.useFakeTimers();
		const retryPolicy = policy(1);
		for (let read = 0; read < 3; read++) {
			const send = request(busy('1'), busy('1'));
			const stopped = rejectionOf(Error, withRetry(send, retryPolicy));
			await jest.advanceTimersByTimeAsync(10_000);
			await stopped;
			expect(send).toHaveBeenCalledTimes(2);
		}
		jest.useRealTimers();
	});

	it.each([0, 1, 3])('throws the last error after %d retries', async (maxRetries) => {
		const errors = [1, 2, 3, 4, 5, 6].map(() => networkError('ECONNRESET'));
		const last = errors[maxRetries];
		const send = request(...errors);
		const retryPolicy = policy(maxRetries);
		expect(await rejectionOf(Error, withRetry(send, retryPolicy))).toBe(last);
		expect(send).toHaveBeenCalledTimes(maxRetries + 1);
		expect(retryPolicy.wait).toHaveBeenCalledTimes(maxRetries);
	});

	it('does not retry an error that would recur', async () => {
		const first = Object.assign(new Error('no'), { response: { status: 400, data: 'bad id' } });
		const send = request(first);
		const retryPolicy = policy(3);
		expect(await rejectionOf(Error, withRetry(send, retryPolicy))).toBe(first);
		expect(send).toHaveBeenCalledTimes(1);
		expect(retryPolicy.wait).not.toHaveBeenCalled();
	});

	it('stops at the first error that would recur', async () => {
		const send = request(networkError('ECONNRESET'), new TypeError('x is not a function'));
		await rejectionOf(TypeError, withRetry(send, policy(3)));
		expect(send).toHaveBeenCalledTimes(2);
	});

	it('sends nothing more when it is cancelled while it waits', async () => {
		const send = request(networkError('ECONNRESET'));
		const wait = async () => {
			throw new CancelledError();
		};
		await rejectionOf(CancelledError, withRetry(send, { ...policy(3), wait }));
		expect(send).toHaveBeenCalledTimes(1);
	});

	it.each([
		['ETIMEDOUT', 1],
		['ECONNRESET', 1],
		['ECONNREFUSED', 2],
	])('sends a request that is not idempotent after %s %d times', async (code, times) => {
		const send = request(networkError(code));
		await withRetry(send, policy(3), false).catch(() => {});
		expect(send).toHaveBeenCalledTimes(times);
	});

	it('sends a request that is not idempotent again after a pause of the host', async () => {
		jest.useFakeTimers();
		const send = request(busy('7'));
		const answer = withRetry(send, policy(1), false);
		await jest.advanceTimersByTimeAsync(7000);
		expect(await answer).toBe('answer');
		expect(send).toHaveBeenCalledTimes(2);
		jest.useRealTimers();
	});
});
