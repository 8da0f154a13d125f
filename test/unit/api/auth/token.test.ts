import { UserError } from 'n8n-workflow';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from '../../../../nodes/IspringLearn/api/auth/token';
import { requestToken } from '../../../../nodes/IspringLearn/api/auth/token';
import { AuthenticationError } from '../../../../nodes/IspringLearn/api/auth/authenticationError';
import { wordsOf } from '../../support/message';
import { AxiosError } from '../../support/errors';
import { rejectionOf } from '../../support/thrown';

const ACCOUNT: Account = {
	baseUrl: 'https://api-learn.ispringlearn.com',
	clientId: 'id&=+ ä',
	clientSecret: 's3cr3t/+&=%"ü',
};

const TOKEN = 'eyJ0eXAi.t0k3n_-~+/==';

const answering = (statusCode: number, body: unknown) =>
	jest.fn<Promise<unknown>, [IHttpRequestOptions]>(async () => ({ statusCode, body, headers: {} }));

const ask = async (statusCode: number, body: unknown) =>
	await requestToken(answering(statusCode, body), ACCOUNT);

const refusalOf = async (statusCode: number, body: unknown) =>
	await rejectionOf(AuthenticationError, ask(statusCode, body));

/** The text that a credential shows. */
const shownOf = (refused: AuthenticationError): string => {
	const { message, description } = wordsOf(refused);
	return `${message}. ${description}`;
};

/** Everything that a person, a log or the database may see. */
const allWords = (refused: AuthenticationError): string =>
	[shownOf(refused), JSON.stringify(refused), refused.stack].join('\n');

function expectNoSecrets(refused: AuthenticationError): void {
	const words = allWords(refused);
	for (const secret of [ACCOUNT.clientSecret, encodeURIComponent(ACCOUNT.clientSecret), TOKEN]) {
		expect(words).not.toContain(secret);
	}
	expect(refused.cause).toBeUndefined();
}

describe('the request', () => {
	it('is the documented one', async () => {
		const send = answering(200, { access_token: TOKEN, expires_in: 1800 });
		await requestToken(send, ACCOUNT);
		expect(send).toHaveBeenCalledTimes(1);
		expect(send.mock.calls[0]?.[0]).toEqual({
			method: 'POST',
			url: 'https://api-learn.ispringlearn.com/api/v3/token',
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: 'client_id=id%26%3D%2B+%C3%A4&client_secret=s3cr3t%2F%2B%26%3D%25%22%C3%BC&grant_type=client_credentials',
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 60_000,
		});
	});

	it('is a form that a server can read', async () => {
		const send = answering(200, { access_token: TOKEN });
		await requestToken(send, ACCOUNT);
		const form = new URLSearchParams(String(send.mock.calls[0]?.[0].body));
		expect([...form]).toEqual([
			['client_id', ACCOUNT.clientId],
			['client_secret', ACCOUNT.clientSecret],
			['grant_type', 'client_credentials'],
		]);
	});

	it('goes to the token path on the domain of an account', async () => {
		const send = answering(200, { access_token: TOKEN });
		await requestToken(send, { ...ACCOUNT, baseUrl: 'https://company.example/api/v2' });
		expect(send.mock.calls[0]?.[0].url).toBe('https://company.example/api/v3/token');
	});
});

describe('a token', () => {
	const json = JSON.stringify({ access_token: TOKEN, expires_in: 1800, token_type: 'bearer' });
	it.each([
		['JSON', json],
		['JSON with a mark and blanks', `\uFEFF ${json}\n`],
		['JSON that was parsed already', JSON.parse(json)],
		[
			'XML',
			`<response><access_token>${TOKEN}</access_token><expires_in>1800</expires_in><token_type>bearer</token_type></response>`,
		],
		[
			'XML with a head',
			`<?xml version="1.0"?>\n<response>\n<access_token><![CDATA[${TOKEN}]]></access_token>\n<expires_in>1800</expires_in></response>`,
		],
	])('comes as %s', async (_format, body) => {
		expect(await ask(200, body)).toEqual({ accessToken: TOKEN, lifeMs: 1_800_000 });
	});

	it('also comes with status 201', async () => {
		expect((await ask(201, json)).accessToken).toBe(TOKEN);
	});

	it('stays text if it looks like a number', async () => {
		expect((await ask(200, '{"access_token":"00123"}')).accessToken).toBe('00123');
		const xml = '<response><access_token>1e3</access_token></response>';
		expect((await ask(200, xml)).accessToken).toBe('1e3');
	});

	it.each([
		[60, 60_000],
		['60', 60_000],
		[0.5, 500],
		[undefined, 1_800_000],
		[null, 1_800_000],
		['', 1_800_000],
		['soon', 1_800_000],
		[0, 1_800_000],
		[-5, 1_800_000],
		[{}, 1_800_000],
	])('that lives for %j seconds', async (seconds, lifeMs) => {
		expect(await ask(200, { access_token: TOKEN, expires_in: seconds })).toEqual({
			accessToken: TOKEN,
			lifeMs,
		});
	});
});

describe('an answer without a token', () => {
	it.each([
		'{}',
		'{"access_token":null}',
		'{"access_token":""}',
		'{"access_token":" "}',
		'{"access_token":5}',
		'{"access_token":["a"]}',
		'{"token":"a"}',
		'{"access_token":"a b"}',
		'{"access_token":"a\\r\\nX-Injected: 1"}',
		'{"access_token":"tökén"}',
		'{"__proto__":{"access_token":"a"}}',
		'<response/>',
		'<response><access_token/></response>',
		'<response><access_token>a</access_token><access_token>b</access_token></response>',
		'{"code":401,"message":"Invalid client"}',
	])('%s', async (body) => {
		const refused = await refusalOf(200, body);
		expect(wordsOf(refused).message).toBe('Signing in returned no access token');
		expect(wordsOf(refused).description).toContain('the region');
		expect(refused.data.answerStatus).toBe(200);
	});

	it.each([
		['', 'something unreadable'],
		['Welcome', 'something unreadable'],
		['[]', 'something unreadable'],
		['{"access_token":"a', 'something unreadable'],
		['<response><access_token>a</access_token>', 'something unreadable'],
		['<!DOCTYPE html><html><body>Sign in</body></html>', 'a web page'],
		['<html>', 'a web page'],
	])('%j', async (body, what) => {
		const refused = await refusalOf(200, body);
		expect(wordsOf(refused).message).toBe(`Signing in returned ${what} instead of an access token`);
		expect(wordsOf(refused).description).toContain('On a custom domain');
		expect(refused.data.answerStatus).toBe(200);
	});

	it('includes status 204', async () => {
		expect((await refusalOf(204, '')).data.answerStatus).toBe(204);
		expect((await refusalOf(204, undefined)).data.answerStatus).toBe(204);
	});
});

describe('a status', () => {
	it.each([
		[400, 'rejected the API key', "'Client ID' and 'Client Secret'"],
		[401, 'rejected the API key', "'Client ID' and 'Client Secret'"],
		[403, 'rejected the API key', "'Client ID' and 'Client Secret'"],
		[404, 'no iSpring Learn API at this address', 'the region'],
		[429, 'returned no access token', 'in a few minutes'],
		[500, 'returned no access token', 'in a few minutes'],
		[502, 'returned no access token', 'in a few minutes'],
		[503, 'returned no access token', 'in a few minutes'],
		[408, 'returned no access token', 'in a few minutes'],
		[425, 'returned no access token', 'in a few minutes'],
		[529, 'returned no access token', 'in a few minutes'],
		[301, 'no iSpring Learn API at this address', 'the region'],
		[302, 'no iSpring Learn API at this address', 'the region'],
		[307, 'no iSpring Learn API at this address', 'the region'],
		[304, 'no iSpring Learn API at this address', 'the region'],
	])('%d', async (status, happened, next) => {
		for (const body of ['', '{}', JSON.stringify({ access_token: TOKEN })]) {
			const refused = await refusalOf(status, body);
			expect(refused).toBeInstanceOf(UserError);
			expect(refused.name).toBe('AuthenticationError');
			expect(wordsOf(refused).message).toContain(happened);
			expect(wordsOf(refused).message).toMatch(new RegExp(`\\(status ${status}\\)$`));
			expect(shownOf(refused)).not.toMatch(/error|problem|failure|mistake/i);
			expect(wordsOf(refused).description).toContain(next);
			expect(refused.data.answerStatus).toBe(status);
			expect(refused.data.faultCode).toBeUndefined();
			expectNoSecrets(refused);
		}
	});

	it.each([400, 401])('%d with a web page names the host', async (status) => {
		const refused = await refusalOf(status, '<html><body>Sign in first</body></html>');
		expect(wordsOf(refused).message).toBe(
			`There is no iSpring Learn API at this address (status ${status})`,
		);
		expect(shownOf(refused)).not.toContain('Sign in first');
	});

	it.each([
		['{"code":401,"message":"Unknown client"}'],
		['<response><message>Unknown client</message></response>'],
		['{"error":"invalid_client","error_description":"Unknown client"}'],
		['{"error":"Unknown client"}'],
		['Unknown client'],
	])('quotes the server: %s', async (body) => {
		expect(wordsOf(await refusalOf(401, body)).message).toBe(
			'iSpring Learn rejected the API key (status 401: Unknown client)',
		);
	});
});

it.each([
	[{ 'retry-after': '7' }, '7'],
	[{}, null],
	[undefined, null],
])('keeps the Retry-After header of %j', async (headers, retryAfter) => {
	const send = async () => ({ statusCode: 429, body: '', headers });
	const refused = await rejectionOf(AuthenticationError, requestToken(send, ACCOUNT));
	expect(refused.data.retryAfter).toBe(retryAfter);
});

describe('no answer', () => {
	const unanswered = async (error: unknown) =>
		await rejectionOf(
			AuthenticationError,
			requestToken(async () => {
				throw error;
			}, ACCOUNT),
		);

	it.each([
		['ENOTFOUND', "The address doesn't exist. Check the region"],
		['ECONNREFUSED', 'Nothing is running at the address. Check the region'],
		['EPIPE', 'Check the region'],
	])('%s says what happened', async (code, words) => {
		const { description } = wordsOf(await unanswered(new AxiosError('x', code)));
		expect(description.startsWith(words)).toBe(true);
	});

	it.each(['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', 'CERT_HAS_EXPIRED'])('%s', async (code) => {
		const refused = await unanswered(new AxiosError(`connect ${code} ${TOKEN}`, code));
		expect(wordsOf(refused).message).toBe("Couldn't reach iSpring Learn to sign in");
		expect(shownOf(refused)).not.toContain(code);
		expect(wordsOf(refused).description).toContain(
			code.startsWith('CERT') ? 'certificate' : 'the region',
		);
		expect(refused.data.faultCode).toBe(code);
		expect(refused.data.answerStatus).toBeUndefined();
		expectNoSecrets(refused);
	});

	it.each([new Error('socket hang up'), 'text', { code: 5 }])(
		'without a code: %p',
		async (error) => {
			const refused = await unanswered(error);
			expect(wordsOf(refused).message).toBe("Couldn't reach iSpring Learn to sign in");
			expect(refused.data.faultCode).toBe('ENETUNREACH');
		},
	);
});

describe('a proxy or firewall', () => {
	it.each([
		[403, '<html><body>Blocked</body></html>', 'A proxy or firewall blocked the request'],
		[407, 'auth', 'The proxy that n8n uses requires a username and password'],
		[451, '', 'A proxy or firewall blocked the request'],
		[511, '<html></html>', 'The network of your n8n requires signing in first'],
	])('that answers %d is named, and the region is not', async (status, body, words) => {
		const refused = await refusalOf(status, body);
		expect(wordsOf(refused).message).toContain(`${words} when n8n signed in (status ${status}`);
		expect(shownOf(refused)).not.toMatch(/region|Client ID|error|problem|failure|mistake/i);
		expect(refused.data.answerStatus).toBe(status);
	});

	const thrown = async (error: unknown) =>
		await rejectionOf(
			AuthenticationError,
			requestToken(async () => await Promise.reject(error), ACCOUNT),
		);

	it.each(['Z_DATA_ERROR', 'HPE_INVALID_HEADER_TOKEN', 'ERR_FR_TOO_MANY_REDIRECTS'])(
		'that changes the answer (%s) is named',
		async (code) => {
			const refused = await thrown(new AxiosError('x', code));
			expect(shownOf(refused)).toMatch(/proxy or firewall/i);
			expect(shownOf(refused)).not.toContain('region');
		},
	);

	it("that is n8n's own SSRF protection is named, with its environment variable", async () => {
		const blocked = Object.assign(new UserError('blocked'), { name: 'SsrfBlockedIpError' });
		const { description } = wordsOf(await thrown(blocked));
		expect(description).toMatch(/^n8n's SSRF protection blocked .*N8N_SSRF_ALLOWED_HOSTNAMES/);
		expect(description).not.toContain('region');
	});

	it('that does not answer is named, with its environment variable', async () => {
		const attempt = Object.assign(new Error('x'), { port: 3128 });
		const config = { url: 'https://api.example/api/v3/token' };
		const refused = await thrown(
			Object.assign(new Error('y', { cause: attempt }), { code: 'ECONNREFUSED', config }),
		);
		expect(wordsOf(refused).message).toBe("Couldn't reach iSpring Learn to sign in");
		expect(wordsOf(refused).description).toMatch(
			/^The proxy that n8n uses didn't respond\. .*HTTPS_PROXY/,
		);
		expect(refused.data.faultCode).toBe('ECONNREFUSED');
	});

	it.each([
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'It is self-signed'],
		['CERT_HAS_EXPIRED', 'It has expired'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', "n8n doesn't know who issued it"],
	])('does not hide a certificate: %s', async (code, reason) => {
		const refused = await thrown(new AxiosError('x', code));
		expect(wordsOf(refused).description).toMatch(
			/^n8n doesn't trust the certificate of the API\. /,
		);
		expect(wordsOf(refused).description).toContain(reason);
		expect(wordsOf(refused).description).toContain(
			"'Ignore SSL Issues (Insecure)' in the credential",
		);
	});
});

describe('the secret', () => {
	const { clientSecret } = ACCOUNT;
	it.each([
		`{"message":${JSON.stringify(`Bad secret ${clientSecret}`)}}`,
		`Bad secret ${clientSecret}`,
		`Bad request client_secret=${encodeURIComponent(clientSecret)}&grant_type=client_credentials`,
		`<response><message>Bad secret ${clientSecret.replaceAll('&', '&amp;')}</message></response>`,
		`${'x'.repeat(295)}${clientSecret}`,
	])('is not repeated from %s', async (body) => {
		for (const status of [302, 400, 401, 404, 429, 500]) {
			const refused = await refusalOf(status, body);
			expectNoSecrets(refused);
			expect(shownOf(refused)).not.toContain('s3cr3t');
		}
	});

	it('may be any text', async () => {
		for (const secret of ['\uD800', '$&', '(', '\0', ' ']) {
			const send = answering(400, `no: ${secret}`);
			const account = { ...ACCOUNT, clientSecret: secret };
			const refused = await rejectionOf(AuthenticationError, requestToken(send, account));
			expect(wordsOf(refused).message).toMatch(/\(status 400: no: ?…+\)$/);
		}
	});

	it('that is empty masks nothing', async () => {
		const send = answering(400, 'client_secret is missing');
		const refused = await rejectionOf(
			AuthenticationError,
			requestToken(send, { ...ACCOUNT, clientSecret: '' }),
		);
		expect(shownOf(refused)).toContain('(status 400: client_secret is missing)');
	});

	it('is not in the message about an unreadable answer', async () => {
		for (const body of [
			`${clientSecret} ${TOKEN}`,
			`{"access_token":"${TOKEN} x"}`,
			`{"a":"${TOKEN}`,
		]) {
			expectNoSecrets(await refusalOf(200, body));
		}
	});
});
