import type { ICredentialTestRequest } from 'n8n-workflow';
import { AuthenticationError } from '../nodes/IspringLearn/api/auth/authenticationError';
import { ENDPOINTS } from '../nodes/IspringLearn/api/endpoints/endpoints';
import { CREDENTIAL_FORM } from '../nodes/IspringLearn/errors/form';
import type { Message } from '../nodes/IspringLearn/errors/messages';
import { toMessage } from '../nodes/IspringLearn/errors/messages';
import { FORBIDDEN, NOT_FOUND, UNAUTHORIZED } from '../nodes/IspringLearn/api/httpStatus';
import type { RequestError } from '../nodes/IspringLearn/api/requester/requestError';
import { classifyError } from '../nodes/IspringLearn/api/requester/requestError';
import type { RequestContext } from '../nodes/IspringLearn/api/requester/requester';
import { connectionTo, createRequester } from '../nodes/IspringLearn/api/requester/requester';
import { isRetryable } from '../nodes/IspringLearn/api/requester/retryRules';
import { redact } from '../nodes/IspringLearn/api/redact';
import type { SentToken, TokenFormat } from '../nodes/IspringLearn/api/auth/session';
import { authorizationOf, otherFormat } from '../nodes/IspringLearn/api/auth/session';
import type { Send } from '../nodes/IspringLearn/api/auth/token';
import { recordName } from '../nodes/IspringLearn/errors/messages/template';

const TIMEOUT_MS = 60_000;

/** A token to verify, and where and how it is sent at first. */
interface TokenToVerify {
	baseUrl: string;
	sent: SentToken;
	/** What messages must not show, even if the server repeats it. */
	secrets: readonly string[];
	/** False for a token that was fetched with a key pair. */
	pasted: boolean;
}

const describe = (fault: RequestError, pastedToken: boolean): Message =>
	toMessage(fault, {
		label: recordName(ENDPOINTS.moduleResults.name),
		idFilters: [],
		form: CREDENTIAL_FORM,
		pastedToken,
		retries: 0,
	});

/**
 * Reads one module result with a token, sent in one format, and if that is rejected in the other. n8n's own test
 * accepts any answer with status 200, a web page included, and explains little about the others.
 * @returns the format that the host accepts
 * @throws AuthenticationError, with the message that the node would show, when the token or the host is wrong
 */
export async function verifyToken(
	send: Send,
	{ baseUrl, sent, secrets, pasted }: TokenToVerify,
): Promise<TokenFormat> {
	let { format } = sent;
	let fault = await findReadError(send, baseUrl, sent);
	if (isUnauthorized(fault)) {
		format = otherFormat(format);
		fault = await findReadError(send, baseUrl, { ...sent, format });
	}
	// A damaged body does not mean that the token is wrong, and the node retries such a request.
	if (fault === null || (fault.kind === 'page' && isRetryable(fault))) return format;
	const { message, description } = describe(fault, pasted);
	const shown = (text: string): string => redact(text, secrets);
	const answerStatus = fault.kind === 'status' ? fault.status : undefined;
	const faultCode = fault.kind === 'network' ? fault.code : undefined;
	throw new AuthenticationError('rejectedToken', {
		headline: shown(message),
		// Without the code: n8n replaces a message that contains one with its own.
		nextStep: shown(description).replace(` (${faultCode})`, ''),
		answerStatus,
		faultCode,
	});
}

/** Reads one module result to find out whether the host accepts a token; null when the answer does not tell. */
export async function isTokenAccepted(
	send: Send,
	baseUrl: string,
	sent: SentToken,
): Promise<boolean | null> {
	const fault = await findReadError(send, baseUrl, sent);
	if (fault === null) return true;
	return isUnauthorized(fault) ? false : null;
}

const isUnauthorized = (fault: RequestError | null): boolean =>
	fault?.kind === 'status' && fault.status === UNAUTHORIZED;

async function findReadError(
	send: Send,
	baseUrl: string,
	sent: SentToken,
): Promise<RequestError | null> {
	try {
		const connection = { ...connectionTo(baseUrl), timeout: TIMEOUT_MS };
		const request = createRequester(signedWith(authorizationOf(sent), send), connection);
		await request(ENDPOINTS.moduleResults, { pageSize: 1 });
		return null;
	} catch (error) {
		return classifyError(error);
	}
}

/** Signs requests with this token. n8n's own helper would use the stored one. */
const signedWith = (authorization: string, send: Send): RequestContext => ({
	helpers: {
		httpRequestWithAuthentication: async (_credential, request) =>
			await send({ ...request, headers: { ...request.headers, Authorization: authorization } }),
	},
});

/** Messages of n8n's test for an account that signs in but may not read results. Without them n8n shows only the status. */
export const TEST_RULES: ICredentialTestRequest['rules'] = [UNAUTHORIZED, FORBIDDEN, NOT_FOUND].map(
	(value) => {
		const fault = { kind: 'status', status: value, body: '', retryAfter: null } as const;
		const { message, description } = describe(fault, false);
		return { type: 'responseCode', properties: { value, message: `${message}. ${description}` } };
	},
);
