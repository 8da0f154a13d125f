/**
 * Asks iSpring Learn for an access token: `POST {host}/api/v3/token` with the key pair as a form.
 * The answer holds `access_token` and `expires_in` (1800 seconds), as JSON or as XML. There is no
 * refresh token: renewing is asking again.
 */
import { UserError } from 'n8n-workflow';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { RawAnswer } from '../decoder/charset';
import { readLeniently } from '../decoder/charset';
import { isHtml, parseBody } from '../decoder/decodePage';
import { apiErrorMessage } from '../decoder/apiErrorMessage';
import type { RawRecord } from '../schema/record';
import type { Obstacle } from './obstacles';
import { alterationOf, blockedBy, obstacleOf } from './obstacles';
import { RETRYABLE_STATUSES } from '../retryable';
import { buildTokenUrl } from './host';
import { readAltered, readUnreached } from './networkError';

/** The key pair of an account, and the API that it belongs to. */
export interface Account {
	baseUrl: string;
	clientId: string;
	clientSecret: string;
	/** What else must not be shown: the secret as it was stored, tokens, a pasted token left over. */
	secrets?: readonly string[];
}

/** A token, and how long it may be used. */
export interface Token {
	accessToken: string;
	lifeMs: number;
}

/** What sends a request, as n8n's `helpers.httpRequest` does. */
export type Send = (options: IHttpRequestOptions) => Promise<unknown>;

const DEFAULT_LIFE_SECONDS = 1800;
const TIMEOUT_MS = 60_000;

/**
 * No token was given. It crosses from the credential's bundle to the node's, which is why it is
 * told by its name, not by its class.
 */
export class AuthenticationError extends UserError {
	/** What happened, a sentence without its full stop. */
	readonly headline: string;
	/** How to go on. In the message as well, since n8n's test of a credential shows nothing else. */
	readonly nextStep: string;
	// Not `status` and `code`: n8n puts words of its own in the place of a message that comes with those.
	/** Status of the answer, or null when there was none. */
	readonly answerStatus: number | null;
	/** Code of the network fault, or null when there was an answer. */
	readonly faultCode: string | null;
	/** The Retry-After header of the answer, or null when there was none. */
	readonly retryAfter: string | null;

	constructor(
		headline: string,
		nextStep: string,
		told: { status?: number; code?: string; retryAfter?: string | null } = {},
	) {
		super(`${headline}. ${nextStep}`);
		this.name = 'TokenRefused';
		this.headline = headline;
		this.nextStep = nextStep;
		this.answerStatus = told.status ?? null;
		this.faultCode = told.code ?? null;
		this.retryAfter = told.retryAfter ?? null;
	}
}

const CHECK_HOST =
	'Check the API Host or Base URL in the credential: it is the address of the API, not the one where you sign in.';
const CHECK_KEY =
	'Check Client ID and Client Secret in the credential. You find them in iSpring Learn under Settings > API keys; a key that was deleted or renewed there stops working here.';
const TRY_LATER = 'iSpring Learn may be busy. Try again in a few minutes.';

export interface RawResponse {
	status: number;
	body: string;
	/** The Retry-After header, or null when there is none. */
	retryAfter: string | null;
}

/**
 * Asks for a token.
 * @throws TokenRefused saying which: the key was refused, the host is another one, the answer holds
 * no token, or there was no answer. Neither the key nor the token is ever part of the message.
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
	}).then(toRawResponse, refuseUnanswered);
	if (answer.status >= 300) refuse(answer, [account.clientSecret, ...(account.secrets ?? [])]);
	return readToken(answer);
}

/** What came back, whatever the version of n8n made of its body. */
export function toRawResponse(response: unknown): RawResponse {
	const { statusCode, headers, body } = response as RawAnswer & {
		statusCode: number;
		headers?: Record<string, unknown>;
	};
	const retryAfter = headers?.['retry-after'];
	return {
		status: statusCode,
		body: readLeniently({ headers, body }),
		retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
	};
}

function refuseUnanswered(error: unknown): never {
	const altered = readAltered(error);
	if (altered !== null) refuseObstacle(alterationOf(altered));
	const unreached = readUnreached(error) ?? { code: 'ENETUNREACH' };
	const obstacle = obstacleOf(unreached);
	const next = obstacle
		? `${obstacle.happened}. ${obstacle.next}`
		: `${CHECK_HOST} If it is right, try again in a few minutes.`;
	const { code } = unreached;
	throw new AuthenticationError('iSpring Learn could not be reached to sign in', next, { code });
}

/** Something between n8n and the API Host, which n8n's log and messages tell apart from a refused key. */
function refuseObstacle({ happened, next }: Obstacle, reply = '', status?: number): never {
	throw new AuthenticationError(`${happened} when n8n signed in${reply}`, next, { status });
}

function refuse({ status, body, retryAfter }: RawResponse, secrets: readonly string[]): never {
	const said = apiErrorMessage(body, secrets);
	const reply = said === '' ? `status ${status}` : `status ${status}: ${said}`;
	const blocked = blockedBy(status, isHtml(body));
	if (blocked) refuseObstacle(blocked, ` (${reply})`, status);
	if (RETRYABLE_STATUSES.has(status) || status >= 500) {
		const told = { status, retryAfter };
		throw new AuthenticationError(`iSpring Learn gave no token (${reply})`, TRY_LATER, told);
	}
	if (isHtml(body) || status === 404 || status < 400) {
		throw new AuthenticationError(`The API Host gives no tokens (${reply})`, CHECK_HOST, {
			status,
		});
	}
	throw new AuthenticationError(`iSpring Learn did not accept the API key (${reply})`, CHECK_KEY, {
		status,
	});
}

function readToken({ status, body }: RawResponse): Token {
	const content = readTokenBody(body, status);
	const accessToken = content.access_token;
	if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) {
		throw new AuthenticationError('The sign-in answer of the API Host holds no token', CHECK_HOST, {
			status,
		});
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
		return refuseUnreadable(body, status);
	}
}

function refuseUnreadable(body: string, status: number): never {
	const what = isHtml(body) ? 'a web page' : 'something that cannot be read';
	throw new AuthenticationError(`The API Host answered the sign-in with ${what}`, CHECK_HOST, {
		status,
	});
}
