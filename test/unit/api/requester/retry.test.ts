import fc from 'fast-check';
import type { RequestError } from '../../../../nodes/IspringLearn/api/requester/requestError';
import { Gate } from '../../../../nodes/IspringLearn/api/requester/gate';
import { CancelledError } from '../../../../nodes/IspringLearn/api/requester/abort';
import {
	delayMs,
	isRetryable,
	pausesHost,
	retryAfterMs,
	withRetry,
} from '../../../../nodes/IspringLearn/api/requester/retry';
import { AuthenticationError } from '../../../../nodes/IspringLearn/api/auth/authenticationError';
import { DECODE_ERRORS } from '../../support/samples';
import { rejectionOf } from '../../support/thrown';

const status = (code: number, retryAfter: string | null = null): RequestError => ({
	kind: 'status',
	status: code,
	body: '',
	retryAfter,
});
const pages = (...kinds: string[]): RequestError[] =>
	Object.values(DECODE_ERRORS)
		.filter(({ kind }) => kinds.includes(kind))
		.map((refusal) => ({ kind: 'page', refusal }));
const token = (told: { status?: number; code?: string; retryAfter?: string }): RequestError => ({
	kind: 'token',
	refusal: new AuthenticationError('rejectedToken', {
		headline: 'x',
		nextStep: 'y',
		answerStatus: told.status,
		faultCode: told.code,
		retryAfter: told.retryAfter,
	}),
});

describe('tried again', () => {
	it.each([408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529])(
		'status %d',
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
	])('network code %s', (code) => {
		expect(isRetryable({ kind: 'network', code })).toBe(true);
		expect(isRetryable(token({ code }))).toBe(true);
	});

	it('a body that is damaged, garbled or empty', () => {
		const retried = pages('damaged', 'garbled', 'empty');
		expect(retried).toHaveLength(7);
		expect(retried.every(isRetryable)).toBe(true);
	});
});

describe('not tried again', () => {
	it.each([
		300, 302, 304, 400, 401, 403, 404, 405, 407, 409, 413, 414, 418, 422, 424, 426, 451, 501, 505,
		506, 507, 508, 511, 519, 525, 526, 527, 528, 530, 599,
	])('status %d', (code) => {
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
	])('network code %s', (code) => {
		expect(isRetryable({ kind: 'network', code })).toBe(false);
		expect(isRetryable(token({ code }))).toBe(false);
	});

	it('any other body that is not a page', () => {
		const others = pages('html', 'text', 'bare', 'charset', 'unsafe', 'foreign');
		expect(others).toHaveLength(14);
		expect(others.some(isRetryable)).toBe(false);
	});

	it('anything else', () => {
		expect(isRetryable({ kind: 'other', message: 'ECONNRESET 503' })).toBe(false);
		expect(isRetryable(token({}))).toBe(false);
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
	])('%j says nothing', (header) => {
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
	it('doubles, between half and the whole of it', () => {
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

	it('is bounded whatever the attempt', () => {
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

	it('is what the server asks for, without chance', () => {
		for (const random of [0, 0.5, 1]) {
			expect(delayMs(status(429, '7'), 3, random, 0)).toBe(7000);
			expect(delayMs(status(503, '7'), 3, random, 0)).toBe(7000);
			expect(delayMs(status(429, '86400'), 1, random, 0)).toBe(60_000);
			expect(delayMs(status(429, '0'), 1, random, 0)).toBe(0);
			expect(delayMs(token({ status: 429, retryAfter: '7' }), 1, random, 0)).toBe(7000);
		}
	});

	it('is its own when the server asks for nothing that can be read', () => {
		for (const header of ['-5', 'soon 5', '']) {
			expect(delayMs(status(429, header), 2, 1, 0)).toBe(2000);
		}
	});
});

describe('a pause of the whole host', () => {
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
	])('is asked for by %j', (fault) => {
		expect(pausesHost(fault, 0)).toBe(true);
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
	])('is not asked for by %j', (fault) => {
		expect(pausesHost(fault, 0)).toBe(false);
	});

	it('is asked for by a sign-in without the header', () => {
		expect(pausesHost(token({ status: 429 }), 0)).toBe(true);
	});
});

describe('withRetry', () => {
	const fault = (code: string) => Object.assign(new Error('socket hang up'), { code });

	const busy = (retryAfter: string) =>
		Object.assign(new Error('busy'), {
			response: { status: 429, headers: { 'retry-after': retryAfter }, data: '' },
		});

	/** Fails with each of these in turn, then answers. */
	function request(...faults: unknown[]) {
		return jest.fn(async () => {
			if (faults.length === 0) return 'answer';
			throw faults.shift();
		});
	}

	function policy(maxRetries: number) {
		return {
			gate: new Gate(),
			owner: {},
			maxRetries,
			wait: jest.fn<Promise<void>, [number]>(async () => {}),
			onRetry: jest.fn(),
		};
	}

	it('makes one request when it goes well', async () => {
		const ask = request();
		const told = policy(3);
		expect(await withRetry(ask, told)).toBe('answer');
		expect(ask).toHaveBeenCalledTimes(1);
		expect(told.wait).not.toHaveBeenCalled();
		expect(told.onRetry).not.toHaveBeenCalled();
	});

	it.each([undefined, null, false, 0, ''])('gives back %j as an answer', async (value) => {
		expect(await withRetry(async () => value, policy(0))).toBe(value);
	});

	it('tries again after waiting, and tells of it', async () => {
		const ask = request(fault('ECONNRESET'), fault('ETIMEDOUT'));
		const told = policy(3);
		expect(await withRetry(ask, told)).toBe('answer');
		expect(ask).toHaveBeenCalledTimes(3);
		const waits = told.wait.mock.calls.map(([milliseconds]) => milliseconds);
		expect(told.onRetry.mock.calls).toEqual([
			[{ kind: 'network', code: 'ECONNRESET' }, 1, waits[0]],
			[{ kind: 'network', code: 'ETIMEDOUT' }, 2, waits[1]],
		]);
		expect(waits[0]).toBeGreaterThanOrEqual(500);
		expect(waits[0]).toBeLessThanOrEqual(1000);
		expect(waits[1]).toBeGreaterThanOrEqual(1000);
		expect(waits[1]).toBeLessThanOrEqual(2000);
	});

	it('waits at the gate as long as the server asks', async () => {
		jest.useFakeTimers();
		const ask = request(busy('7'));
		const told = policy(1);
		const answer = withRetry(ask, told);
		await jest.advanceTimersByTimeAsync(6999);
		expect(ask).toHaveBeenCalledTimes(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(await answer).toBe('answer');
		expect(told.wait).not.toHaveBeenCalled();
		expect(told.onRetry.mock.calls.map(([, attempt, wait]) => [attempt, wait])).toEqual([
			[1, 7000],
		]);
		jest.useRealTimers();
	});

	it('pauses the host when there is no further try, too', async () => {
		jest.useFakeTimers();
		const told = policy(0);
		await rejectionOf(Error, withRetry(request(busy('7')), told));
		const ask = request();
		const next = withRetry(ask, told);
		await jest.advanceTimersByTimeAsync(6999);
		expect(ask).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(await next).toBe('answer');
		jest.useRealTimers();
	});

	it('gives up at its first try when the host has refused as often as it may', async () => {
		jest.useFakeTimers();
		const told = policy(2);
		const always = () =>
			jest.fn(async () => {
				throw busy('1');
			});
		const asks = Array.from({ length: 12 }, always);
		const all = asks.map(async (ask) => await rejectionOf(Error, withRetry(ask, told)));
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await Promise.all(all)).toHaveLength(12);
		const tries = asks.map((ask) => ask.mock.calls.length);
		expect(tries.slice(4)).toEqual(Array.from({ length: 8 }, () => 1));
		expect(Math.max(...tries)).toBe(3);
		jest.useRealTimers();
	});

	it('starts counting anew once nobody waits for the host', async () => {
		jest.useFakeTimers();
		const told = policy(1);
		for (let read = 0; read < 3; read++) {
			const ask = request(busy('1'), busy('1'));
			const stopped = rejectionOf(Error, withRetry(ask, told));
			await jest.advanceTimersByTimeAsync(10_000);
			await stopped;
			expect(ask).toHaveBeenCalledTimes(2);
		}
		jest.useRealTimers();
	});

	it.each([0, 1, 3])('gives up after %d retries with the last fault', async (maxRetries) => {
		const faults = [1, 2, 3, 4, 5, 6].map(() => fault('ECONNRESET'));
		const last = faults[maxRetries];
		const ask = request(...faults);
		const told = policy(maxRetries);
		expect(await rejectionOf(Error, withRetry(ask, told))).toBe(last);
		expect(ask).toHaveBeenCalledTimes(maxRetries + 1);
		expect(told.wait).toHaveBeenCalledTimes(maxRetries);
	});

	it('does not try again what would not go well', async () => {
		const first = Object.assign(new Error('no'), { response: { status: 400, data: 'bad id' } });
		const ask = request(first);
		const told = policy(3);
		expect(await rejectionOf(Error, withRetry(ask, told))).toBe(first);
		expect(ask).toHaveBeenCalledTimes(1);
		expect(told.wait).not.toHaveBeenCalled();
	});

	it('stops at the first fault that would not go well', async () => {
		const ask = request(fault('ECONNRESET'), new TypeError('x is not a function'));
		await rejectionOf(TypeError, withRetry(ask, policy(3)));
		expect(ask).toHaveBeenCalledTimes(2);
	});

	it('makes no further request when it is cancelled while waiting', async () => {
		const ask = request(fault('ECONNRESET'));
		const wait = async () => {
			throw new CancelledError();
		};
		await rejectionOf(CancelledError, withRetry(ask, { ...policy(3), wait }));
		expect(ask).toHaveBeenCalledTimes(1);
	});
});
