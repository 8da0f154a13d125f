/**
 * Signs in when n8n requests a session token: when none is stored, once after a 401, and when it tests the
 * credential. n8n does not say which of the three applies. It passes the same object of values to every call
 * about a request, and what was done with that object before tells.
 *
 * After a 401, that object has signed a request. Then, and when no token is stored, the cache serves the many
 * items that need a token at once. A test must sign in again, or a deleted key would pass until its last
 * token expires. Only the request that follows reveals a test.
 */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { skipsCertificates } from '../nodes/IspringLearn/api/auth/credentialData';
import { noteSignature } from '../nodes/IspringLearn/api/auth/receipt';
import type { SentToken, TokenFormat } from '../nodes/IspringLearn/api/auth/session';
import {
	authorizationOf,
	encodeSession,
	PASTED,
	readSession,
} from '../nodes/IspringLearn/api/auth/session';
import type { RefusedToken } from '../nodes/IspringLearn/api/auth/tokenCache';
import { TokenCache } from '../nodes/IspringLearn/api/auth/tokenCache';
import type { Runtime } from '../nodes/IspringLearn/api/runtime';
import type { Account, Send } from '../nodes/IspringLearn/api/auth/token';
import { isTokenAccepted, verifyToken } from './verifyToken';
import { accountOf, pastedToken, storedSession } from './credentialData';

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
const certificateOptions = (credentials: Credentials): Partial<IHttpRequestOptions> =>
	skipsCertificates(credentials)
		? Object.assign({ skipSslCertificateValidation: true }, { rejectUnauthorized: false })
		: {};

const isPasted = ({ authentication }: Credentials): boolean => authentication === 'accessToken';

/** Whether this is the request of n8n's credential test. */
const isTest = ({ headers }: IHttpRequestOptions): boolean =>
	Object.hasOwn(headers ?? {}, TEST_HEADER);

/** The headers of a request with its Authorization, without the mark of a test. */
function signedHeaders({ headers }: IHttpRequestOptions, authorization: string): IDataObject {
	const others = Object.entries(headers ?? {}).filter(([name]) => name !== TEST_HEADER);
	return { ...Object.fromEntries(others), Authorization: authorization };
}

/** Signs in, and signs each request. */
export class Authenticator {
	private readonly tokens: TokenCache;
	/** The latest sign-in with each object of values that n8n passed. */
	private readonly signIns = new WeakMap<Credentials, SignIn>();
	/** The token of the latest request that was signed with each object of values. */
	private readonly signed = new WeakMap<Credentials, RefusedToken>();
	/** Pasted tokens that are being verified, so that many items verify theirs once. */
	private readonly verifying = new Map<string, Promise<TokenFormat>>();

	constructor(runtime: Runtime) {
		this.tokens = runtime.get(TokenCache);
	}

	/** The session token to store. A pasted token cannot be renewed, so it is verified instead. */
	async signIn(helper: IHttpRequestHelper, credentials: Credentials): Promise<string> {
		const account = accountOf(credentials);
		const send = createSender(helper, credentials);
		if (isPasted(credentials)) {
			const format = await this.verifyPasted(send, credentials, account);
			return encodeSession(PASTED, { token: '', format });
		}
		const signIn: SignIn = { send, isNew: false };
		this.signIns.set(credentials, signIn);
		const counted: Send = async (request) => {
			signIn.isNew = true;
			return await send(request);
		};
		const stored = storedSession(credentials);
		const refused = this.signed.get(credentials);
		return await this.tokens.renewSession(
			counted,
			account,
			stored,
			refused,
			async (sent) => await isTokenAccepted(send, account.baseUrl, sent),
		);
	}

	/**
	 * Signs a request.
	 * @returns the request with its Authorization header
	 * @throws AuthenticationError when n8n tests the credential and the token or the host is wrong
	 */
	async sign(credentials: Credentials, request: IHttpRequestOptions): Promise<IHttpRequestOptions> {
		const account = accountOf(credentials);
		const sent = isTest(request)
			? await this.tokenForTest(credentials, account)
			: this.tokenFor(credentials, account);
		const isOwn = noteSignature(request, {
			tokens: () => this.tokens.tokensOf(account, sent.token),
			isTrial: !isPasted(credentials) && this.tokens.isTrial(account, sent),
			accepted: () => this.noteAccepted(credentials, account, sent),
		});
		this.signed.set(credentials, { ...sent, isUnauthorized: isOwn });
		return {
			...request,
			...certificateOptions(credentials),
			headers: signedHeaders(request, authorizationOf(sent)),
		};
	}

	private tokenFor(credentials: Credentials, account: Account): SentToken {
		const stored = storedSession(credentials);
		if (!isPasted(credentials)) return this.tokens.readToken(account, stored);
		const format = readSession(PASTED, stored)?.format ?? 'bearer';
		return { token: pastedToken(credentials), format };
	}

	/** The token for n8n's test: from a sign-in that belongs to this test, and verified. */
	private async tokenForTest(credentials: Credentials, account: Account): Promise<SentToken> {
		const signIn = this.signIns.get(credentials);
		if (!signIn) return this.tokenFor(credentials, account);
		const { send, isNew } = signIn;
		const session = isNew
			? storedSession(credentials)
			: await this.tokens.signInAnew(send, account);
		const { token, format } = this.tokens.readToken(account, session);
		const sent = {
			token,
			format: await this.verify(send, credentials, account, { token, format }),
		};
		this.tokens.noteAccepted(account, sent);
		return sent;
	}

	private noteAccepted(credentials: Credentials, account: Account, sent: SentToken): void {
		if (!isPasted(credentials)) this.tokens.noteAccepted(account, sent);
	}

	private async verifyPasted(
		send: Send,
		credentials: Credentials,
		account: Account,
	): Promise<TokenFormat> {
		const token = pastedToken(credentials);
		const key = JSON.stringify([account.baseUrl, token, certificateOptions(credentials)]);
		const known = this.verifying.get(key);
		if (known) return await known;
		const verifying = this.verify(send, credentials, account, { token, format: 'bearer' }).finally(
			() => this.verifying.delete(key),
		);
		this.verifying.set(key, verifying);
		return await verifying;
	}

	/** @returns how the host wants the token */
	private async verify(
		send: Send,
		credentials: Credentials,
		account: Account,
		sent: SentToken,
	): Promise<TokenFormat> {
		return await verifyToken(send, {
			baseUrl: account.baseUrl,
			sent,
			secrets: [...(account.secrets ?? []), ...this.tokens.tokensOf(account, sent.token)],
			pasted: isPasted(credentials),
		});
	}
}
