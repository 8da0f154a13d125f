import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { BASE_URL_EXPRESSION } from '../nodes/IspringLearn/api/auth/host';
import { ACCEPT } from '../nodes/IspringLearn/api/decoder/body';
import { ENDPOINTS } from '../nodes/IspringLearn/api/endpoints/endpoints';
import { noteTokens } from '../nodes/IspringLearn/api/auth/receipt';
import { Runtime } from '../nodes/IspringLearn/api/runtime';
import { accountOf, authorizationOf } from './credentialData';
import { API_HOSTS } from './apiHosts';
import { assertSafeBaseUrl, assertSameOrigin, withMessages } from './errors';
import { Authenticator, certificateOptions, isTest, signedHeaders, TEST_HEADER } from './signIn';
import { TEST_RULES } from './verifyToken';

/** One per process: n8n loads this file once. */
const runtime = new Runtime();

/** How the token is sent: a choice, not a secret. */
const tokenFormat: INodeProperties = {
	displayName: 'Token Format',
	name: 'tokenFormat',
	type: 'options',
	options: [
		{
			name: 'Bearer',
			value: 'bearer',
			description: 'Authorization: Bearer followed by the token',
		},
		{ name: 'Bare Token', value: 'bare', description: 'Authorization: the token alone' },
	],
	default: 'bearer',
	description: 'How the token is sent. Change it only when a right key is refused.',
};

/** The same name and label as in n8n's own credentials. */
const allowUnauthorizedCerts: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		'Whether to connect even if the certificate of the API Host cannot be verified. It holds for the sign-in and for every request with this credential.',
};

export class IspringLearnApi implements ICredentialType {
	name = 'ispringLearnApi';

	displayName = 'iSpring Learn API';

	icon: Icon = {
		light: 'file:../icons/ispringLearn.svg',
		dark: 'file:../icons/ispringLearn.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-ispring-learn/n8n-nodes-ispring-learn#credentials';

	httpRequestNode = {
		name: 'iSpring Learn',
		docsUrl: this.documentationUrl,
		apiBaseUrlPlaceholder: 'https://api-learn.ispringlearn.com/',
	};

	properties: INodeProperties[] = [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{
					name: 'Client ID and Secret',
					value: 'clientCredentials',
					description: 'For schedules: the token is renewed by itself',
				},
				{
					name: 'Access Token',
					value: 'accessToken',
					description: 'For a quick try: the token is valid for 30 minutes',
				},
			],
			default: 'clientCredentials',
		},
		{
			displayName: 'API Host',
			name: 'host',
			type: 'options',
			options: [
				...API_HOSTS,
				{ name: 'Other Address', value: 'custom', description: 'Your own domain or a proxy' },
			],
			default: 'https://api-learn.ispringlearn.com',
			description: 'The API of the region where your account is, not the address where you sign in',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'https://company.ispringlearn.com/api/v3',
			description: 'Address of the API. With the domain of your account it ends in /api/v3.',
			required: true,
			displayOptions: { show: { host: ['custom'] } },
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'From iSpring Learn, Settings > API keys',
			displayOptions: { show: { authentication: ['clientCredentials'] } },
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From iSpring Learn, beside the Client ID',
			displayOptions: { show: { authentication: ['clientCredentials'] } },
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'Valid for 30 minutes from when it was made. For a schedule, use Client ID and Secret.',
			displayOptions: { show: { authentication: ['accessToken'] } },
		},
		tokenFormat,
		allowUnauthorizedCerts,
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls this when there is no session token, once after a 401, and when it tests the credential. */
	preAuthentication = async function (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ sessionToken: string }> {
		return await withMessages(async () => {
			assertSafeBaseUrl(accountOf(credentials));
			return { sessionToken: await runtime.get(Authenticator).signIn(this, credentials) };
		});
	};

	authenticate: IAuthenticate = async (credentials, request) =>
		await withMessages(async () => {
			const account = accountOf(credentials);
			assertSafeBaseUrl(account);
			assertSameOrigin(account, request);
			const authenticator = runtime.get(Authenticator);
			const token = isTest(request)
				? await authenticator.tokenForTest(credentials, account)
				: authenticator.tokenFor(credentials, account);
			noteTokens(request, () => authenticator.tokensOf(account, token));
			return {
				...request,
				...certificateOptions(credentials),
				headers: signedHeaders(request, authorizationOf(credentials, token)),
			};
		});

	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: ENDPOINTS.moduleResults.path,
			qs: { pageSize: 1 },
			headers: { Accept: ACCEPT, [TEST_HEADER]: 'yes' },
			sendCredentialsOnCrossOriginRedirect: false,
		},
		rules: TEST_RULES,
	};
}
