import type { JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import {
	classifyError,
	findStatusError,
} from '../../../../nodes/IspringLearn/api/requester/requestError';
import { isRetryable } from '../../../../nodes/IspringLearn/api/requester/retryRules';
import { AuthenticationError } from '../../../../nodes/IspringLearn/api/auth/authenticationError';
import { AxiosError, axiosStatus, NODE, wrapped } from '../../support/errors';

/** The same error in every wrapper that n8n is seen to use. */
const wrappings = (error: Error): Array<[string, unknown]> => [
	['bare', error],
	['in a NodeApiError', wrapped(error)],
	['in a NodeApiError in a NodeApiError', wrapped(wrapped(error))],
	['in a NodeOperationError', new NodeOperationError(NODE, error)],
	['in a NodeApiError in a NodeOperationError', new NodeOperationError(NODE, wrapped(error))],
	['as the reason of one', wrapped({ message: 'x', reason: error })],
	['as the cause of an Error', new Error('x', { cause: error })],
	['deep down', new Error('a', { cause: new Error('b', { cause: wrapped(error) }) })],
];

describe('an error status', () => {
	it.each(wrappings(axiosStatus(403, '<response/>', { 'retry-after': '5' })))(
		'is read %s',
		(_name, error) => {
			const expected = { kind: 'status', status: 403, body: '<response/>', retryAfter: '5' };
			expect(classifyError(error)).toEqual(expected);
			expect(findStatusError(error)).toEqual(expected);
		},
	);

	it.each([300, 302, 400, 401, 404, 418, 429, 500, 503, 599])('%d', (status) => {
		expect(classifyError(wrapped(axiosStatus(status)))).toEqual({
			kind: 'status',
			status,
			body: '',
			retryAfter: null,
		});
	});

	it('is read from an object that is no Error', () => {
		const response = { statusCode: 404, body: { code: 404, message: 'No' }, headers: {} };
		const expected = {
			kind: 'status',
			status: 404,
			body: '{"code":404,"message":"No"}',
			retryAfter: null,
		};
		expect(classifyError({ response })).toEqual(expected);
		expect(classifyError(wrapped({ message: 'x', response }))).toEqual(expected);
		expect(classifyError({ response: { ...response, statusCode: '404' } })).toEqual(expected);
	});

	it.each([
		['text', 'not here', 'not here'],
		['an object', { message: 'no' }, '{"message":"no"}'],
		['bytes', Buffer.from('{"message":"für"}'), '{"message":"für"}'],
		['an array buffer', new Uint8Array([0xc3, 0xa4]).buffer, 'ä'],
		['UTF-16', Buffer.from('\uFEFFä', 'utf16le'), 'ä'],
		['nothing', undefined, ''],
		['null', null, ''],
		['a number', 5, ''],
	])('is read with %s as its body', (_name, data, body) => {
		expect(findStatusError(wrapped(axiosStatus(400, data)))).toMatchObject({ status: 400, body });
	});

	it('is read in the character set of its headers', () => {
		const data = Buffer.from([0xcf, 0xee, 0xe6, 0xe0, 0xf0]);
		const headers = { 'content-type': 'text/plain; charset=windows-1251' };
		expect(findStatusError(axiosStatus(400, data, headers))).toMatchObject({ body: 'Пожар' });
	});

	it('is read from n8n 1, which keeps no headers', () => {
		const data = Buffer.from('<?xml version="1.0" encoding="windows-1251"?><a>\xcf</a>', 'latin1');
		expect(findStatusError({ httpCode: '403', context: { data } })).toMatchObject({
			status: 403,
			body: expect.stringContaining('<a>П</a>'),
		});
	});

	it('is read with a body that contains itself', () => {
		const stream: Record<string, unknown> = {};
		stream.socket = { stream };
		expect(findStatusError(axiosStatus(400, stream))).toMatchObject({ status: 400, body: '' });
	});

	it.each([
		[{ 'retry-after': '120' }, '120'],
		[{ 'retry-after': 120 }, '120'],
		[{ 'retry-after': ['1', '2'] }, null],
		[{ 'retry-after': null }, null],
		[{}, null],
	])('is read with the headers %j', (headers, retryAfter) => {
		expect(findStatusError(axiosStatus(429, '', headers))).toMatchObject({ retryAfter });
	});

	it('takes precedence over a network code', () => {
		expect(classifyError(axiosStatus(502)).kind).toBe('status');
	});

	it.each([200, 204, 0, NaN, 'x', undefined])('does not exist for %j', (status) => {
		expect(findStatusError({ response: { status } })).toBeNull();
	});

	it.each([undefined, null, 'x', 5, []])('does not exist for the response %j', (response) => {
		expect(findStatusError({ response })).toBeNull();
	});
});

describe('a network code', () => {
	const network = new AxiosError('getaddrinfo ENOTFOUND nowhere.example', 'ENOTFOUND');
	it.each(wrappings(network))('is read %s', (_name, error) => {
		expect(classifyError(error)).toEqual({ kind: 'network', code: 'ENOTFOUND' });
	});

	it.each([
		'EAI_AGAIN',
		'ECONNABORTED',
		'ECONNREFUSED',
		'ECONNRESET',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EPIPE',
		'EPROTO',
		'ETIMEDOUT',
		'ERR_NETWORK',
		'ERR_BAD_RESPONSE',
		'ERR_STREAM_PREMATURE_CLOSE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'ERR_SOCKET_CONNECTION_TIMEOUT',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UND_ERR_SOCKET',
	])('%s', (code) => {
		expect(classifyError(wrapped(new AxiosError('x', code)))).toEqual({ kind: 'network', code });
	});

	it.each([
		'ERR_INVALID_URL',
		'ERR_INVALID_ARG_TYPE',
		'ERR_BAD_REQUEST',
		'ERR_BAD_OPTION',
		'ERR_CANCELED',
		'ERR_ASSERTION',
		'econnreset',
		'E',
		'OK',
		'toString',
		'x ECONNRESET',
		'',
	])('is not %j', (code) => {
		expect(classifyError(new AxiosError('x', code)).kind).toBe('other');
	});

	it('is text', () => {
		expect(classifyError({ code: 500 }).kind).toBe('other');
		expect(classifyError({ code: { toString: () => 'ECONNRESET' } }).kind).toBe('other');
	});
});

describe('an error of this package', () => {
	const page = new DecodeError('incompleteJson');
	const token = new AuthenticationError('answerWithoutToken', { answerStatus: 401 });

	it.each(wrappings(page))('of the decoder is found %s', (_name, error) => {
		expect(classifyError(error)).toEqual({ kind: 'page', error: page });
	});

	it.each(wrappings(token))('of the sign-in is found %s', (_name, error) => {
		expect(classifyError(error)).toEqual({ kind: 'token', error: token });
	});

	it('of the sign-in is recognised by its name: it may come from another bundle', () => {
		class Other extends Error {
			override name = 'AuthenticationError';

			readonly reason = 'answerWithoutToken';

			readonly data = { answerStatus: 503 };
		}
		expect(classifyError(wrapped(new Other('no')))).toMatchObject({
			kind: 'token',
			error: { data: { answerStatus: 503 } },
		});
		expect(classifyError({ name: 'AuthenticationError', message: 'no Error' }).kind).toBe('other');
		const named = Object.assign(new Error('no data'), { name: 'AuthenticationError' });
		expect(classifyError(named).kind).toBe('other');
	});

	it('takes precedence over a status', () => {
		const error = new Error('x', { cause: page });
		expect(classifyError(Object.assign(error, { response: { status: 500 } })).kind).toBe('page');
	});
});

describe('an answer changed between n8n and the API host', () => {
	it.each([
		...['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR__ERROR_FORMAT_PADDING_2', 'HPE_INVALID_HEADER_TOKEN'],
		...['HPE_HEADER_OVERFLOW', 'HPE_INVALID_CONSTANT', 'HPE_UNEXPECTED_CONTENT_LENGTH'],
		...['ERR_FR_TOO_MANY_REDIRECTS', 'ERR_FR_REDIRECTION_FAILURE'],
	])('%s', (code) => {
		const response = { status: 200, data: {} };
		for (const [, error] of wrappings(new AxiosError('x', code, response))) {
			expect(classifyError(error)).toEqual({ kind: 'altered', code });
		}
	});

	const refused = (config: object, attempt: object) =>
		Object.assign(new Error('x', { cause: Object.assign(new Error('y'), attempt) }), {
			code: 'ECONNREFUSED',
			config,
		});
	const API = { baseURL: 'https://api.example', url: '/learners/modules/results' };
	it.each([
		['the port of the host', API, { port: 443 }, false],
		['another port', API, { port: 3128 }, true],
		['a port that the address names', { url: 'https://api.example:3128/x' }, { port: 3128 }, false],
		['the default port of http', { url: 'http://localhost/x' }, { port: 80 }, false],
		['the name of the host', API, { hostname: 'API.example' }, false],
		['another name', API, { hostname: 'proxy.example' }, true],
		['one of several addresses', API, { errors: [{ port: 3128 }, { port: 3128 }] }, true],
		['nothing', API, {}, false],
		['no address', {}, { port: 3128 }, false],
		['no address that can be read', { url: 'x' }, { port: 3128 }, false],
	])('tells whether the proxy failed, for a connection to %s', (_name, config, at, atProxy) => {
		const expected = { kind: 'network', code: 'ECONNREFUSED', ...(atProxy && { atProxy }) };
		for (const [, error] of wrappings(refused(config, at)))
			expect(classifyError(error)).toEqual(expected);
	});

	it.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])(
		"recognises n8n's SSRF protection by %s, and doesn't try again",
		(name) => {
			for (const [, error] of wrappings(Object.assign(new UserError('blocked'), { name }))) {
				const expected = { kind: 'network', code: 'SSRF_BLOCKED', isBeforeRequest: true };
				expect(classifyError(error)).toEqual(expected);
				expect(isRetryable(classifyError(error))).toBe(false);
			}
		},
	);

	it('recognises a proxy that hangs up during its handshake', () => {
		const message = 'Proxy connection ended before receiving CONNECT response';
		for (const [, error] of wrappings(new AxiosError(message))) {
			const expected = {
				kind: 'network',
				code: 'ECONNRESET',
				atProxy: true,
				isBeforeRequest: true,
			};
			expect(classifyError(error)).toEqual(expected);
		}
	});

	it.each([
		['the look-up of an address', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, true],
		['a connection', { code: 'EHOSTUNREACH', syscall: 'connect' }, true],
		[
			'connections to several addresses',
			{ code: 'ETIMEDOUT', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] },
			true,
		],
		['a read', { code: 'ECONNRESET', syscall: 'read' }, false],
		['a write', { code: 'EPIPE', syscall: 'write' }, false],
		['something else', { code: 'ETIMEDOUT' }, false],
	])('tells whether nothing was sent, after the failure of %s', (_name, cause, isBeforeRequest) => {
		const thrown = new Error('x', { cause: Object.assign(new Error('y'), cause) });
		for (const [, error] of wrappings(Object.assign(thrown, { code: cause.code }))) {
			expect(classifyError(error)).toEqual({
				...{ kind: 'network', code: cause.code },
				...(isBeforeRequest && { isBeforeRequest }),
			});
		}
	});
});

describe('an error of the machine', () => {
	const codes = [
		...['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EACCES', 'EPERM', 'EROFS', 'ENOMEM', 'EIO'],
		...['ENOENT', 'EISDIR', 'ENOTDIR', 'EEXIST', 'EBUSY', 'EFBIG', 'ENOBUFS', 'ENAMETOOLONG'],
	];
	it.each(codes)('%s is not a network error, and is not retried', (code) => {
		const error = Object.assign(new Error(`${code}: write`), { code, syscall: 'write' });
		for (const [, one] of wrappings(error)) {
			const expected = classifyError(one);
			expect(expected).toEqual({ kind: 'machine', code });
			expect(isRetryable(expected)).toBe(false);
		}
	});
});

describe('a bug', () => {
	const bugs = [
		new TypeError('x is not a function'),
		new RangeError('Invalid array length'),
		new ReferenceError('x is not defined'),
		new SyntaxError('Unexpected token'),
		new URIError('URI malformed'),
	];
	it.each(bugs)('%s keeps its stack', (error) => {
		for (const [, one] of wrappings(error)) {
			const { message, stack } = error;
			expect(classifyError(one)).toEqual({ kind: 'internal', message, stack });
		}
		expect(isRetryable(classifyError(error))).toBe(false);
	});

	it('is not an error with a code of its own', () => {
		const error = Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' });
		expect(classifyError(error).kind).toBe('other');
	});
});

describe('anything else', () => {
	it.each([
		[new Error('x'), 'x'],
		['text', 'text'],
		[undefined, 'undefined'],
		[null, 'null'],
		[5, '5'],
		[[], ''],
	])('%p', (error, message) => {
		expect(classifyError(error)).toEqual({ kind: 'other', message });
	});

	it('may be its own cause, directly or indirectly', () => {
		const self = new Error('self');
		self.cause = self;
		expect(classifyError(self)).toEqual({ kind: 'other', message: 'self' });
		const one = new Error('one');
		const two = Object.assign(new Error('two'), { reason: one });
		one.cause = two;
		expect(classifyError(one)).toEqual({ kind: 'other', message: 'one' });
		expect(findStatusError(two)).toBeNull();
	});

	it('may be part of a cycle that contains a known error', () => {
		const one = new Error('one');
		one.cause = Object.assign(new Error('two', { cause: one }), { code: 'ECONNRESET' });
		expect(classifyError(one)).toEqual({ kind: 'network', code: 'ECONNRESET' });
	});

	it('may be deeply nested', () => {
		let error: Error = axiosStatus(503);
		for (let depth = 0; depth < 10_000; depth++) error = new Error('x', { cause: error });
		expect(classifyError(error)).toMatchObject({ kind: 'status', status: 503 });
	});

	it('keeps the message of an n8n error that wraps nothing', () => {
		const error = new NodeApiError(NODE, {} as JsonObject, { message: 'Set a Limit' });
		expect(classifyError(error)).toEqual({ kind: 'other', message: 'Set a Limit' });
	});
});

test('reads a bare status, as n8n 1 keeps it', () => {
	const error = Object.assign(new Error('Service unavailable'), {
		name: 'NodeApiError',
		httpCode: '503',
		context: { data: { message: 'Busy' } },
	});
	expect(classifyError(error)).toEqual({
		kind: 'status',
		status: 503,
		body: '{"message":"Busy"}',
		retryAfter: null,
	});
	expect(classifyError(Object.assign(new Error('x'), { httpCode: null }))).toMatchObject({
		kind: 'other',
	});
});
