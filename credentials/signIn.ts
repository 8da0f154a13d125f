/**
 * Signs in on the three occasions on which n8n asks for it: when no session token is stored, once
 * after a 401, and in its test of the credential. It does not say which. For the first two, what is
 * cached serves the many items that ask at once. A test has to sign in anew, or a key that was
 * deleted would seem to be right for as long as its last token lives. Only the request that follows
 * tells that it is a test; n8n hands the same object of values to both.
 */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { skipsCertificates } from '../nodes/IspringLearn/api/auth/credentialData';
import {
	readAccessToken,
	STATIC,
	renewSession,
	signInAnew,
	tokensOf,
} from '../nodes/IspringLearn/api/auth/tokenCache';
import type { Account, Send } from '../nodes/IspringLearn/api/auth/token';
import { verifyToken } from './verifyToken';
import { accountOf, authorizationOf, pastedToken, storedSession } from './credentialData';

type Credentials = ICredentialDataDecryptedObject;

/** Marks the request of n8n's test, and does not leave with it. */
export const TEST_HEADER = 'X-Credential-Test';

interface SignIn {
	send: Send;
	/** False when the session token came from the cache. */
	isNew: boolean;
}

const signIns = new WeakMap<Credentials, SignIn>();

/** Requests of the credential itself, which n8n's options of a node do not reach. */
const senderOf =
	({ helpers }: IHttpRequestHelper, credentials: Credentials): Send =>
	async (request) =>
		await helpers.httpRequest({ ...request, ...certificateOptions(credentials) });

/** As `helpers.httpRequest` and, for the HTTP Request node, `helpers.request` of n8n call it. */
export const certificateOptions = (credentials: Credentials): Partial<IHttpRequestOptions> =>
	skipsCertificates(credentials)
		? Object.assign({ skipSslCertificateValidation: true }, { rejectUnauthorized: false })
		: {};

/** The session token to store. A pasted token cannot be renewed, so it is tried instead. */
export async function signIn(
	helper: IHttpRequestHelper,
	credentials: Credentials,
): Promise<string> {
	const account = accountOf(credentials);
	const send = senderOf(helper, credentials);
	if (credentials.authentication === 'accessToken') {
		await tryIt(send, credentials, account, pastedToken(credentials));
		return STATIC;
	}
	const occasion: SignIn = { send, isNew: false };
	signIns.set(credentials, occasion);
	const counted: Send = async (request) => {
		occasion.isNew = true;
		return await send(request);
	};
	return await renewSession(counted, account, storedSession(credentials));
}

/** The access token for a request of a node. */
export const tokenFor = (credentials: Credentials, account: Account): string =>
	credentials.authentication === 'accessToken'
		? pastedToken(credentials)
		: readAccessToken(account, storedSession(credentials));

/** Whether n8n makes this request to test the credential. */
export const isTest = ({ headers }: IHttpRequestOptions): boolean =>
	Object.hasOwn(headers ?? {}, TEST_HEADER);

/**
 * The access token for n8n's test: of a sign-in that belongs to this test, and tried.
 * @throws TokenRefused saying in the words of the node what is not right
 */
export async function tokenForTest(credentials: Credentials, account: Account): Promise<string> {
	const occasion = signIns.get(credentials);
	if (!occasion) return tokenFor(credentials, account);
	const { send, isNew } = occasion;
	const session = isNew ? storedSession(credentials) : await signInAnew(send, account);
	const token = readAccessToken(account, session);
	await tryIt(send, credentials, account, token);
	return token;
}

async function tryIt(
	send: Send,
	credentials: Credentials,
	account: Account,
	token: string,
): Promise<void> {
	await verifyToken(send, {
		baseUrl: account.baseUrl,
		authorization: authorizationOf(credentials, token),
		secrets: [...(account.secrets ?? []), ...tokensOf(account, token)],
		pasted: credentials.authentication === 'accessToken',
	});
}

/** The headers of a request, signed and without the mark of a test. */
export function signedHeaders(
	{ headers }: IHttpRequestOptions,
	authorization: string,
): IDataObject {
	const others = Object.entries(headers ?? {}).filter(([name]) => name !== TEST_HEADER);
	return { ...Object.fromEntries(others), Authorization: authorization };
}
