import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import {
	API_HOSTS,
	BASE_URL_EXPRESSION,
	baseUrlOf,
	faultOfBaseUrl,
} from '../nodes/IspringLearn/source/host';
import { accessTokenOf, renewSession } from '../nodes/IspringLearn/source/session';
import type { Account } from '../nodes/IspringLearn/source/token';
import { TokenRefused } from '../nodes/IspringLearn/source/token';

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

const text = (value: unknown): string => (typeof value === 'string' ? value : '').trim();

function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	const { host, baseUrl, clientId, clientSecret } = credentials;
	return {
		baseUrl: baseUrlOf({ host: text(host), baseUrl: text(baseUrl) }),
		clientId: text(clientId),
		clientSecret: text(clientSecret),
	};
}

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
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** n8n calls it when there is no session token, and once after a 401. A pasted token cannot be renewed. */
	preAuthentication = async function (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<{ sessionToken?: string }> {
		const account = accountOf(credentials);
		const fault = faultOfBaseUrl(account.baseUrl);
		if (fault !== null) throw new TokenRefused(fault, 'Correct the Base URL in the credential.');
		if (credentials.authentication === 'accessToken') return {};
		return {
			sessionToken: await renewSession(
				async (request) => await this.helpers.httpRequest(request),
				account,
				text(credentials.sessionToken),
			),
		};
	};

	authenticate: IAuthenticate = async (credentials, request) => {
		const token =
			credentials.authentication === 'accessToken'
				? text(credentials.accessToken).replace(/^Bearer\s+/i, '')
				: accessTokenOf(accountOf(credentials), text(credentials.sessionToken));
		const authorization = credentials.tokenFormat === 'bare' ? token : `Bearer ${token}`;
		return { ...request, headers: { ...request.headers, Authorization: authorization } };
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: '/learners/modules/results',
			qs: { pageSize: 1 },
			headers: { Accept: 'application/json, application/xml;q=0.9' },
			sendCredentialsOnCrossOriginRedirect: false,
		},
	};
}
