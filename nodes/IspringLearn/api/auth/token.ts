/**
 * Requests an access token: `POST {host}/api/v3/token` with the key pair as a form. The answer holds
 * `access_token` and `expires_in` (1800 seconds), as JSON or XML. There is no refresh token: a renewal
 * is a new request.
 */
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { RawAnswer } from '../decoder/charset';
import { readLeniently } from '../decoder/charset';
import { apiErrorMessage, isHtml, parseBody } from '../decoder/body';
import type { RawRecord } from '../schema/record';
import { AuthenticationError } from './authenticationError';
import { NOT_FOUND, RETRYABLE_STATUSES } from '../httpStatus';
import { buildTokenUrl } from './host';
import {
	alterationReason,
	findAlteredCode,
	findNetworkFailure,
	interceptionReason,
} from './networkError';

/** The key pair of an account, and the address of its API. */
export interface Account {
	baseUrl: string;
	clientId: string;
	clientSecret: string;
	/** Other secrets that messages must not show: the stored form of the secret, tokens, a leftover pasted token. */
	secrets?: readonly string[];
}

/** A token, and its life in milliseconds. */
export interface Token {
	accessToken: string;
	lifeMs: number;
}

/** Sends a request, as n8n's `helpers.httpRequest` does. */
export type Send = (options: IHttpRequestOptions) => Promise<unknown>;

const DEFAULT_LIFE_SECONDS = 1800;
const TIMEOUT_MS = 60_000;

/** A response with its body as text. */
interface RawResponse {
	status: number;
	body: string;
	/** The Retry-After header, or null when there is none. */
	retryAfter: string | null;
}

/**
 * Requests a token.
 * @throws AuthenticationError with its reason. Neither the key nor the token is in its data.
 */
export async function requestToken(send: Send, account: Account): Promise<Token> {
	const answer = await send({
		method: 'POST',
		url: buildTokenUrl(account.baseUrl),
		headers: {
			Accept: 'application/json',
			'Content-Type': 'application/x-www-form-urlencoded',
		},
		body: new URLSearchParams({
			client_id: account.clientId,
			client_secret: account.clientSecret,
			grant_type: 'client_credentials',
		}).toString(),
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	}).then(toRawResponse, throwUnanswered);
	if (answer.status >= 300) throwStatus(answer, [account.clientSecret, ...(account.secrets ?? [])]);
	return readToken(answer);
}

/** Reads n8n's response: depending on its version, the body is bytes, text or an object. */
function toRawResponse(response: unknown): RawResponse {
	const { statusCode, headers, body } = response as RawAnswer & {
		statusCode: number;
		headers?: Record<string, unknown>;
	};
	const retryAfter = headers?.['retry-after'];
	return {
		status: statusCode,
		body: readLeniently({ headers, body }),
		retryAfter: retryAfter === undefined ? null : String(retryAfter),
	};
}

function throwUnanswered(error: unknown): never {
	const altered = findAlteredCode(error);
	if (altered !== null) {
		throw new AuthenticationError('alteredAnswer', { alteration: alterationReason(altered) });
	}
	const { code, atProxy = false } = findNetworkFailure(error) ?? { code: 'ENETUNREACH' };
	throw new AuthenticationError('notReached', { faultCode: code, atProxy });
}

function throwStatus({ status, body, retryAfter }: RawResponse, secrets: readonly string[]): never {
	const reply = { answerStatus: status, excerpt: apiErrorMessage(body, secrets) };
	const interception = interceptionReason(status, isHtml(body));
	if (interception) throw new AuthenticationError('interceptedSignIn', { ...reply, interception });
	if (RETRYABLE_STATUSES.has(status) || status >= 500) {
		throw new AuthenticationError('busy', { ...reply, retryAfter });
	}
	if (isHtml(body) || status === NOT_FOUND || status < 400) {
		throw new AuthenticationError('wrongHost', reply);
	}
	throw new AuthenticationError('rejectedKey', reply);
}

function readToken({ status, body }: RawResponse): Token {
	const content = readTokenBody(body, status);
	const accessToken = content.access_token;
	if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) {
		throw new AuthenticationError('answerWithoutToken', { answerStatus: status });
	}
	const seconds = Number(content.expires_in);
	return {
		accessToken,
		lifeMs: 1000 * (Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_LIFE_SECONDS),
	};
}

function readTokenBody(body: string, status: number): RawRecord {
	try {
		return parseBody(body).content;
	} catch {
		return throwUnreadable(body, status);
	}
}

function throwUnreadable(body: string, status: number): never {
	throw new AuthenticationError('unreadableAnswer', {
		answerStatus: status,
		isWebPage: isHtml(body),
	});
}
