import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { IspringLearnApi } from '../../../credentials/IspringLearnApi.credentials';
import { AuthenticationError } from '../../../nodes/IspringLearn/api/auth/authenticationError';
import { AxiosError, axiosStatus } from '../support/errors';
import { rejectionOf } from '../support/thrown';

const credential = new IspringLearnApi();
let keys = 0;

/** A key pair that no other test uses. */
const keyPair = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	authentication: 'clientCredentials',
	host: 'https://api-learn.ispringlearn.com',
	baseUrl: '',
	clientId: `client-${keys++}`,
	clientSecret: 's3cr3t',
	sessionToken: '',
	...more,
});

const pasted = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	authentication: 'accessToken',
	host: 'https://api-learn.ispringlearn.com',
	accessToken: 'p4st3d',
	...more,
});

/** Throws for a status from 400 on like n8n's own helper, unless the request accepts every status. */
function helper(body: unknown = { access_token: 'fr3sh', expires_in: 1800 }, statusCode = 200) {
	const httpRequest = jest.fn<Promise<unknown>, [IHttpRequestOptions]>(async (request) => {
		if (statusCode < 400 || request.ignoreHttpStatusErrors) return { statusCode, body };
		throw axiosStatus(statusCode, body);
	});
	const helpers = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
	return { httpRequest, helpers };
}

async function authorization(
	credentials: ICredentialDataDecryptedObject,
	destination = 'https://api-learn.ispringlearn.com/x',
): Promise<unknown> {
	const authenticate = credential.authenticate;
	if (typeof authenticate !== 'function') throw new TypeError('authenticate is no function');
	const request = { url: destination, headers: { Accept: 'application/json' } };
	const { headers, url } = await authenticate(credentials, request);
	expect(url).toBe(destination);
	expect(headers).toMatchObject({ Accept: 'application/json' });
	expect(request.headers).toEqual({ Accept: 'application/json' });
	return headers?.Authorization;
}

describe('the form', () => {
	it('has the documented names and defaults', () => {
		expect(credential.name).toBe('ispringLearnApi');
		expect(credential.properties.map(({ name, default: value }) => [name, value])).toEqual([
			['authentication', 'clientCredentials'],
			['host', 'https://api-learn.ispringlearn.com'],
			['baseUrl', ''],
			['clientId', ''],
			['clientSecret', ''],
			['accessToken', ''],
			['allowUnauthorizedCerts', false],
			['sessionToken', ''],
		]);
	});

	it('names regions by their domains, and has short hints', () => {
		const host = credential.properties.find(({ name }) => name === 'host');
		const names = (host?.options ?? []).map((option) => ('name' in option ? option.name : ''));
		expect(host?.displayName).toBe('Account Region');
		expect(names.slice(0, -1).every((name) => /^ispring(learn)?\.[a-z]+ \(/.test(name))).toBe(true);
		expect(names.at(-1)).toBe('Custom URL');
		for (const { hint = '', placeholder = 'e.g. ' } of credential.properties) {
			expect(hint.length).toBeLessThanOrEqual(120);
			expect(placeholder).toMatch(/^e\.g\. /);
		}
	});

	it('hides secrets', () => {
		const secret = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(secret.map(({ name }) => name)).toEqual(['clientSecret', 'accessToken', 'sessionToken']);
		expect(credential.properties.at(-1)).toMatchObject({
			type: 'hidden',
			typeOptions: { expirable: true },
		});
	});
});

describe('the Authorization header', () => {
	it.each([
		['', 'Bearer p4st3d'],
		['pasted:', 'Bearer p4st3d'],
		['pasted.bearer:', 'Bearer p4st3d'],
		['pasted.bare:', 'p4st3d'],
		['0123.bare:t0k3n', 'Bearer p4st3d'],
	])('of a pasted token, with the session %j', async (sessionToken, header) => {
		expect(await authorization(pasted({ sessionToken }))).toBe(header);
	});

	it.each([
		...[' p4st3d\n', 'Bearer p4st3d', 'bearer  p4st3d', '\tBEARER p4st3d '],
		...['p4\r\nst3d', '\u200Bp4st3d\u2060', 'Bearer\u00A0p4st\u00AD3d', '\uFEFFBearer p4st3d'],
	])('of a token pasted as %j', async (accessToken) => {
		expect(await authorization(pasted({ accessToken }))).toBe('Bearer p4st3d');
		const sessionToken = 'pasted.bare:';
		expect(await authorization(pasted({ accessToken, sessionToken }))).toBe('p4st3d');
	});

	it('holds the session token, as the session says', async () => {
		const credentials = keyPair();
		const { helpers } = helper();
		const renewed = await credential.preAuthentication.call(helpers, credentials);
		const signedIn = { ...credentials, ...renewed };
		expect(await authorization(signedIn)).toBe('Bearer fr3sh');
		const bare = signedIn.sessionToken.replace(':fr3sh', '.bare:0ther');
		expect(await authorization({ ...signedIn, sessionToken: bare })).toBe('0ther');
	});

	it('never holds the token of another account, nor one left over from the other authentication method', async () => {
		const credentials = keyPair({ accessToken: 'p4st3d' });
		const renewed = await credential.preAuthentication.call(helper().helpers, credentials);
		const edited = { ...credentials, ...renewed, clientId: 'other' };
		expect(await authorization(edited)).toBe('Bearer expired');
		expect(await authorization(keyPair({ accessToken: 'p4st3d' }))).toBe('Bearer expired');
	});
});

describe('a request to another origin', () => {
	it.each([
		'https://api-learn.ispring.com/x',
		'http://api-learn.ispringlearn.com/x',
		'https://api-learn.ispringlearn.com:8443/x',
		'https://api-learn.ispringlearn.com@elsewhere.example/x',
		'//elsewhere.example/x',
		'/x',
		'',
	])('such as %j gets no token', async (destination) => {
		const refused = await rejectionOf(AuthenticationError, authorization(pasted(), destination));
		expect(refused.message).toContain('https://api-learn.ispringlearn.com');
		expect(refused.message).not.toContain('p4st3d');
	});

	it('gets no token over plain http, even if the credential names that host', async () => {
		const baseUrl = 'http://company.example';
		const refused = await rejectionOf(
			AuthenticationError,
			authorization(pasted({ host: 'custom', baseUrl }), `${baseUrl}/x`),
		);
		expect(refused.message).toContain('https://');
	});
});

describe('a pasted token', () => {
	const tryIt = async (
		statusCode: number,
		body: unknown,
		more?: ICredentialDataDecryptedObject,
	) => {
		const { httpRequest, helpers } = helper(body, statusCode);
		const stored = credential.preAuthentication.call(helpers, pasted(more));
		return { httpRequest, stored };
	};

	it('is verified once with one row', async () => {
		const { httpRequest, stored } = await tryIt(200, '{"results":[]}');
		expect((await stored).sessionToken).toBe('pasted.bearer:');
		expect(httpRequest).toHaveBeenCalledTimes(1);
		expect(httpRequest.mock.calls[0]?.[0]).toMatchObject({
			method: 'GET',
			baseURL: 'https://api-learn.ispringlearn.com',
			url: '/learners/modules/results',
			qs: { pageSize: 1 },
			headers: {
				Authorization: 'Bearer p4st3d',
				Accept: 'application/json, application/xml;q=0.9',
			},
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it('is sent alone if it is rejected after the word Bearer, and the session says so', async () => {
		const httpRequest = jest.fn<Promise<unknown>, [IHttpRequestOptions]>(async ({ headers }) => {
			if (headers?.Authorization !== 'p4st3d') throw axiosStatus(401, '');
			return { statusCode: 200, body: '{"results":[]}' };
		});
		const helpers = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
		const credentials = pasted();
		const all = [1, 2, 3].map(
			async () => await credential.preAuthentication.call(helpers, credentials),
		);
		for (const { sessionToken } of await Promise.all(all)) {
			expect(await authorization({ ...credentials, sessionToken })).toBe('p4st3d');
		}
		expect(httpRequest).toHaveBeenCalledTimes(2);
	});

	it('is sent in both formats, and no further, if it is rejected', async () => {
		const { httpRequest, stored } = await tryIt(401, '');
		await rejectionOf(AuthenticationError, stored);
		const sent = httpRequest.mock.calls.map(([{ headers }]) => headers?.Authorization);
		expect(sent).toEqual(['Bearer p4st3d', 'p4st3d']);
	});

	it.each([
		[401, '', /access token has expired \(status 401\)\. .*Client ID and Secret/],
		[403, '', /allowed to read module results \(status 403\)\. .*Enterprise subscription/],
		[404, '', /\(status 404\)\. Check the region/],
		[503, '', /\(status 503\)\. Try again later/],
		[200, '<html></html>', /web page.*region/],
		[200, 'Welcome', /neither JSON nor XML.*region/],
		[200, '{"code":403,"message":"No plan"}', /No plan.*region/],
	])('answered with %d %s says what to look at', async (statusCode, body, words) => {
		const { stored } = await tryIt(statusCode, body);
		const refused = await rejectionOf(AuthenticationError, stored);
		expect(refused.message).toMatch(words);
		expect(refused.data.answerStatus).toBe(statusCode === 200 ? undefined : statusCode);
	});

	it('passes if the answer was cut off', async () => {
		const { stored } = await tryIt(200, '{"results":[{');
		expect((await stored).sessionToken).toBe('pasted.bearer:');
	});

	it('leaves no part of it where a message cuts off the name of an element', async () => {
		const { stored } = await tryIt(200, `<${'a'.repeat(116)}p4st3d/>`);
		const refused = await rejectionOf(AuthenticationError, stored);
		expect(refused.message).toContain('starts with <aaaa');
		expect(refused.message).not.toContain('p4st');
	});

	it('is masked in the message', async () => {
		const { stored } = await tryIt(400, '{"message":"What is p4st3d?"}');
		const refused = await rejectionOf(AuthenticationError, stored);
		expect(refused.message).toContain('What is ***?');
	});

	it('names the host if nothing is there, without a code', async () => {
		const httpRequest = jest.fn().mockRejectedValue(new AxiosError('no', 'ECONNREFUSED'));
		const helpers = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
		const refused = await rejectionOf(
			AuthenticationError,
			credential.preAuthentication.call(helpers, pasted()),
		);
		expect(refused.message).toMatch(/Couldn't reach.*region/);
		expect(refused.message).not.toContain('ECONN');
		expect(refused.data.faultCode).toBe('ECONNREFUSED');
	});
});

describe('Ignore SSL Issues', () => {
	const DESTINATION = 'https://api-learn.ispringlearn.com/x';
	const authenticated = async (more: ICredentialDataDecryptedObject, request = {}) => {
		const { authenticate } = credential;
		if (typeof authenticate !== 'function') throw new TypeError('authenticate is no function');
		return await authenticate(pasted(more), { url: DESTINATION, ...request });
	};

	it.each([true, 'true', ' TRUE '])('turned on as %j applies to every request', async (on) => {
		const { httpRequest, helpers } = helper();
		const more = { allowUnauthorizedCerts: on };
		await credential.preAuthentication.call(helpers, keyPair(more));
		const page = helper('{"results":[]}');
		await credential.preAuthentication.call(page.helpers, pasted(more));
		for (const [request] of [...httpRequest.mock.calls, ...page.httpRequest.mock.calls]) {
			expect(request.skipSslCertificateValidation).toBe(true);
		}
		expect(await authenticated(more)).toMatchObject({
			skipSslCertificateValidation: true,
			rejectUnauthorized: false,
		});
	});

	it.each([false, 'false', '', undefined])(
		'as %j leaves n8n’s own option as it is',
		async (off) => {
			const { httpRequest, helpers } = helper();
			const more = { allowUnauthorizedCerts: off as boolean };
			await credential.preAuthentication.call(helpers, keyPair(more));
			expect(httpRequest.mock.calls[0]?.[0]).not.toHaveProperty('skipSslCertificateValidation');
			const request = { skipSslCertificateValidation: true };
			expect(await authenticated(more, request)).toMatchObject(request);
			expect(await authenticated(more)).not.toHaveProperty('skipSslCertificateValidation');
		},
	);
});

describe('signing in', () => {
	it('requests a token from the chosen host, without blanks around the key', async () => {
		const { httpRequest, helpers } = helper();
		const credentials = keyPair({
			host: 'https://api-learn.ispring.eu',
			clientId: ` id-${keys++}\n\u200B`,
			clientSecret: '\t\u2060s3cr3t\u00AD ',
		});
		const { sessionToken } = await credential.preAuthentication.call(helpers, credentials);
		expect(sessionToken).toMatch(/:fr3sh$/);
		const [request] = httpRequest.mock.calls[0] ?? [];
		expect(request?.url).toBe('https://api-learn.ispring.eu/api/v3/token');
		expect(request?.body).toMatch(/^client_id=id-\d+&client_secret=s3cr3t&/);
	});

	it('requests a token from a custom address', async () => {
		const { httpRequest, helpers } = helper();
		const baseUrl = ' https://company.example/api/v3/ ';
		await credential.preAuthentication.call(helpers, keyPair({ host: 'custom', baseUrl }));
		expect(httpRequest.mock.calls[0]?.[0].url).toBe('https://company.example/api/v3/token');
	});

	it.each([
		'',
		'company.example',
		'http://company.example',
		'https://user:pass@company.example',
		'https://company.example/?a=b',
		5,
	])('sends the key nowhere when the address is %j', async (baseUrl) => {
		const { httpRequest, helpers } = helper();
		const credentials = keyPair({ host: 'custom', baseUrl });
		const refused = await rejectionOf(
			AuthenticationError,
			credential.preAuthentication.call(helpers, credentials),
		);
		expect(refused.message).toMatch(/'Base URL'/);
		expect(httpRequest).not.toHaveBeenCalled();
	});

	it('throws if the answer holds no token, which the test would pass', async () => {
		const { helpers } = helper('<html></html>');
		await rejectionOf(AuthenticationError, credential.preAuthentication.call(helpers, keyPair()));
	});
});

it('is tested with one row that the node reads, and sends no token to another origin', () => {
	const said = (credential.test.rules ?? []).map(({ properties }) => properties.message);
	expect(said).toEqual([
		expect.stringMatching(/\(status 401\)\. .*API key/),
		expect.stringMatching(/\(status 403\)\. .*Enterprise subscription/),
		expect.stringMatching(/\(status 404\)\. .*region/),
	]);
	expect(credential.test.request).toMatchObject({
		url: '/learners/modules/results',
		qs: { pageSize: 1 },
		sendCredentialsOnCrossOriginRedirect: false,
	});
});
