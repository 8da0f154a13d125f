/** Sends the request of any endpoint, signed in, and decodes the answer. */
import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import { addressOf } from '../auth/credentialData';
import { validateBaseUrl } from '../auth/host';
import { isObject } from '../auth/networkError';
import { wasTrial, withReceipt } from '../auth/receipt';
import { readText } from '../decoder/charset';
import type { Answers } from '../decoder/decodeAnswer';
import { decodeAnswer } from '../decoder/decodeAnswer';
import type { Page } from '../decoder/decodePage';
import { ACCEPT } from '../decoder/body';
import type {
	AnswerKind,
	EndpointsByAnswer,
	ListEndpoint,
	Parameters,
} from '../endpoints/endpoint';
import { buildRequest } from '../endpoints/endpoint';
import { UNAUTHORIZED } from '../httpStatus';
import { findStatusError } from './requestError';

/** The credential that signs every request. */
export const CREDENTIAL = 'ispringLearnApi';

/** What n8n passes to the functions of a node that may send requests. */
export interface RequestContext {
	helpers: {
		httpRequestWithAuthentication(
			this: RequestContext,
			credentialType: string,
			request: IHttpRequestOptions,
		): Promise<unknown>;
	};
}

/** Sends one request. The type of its answer follows from the endpoint. */
export type SendRequest = ReturnType<typeof createRequester>;

/** Sends one request for a page of a list. */
export type SendPageRequest = (endpoint: ListEndpoint, query: Parameters) => Promise<Page>;

/** Receives the headers of every answer, before its body is decoded. */
export type OnResponse = (headers: IDataObject) => void;

/** What requests share. */
type CommonOptions = Omit<IHttpRequestOptions, 'url'>;

/**
 * Creates the function that sends every request: for lists, names, pick-lists, the trigger and writes.
 * @param common what all requests share: host, headers, timeout. A function is called for each request
 * @returns a function that sends one request. The type of its answer follows from the endpoint. It throws what
 * n8n's request helper throws, or a DecodeError.
 */
export function createRequester<S extends RequestContext>(
	context: S,
	common: CommonOptions | (() => CommonOptions),
	onResponse?: OnResponse,
) {
	return async <A extends AnswerKind>(
		endpoint: EndpointsByAnswer[A] & { answer: A },
		parameters: Parameters,
	): Promise<Answers[A]> => {
		const request = {
			...(typeof common === 'function' ? common() : common),
			...buildRequest(endpoint, parameters),
			returnFullResponse: true,
			// A redirect would turn a POST into a GET, which succeeds without doing anything.
			...(endpoint.method !== 'GET' && { disableFollowRedirect: true }),
		} as IHttpRequestOptions;
		return await withTrial(request, async (signed) => {
			const { httpRequestWithAuthentication } = context.helpers;
			const response = await httpRequestWithAuthentication.call(context, CREDENTIAL, signed);
			const { body, headers, statusCode } = response as IN8nHttpFullResponse;
			onResponse?.(headers);
			return decodeAnswer<A>(readText({ body, headers }), endpoint, statusCode);
		});
	};
}

/**
 * Sends a request with a receipt. n8n repeats a request once after a 401. When that was spent on another way to send
 * the token, and the token had been revoked instead, the request is sent once more.
 */
async function withTrial<R extends object, T>(
	request: R,
	send: (request: R) => Promise<T>,
): Promise<T> {
	return await withReceipt(request, send).catch(async (error: unknown) =>
		isObject(error) && wasTrial(error) && findStatusError(error)?.status === UNAUTHORIZED
			? await withReceipt(request, send)
			: await Promise.reject(error),
	);
}

/** iSpring Learn may take more than a minute for a large list. */
const TIMEOUT_MS = 120_000;

/** What all requests to the account of a credential share, unless n8n's routing engine builds them. */
export type Connection = Omit<IHttpRequestOptions, 'url'> & {
	baseURL: string;
	timeout: number;
};

/** What every request has, also one that n8n's routing engine builds. */
export const REQUEST_DEFAULTS = {
	headers: { Accept: ACCEPT },
	arrayFormat: 'brackets',
	encoding: 'arraybuffer',
	sendCredentialsOnCrossOriginRedirect: false,
} as const satisfies Partial<IHttpRequestOptions>;

/**
 * Creates the connection to a base URL that is safe.
 * @param baseURL the host, and the start of each path
 */
export const connectionTo = (baseURL: string): Connection => ({
	...REQUEST_DEFAULTS,
	baseURL,
	timeout: TIMEOUT_MS,
});

/**
 * Reads the connection from the credential of a node.
 * @throws HostError when the base URL in it must not be used
 */
export async function readConnection(
	context: Pick<IExecuteSingleFunctions, 'getCredentials'>,
): Promise<Connection> {
	const baseURL = addressOf(await context.getCredentials(CREDENTIAL));
	const fault = validateBaseUrl(baseURL);
	if (fault !== null) throw fault;
	return connectionTo(baseURL);
}
