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
import { Runtime } from '../nodes/IspringLearn/api/runtime';
import { accountOf } from './credentialData';
import { API_HOSTS } from './apiHosts';
import { assertSafeBaseUrl, assertSameOrigin, withMessages } from './errors';
import { Authenticator, TEST_HEADER } from './signIn';
import { TEST_RULES } from './verifyToken';

/** One per process: n8n loads this file once. */
const runtime = new Runtime();

/** The same name and label as in n8n's own credentials. */
const allowUnauthorizedCerts: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		"Whether to connect even if the certificate of the API can't be verified. Applies to signing in and to every request with this credential.",
};

export class IspringLearnApi implements ICredentialType {
	name = 'ispringLearnApi';

	displayName = 'iSpring Learn API';

	icon: Icon = {
		light: 'file:../icons/ispringLearn.svg',
		dark: 'file:../icons/ispringLearn.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-ispring-learn/n8n-nodes-ispring-learn/blob/main/docs/credentials.md';

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
					description: 'Recommended. n8n renews the access token automatically.',
				},
				{
					name: 'Access Token',
					value: 'accessToken',
					description: 'For quick tests. The token expires after 30 minutes.',
				},
			],
			default: 'clientCredentials',
		},
		{
			displayName: 'Account Region',
			name: 'host',
			type: 'options',
			options: [
				...API_HOSTS,
				{ name: 'Custom URL', value: 'custom', description: 'For a custom domain or a proxy' },
			],
			default: 'https://api-learn.ispringlearn.com',
			description: 'Where your account is hosted',
			hint: 'Choose the ending of the address where you sign in',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://company.ispringlearn.com/api/v3',
			description: 'The base URL of the API. On a custom domain, it ends with /api/v3.',
			required: true,
			displayOptions: { show: { host: ['custom'] } },
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			hint: 'In iSpring Learn, go to Settings > API keys and create a key',
			displayOptions: { show: { authentication: ['clientCredentials'] } },
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Shown next to the client ID in iSpring Learn',
			displayOptions: { show: { authentication: ['clientCredentials'] } },
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: "Expires 30 minutes after it was issued. For scheduled workflows, use 'Client ID and Secret'.",
			displayOptions: { show: { authentication: ['accessToken'] } },
		},
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
			return await runtime.get(Authenticator).sign(credentials, request);
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
