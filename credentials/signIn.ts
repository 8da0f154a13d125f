/**
 * Signs in when n8n requests a session token: when none is stored, once after a 401, and when it tests the
 * credential. n8n does not say which of the three applies. In the first two cases, the cache serves the many
 * items that need a token at once. A test must sign in again, or a deleted key would pass until its last
 * token expires. Only the request that follows reveals a test. n8n passes the same object of values to both
 * calls, which connects them.
 */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { skipsCertificates } from '../nodes/IspringLearn/api/auth/credentialData';
import { STATIC, TokenCache } from '../nodes/IspringLearn/api/auth/tokenCache';
import type { Runtime } from '../nodes/IspringLearn/api/runtime';
import type { Account, Send } from '../nodes/IspringLearn/api/auth/token';
import { verifyToken } from './verifyToken';
import { accountOf, authorizationOf, pastedToken, storedSession } from './credentialData';

type Credentials = ICredentialDataDecryptedObject;

/** Marks the request of n8n's test. It is removed before the request is sent. */
export const TEST_HEADER = 'X-Credential-Test';

interface SignIn {
	send: Send;
	/** False when the session token came from the cache. */
	isNew: boolean;
}

/** Sends the credential's own requests. The options of a node do not apply to them. */
const createSender =
	({ helpers }: IHttpRequestHelper, credentials: Credentials): Send =>
	async (request) =>
		await helpers.httpRequest({ ...request, ...certificateOptions(credentials) });

/**
 * The options that skip the check of certificates. The first is for n8n's `helpers.httpRequest`, the second for
 * `helpers.request`, which the HTTP Request node uses.
 */
export const certificateOptions = (credentials: Credentials): Partial<IHttpRequestOptions> =>
	skipsCertificates(credentials)
		? Object.assign({ skipSslCertificateValidation: true }, { rejectUnauthorized: false })
		: {};

/** Whether this is the request of n8n's credential test. */
export const isTest = ({ headers }: IHttpRequestOptions): boolean =>
	Object.hasOwn(headers ?? {}, TEST_HEADER);

/** The headers of a request with its Authorization, without the mark of a test. */
export function signedHeaders(
	{ headers }: IHttpRequestOptions,
	authorization: string,
): IDataObject {
	const others = Object.entries(headers ?? {}).filter(([name]) => name !== TEST_HEADER);
	return { ...Object.fromEntries(others), Authorization: authorization };
}

/** Signs in, and returns the token for each request. */
export class Authenticator {
	private readonly tokens: TokenCache;
	/** The latest sign-in with each object of values that n8n passed. */
	private readonly signIns = new WeakMap<Credentials, SignIn>();

	constructor(runtime: Runtime) {
		this.tokens = runtime.get(TokenCache);
	}

	/** The session token to store. A pasted token cannot be renewed, so it is verified instead. */
	async signIn(helper: IHttpRequestHelper, credentials: Credentials): Promise<string> {
		const account = accountOf(credentials);
		const send = createSender(helper, credentials);
		if (credentials.authentication === 'accessToken') {
			await this.verify(send, credentials, account, pastedToken(credentials));
			return STATIC;
		}
		const signIn: SignIn = { send, isNew: false };
		this.signIns.set(credentials, signIn);
		const counted: Send = async (request) => {
			signIn.isNew = true;
			return await send(request);
		};
		return await this.tokens.renewSession(counted, account, storedSession(credentials));
	}

	/** The access token for a request of a node. */
	tokenFor(credentials: Credentials, account: Account): string {
		return credentials.authentication === 'accessToken'
			? pastedToken(credentials)
			: this.tokens.readAccessToken(account, storedSession(credentials));
	}

	/**
	 * The access token for n8n's test: from a sign-in that belongs to this test, and verified.
	 * @throws AuthenticationError with the message that the node would show
	 */
	async tokenForTest(credentials: Credentials, account: Account): Promise<string> {
		const signIn = this.signIns.get(credentials);
		if (!signIn) return this.tokenFor(credentials, account);
		const { send, isNew } = signIn;
		const session = isNew
			? storedSession(credentials)
			: await this.tokens.signInAnew(send, account);
		const token = this.tokens.readAccessToken(account, session);
		await this.verify(send, credentials, account, token);
		return token;
	}

	/** Tokens to mask in messages about a request that is sent with this one. */
	tokensOf(account: Account, sent: string): string[] {
		return this.tokens.tokensOf(account, sent);
	}

	private async verify(
		send: Send,
		credentials: Credentials,
		account: Account,
		token: string,
	): Promise<void> {
		await verifyToken(send, {
			baseUrl: account.baseUrl,
			authorization: authorizationOf(credentials, token),
			secrets: [...(account.secrets ?? []), ...this.tokensOf(account, token)],
			pasted: credentials.authentication === 'accessToken',
		});
	}
}
