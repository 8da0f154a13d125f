import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { IspringLearnApi } from '../../../credentials/IspringLearnApi.credentials';
import { TokenRefused } from '../../../nodes/IspringLearn/source/token';
import { rejectionOf } from '../support/thrown';

const credential = new IspringLearnApi();
let keys = 0;

/** A key pair that no other test has seen. */
const keyPair = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	authentication: 'clientCredentials',
	host: 'https://api-learn.ispringlearn.com',
	baseUrl: '',
	clientId: `client-${keys++}`,
	clientSecret: 's3cr3t',
	tokenFormat: 'bearer',
	sessionToken: '',
	...more,
});

const pasted = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => ({
	authentication: 'accessToken',
	host: 'https://api-learn.ispringlearn.com',
	accessToken: 'p4st3d',
	tokenFormat: 'bearer',
	...more,
});

function helper(body: unknown = { access_token: 'fr3sh', expires_in: 1800 }) {
	const httpRequest = jest.fn<Promise<unknown>, [IHttpRequestOptions]>(async () => ({
		statusCode: 200,
		body,
	}));
	const helpers = { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
	return { httpRequest, helpers };
}

async function authorization(credentials: ICredentialDataDecryptedObject): Promise<unknown> {
	const authenticate = credential.authenticate;
	if (typeof authenticate !== 'function') throw new TypeError('authenticate is no function');
	const request = { url: '/x', headers: { Accept: 'application/json' } };
	const { headers, url } = await authenticate(credentials, request);
	expect(url).toBe('/x');
	expect(headers).toMatchObject({ Accept: 'application/json' });
	expect(request.headers).toEqual({ Accept: 'application/json' });
	return headers?.Authorization;
}

describe('the form', () => {
	it('has the promised names and defaults', () => {
		expect(credential.name).toBe('ispringLearnApi');
		expect(credential.properties.map(({ name, default: value }) => [name, value])).toEqual([
			['authentication', 'clientCredentials'],
			['host', 'https://api-learn.ispringlearn.com'],
			['baseUrl', ''],
			['clientId', ''],
			['clientSecret', ''],
			['accessToken', ''],
			['tokenFormat', 'bearer'],
			['sessionToken', ''],
		]);
	});

	it('hides what is secret', () => {
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
		['bearer', 'Bearer p4st3d'],
		['bare', 'p4st3d'],
		['', 'Bearer p4st3d'],
	])('of a pasted token, %s', async (tokenFormat, header) => {
		expect(await authorization(pasted({ tokenFormat }))).toBe(header);
	});

	it.each([' p4st3d\n', 'Bearer p4st3d', 'bearer  p4st3d', '\tBEARER p4st3d '])(
		'of a token pasted as %j',
		async (accessToken) => {
			expect(await authorization(pasted({ accessToken }))).toBe('Bearer p4st3d');
			expect(await authorization(pasted({ accessToken, tokenFormat: 'bare' }))).toBe('p4st3d');
		},
	);

	it('is that of the session, in either form', async () => {
		const credentials = keyPair();
		const { helpers } = helper();
		const renewed = await credential.preAuthentication.call(helpers, credentials);
		const signedIn = { ...credentials, ...renewed };
		expect(await authorization(signedIn)).toBe('Bearer fr3sh');
		expect(await authorization({ ...signedIn, tokenFormat: 'bare' })).toBe('fr3sh');
	});

	it('is never that of another account, nor a token left over from the other way to sign in', async () => {
		const credentials = keyPair({ accessToken: 'p4st3d' });
		const renewed = await credential.preAuthentication.call(helper().helpers, credentials);
		const edited = { ...credentials, ...renewed, clientId: 'other' };
		expect(await authorization(edited)).toBe('Bearer expired');
		expect(await authorization(keyPair({ accessToken: 'p4st3d' }))).toBe('Bearer expired');
	});
});

describe('signing in', () => {
	it('asks at the chosen host, with blanks around the key left out', async () => {
		const { httpRequest, helpers } = helper();
		const credentials = keyPair({
			host: 'https://api-learn.ispring.eu',
			clientId: ` id-${keys++}\n`,
			clientSecret: '\ts3cr3t ',
		});
		const { sessionToken } = await credential.preAuthentication.call(helpers, credentials);
		expect(sessionToken).toMatch(/:fr3sh$/);
		const [request] = httpRequest.mock.calls[0] ?? [];
		expect(request?.url).toBe('https://api-learn.ispring.eu/api/v3/token');
		expect(request?.body).toMatch(/^client_id=id-\d+&client_secret=s3cr3t&/);
	});

	it('asks at an address of one’s own', async () => {
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
			TokenRefused,
			credential.preAuthentication.call(helpers, credentials),
		);
		expect(refused.message).toMatch(/^The Base URL /);
		expect(httpRequest).not.toHaveBeenCalled();
	});

	it('is not tried with a pasted token: it cannot be renewed', async () => {
		const { httpRequest, helpers } = helper();
		expect(await credential.preAuthentication.call(helpers, pasted())).toEqual({});
		expect(httpRequest).not.toHaveBeenCalled();
	});

	it('throws when there is no token in the answer: the test would call it a success', async () => {
		const { helpers } = helper('<html></html>');
		await rejectionOf(TokenRefused, credential.preAuthentication.call(helpers, keyPair()));
	});
});

it('is tested with one row of what the node reads, and no token goes to another origin', () => {
	expect(credential.test.request).toMatchObject({
		url: '/learners/modules/results',
		qs: { pageSize: 1 },
		sendCredentialsOnCrossOriginRedirect: false,
	});
});
