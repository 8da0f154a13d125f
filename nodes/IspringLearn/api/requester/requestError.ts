/** Classifies whatever n8n and axios throw for a request. */
import type { AuthenticationError } from '../auth/authenticationError';
import { isAuthenticationError } from '../auth/authenticationError';
import type { NetworkFailure, Properties } from '../auth/networkError';
import { causes, findAlteredCode, findNetworkFailure, isObject } from '../auth/networkError';
import { readLeniently } from '../decoder/charset';
import { DecodeError } from '../decoder/decodeError';
import { BAD_REQUEST } from '../httpStatus';

/** Why a request failed, as data. */
export type RequestError =
	| { kind: 'status'; status: number; body: string; retryAfter: string | null }
	| ({ kind: 'network' } & NetworkFailure)
	/** Something between n8n and the API host created or changed the answer. */
	| { kind: 'altered'; code: string }
	/** The body is not what the endpoint promises. */
	| { kind: 'page'; error: DecodeError }
	/** The sign-in failed. */
	| { kind: 'token'; error: AuthenticationError }
	/** The machine that n8n runs on lacks space, memory or a permission. */
	| { kind: 'machine'; code: string }
	/** A bug in this package or in n8n. */
	| { kind: 'internal'; message: string; stack: string }
	| { kind: 'other'; message: string };

/** The codes of errors with files, memory and processes. None of them comes from a connection alone. */
const MACHINE_CODE =
	/^(ENOSPC|EDQUOT|EMFILE|ENFILE|ENOBUFS|ENOMEM|EACCES|EPERM|EROFS|EIO|EBUSY|EFBIG|ENOENT|EEXIST|ENOTDIR|EISDIR|ENOTEMPTY|ELOOP|EMLINK|ENAMETOOLONG|EXDEV|EBADF|EINVAL|EAGAIN|ENODEV|ENXIO|ENOSYS|ENOLCK|ESTALE|ETXTBSY|EOVERFLOW|ERANGE|ENOEXEC|ERR_FS_.+)$/;

/** Errors that JavaScript throws for a bug. One with a `code` was thrown for an invalid value instead. */
const BUGS: ReadonlySet<unknown> = new Set([
	'TypeError',
	'RangeError',
	'ReferenceError',
	'SyntaxError',
	'URIError',
	'EvalError',
]);

const readHeader = (response: Properties, name: string): string | null => {
	const { headers } = response;
	const value = isObject(headers) ? headers[name] : undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** Finds the answer with an error status that n8n's request helper attached to what it threw; null when there is none. */
export function findStatusError(error: unknown): Extract<RequestError, { kind: 'status' }> | null {
	for (const cause of causes(error)) {
		const { response } = cause;
		if (!isObject(response)) continue;
		const status = Number(response.status ?? response.statusCode);
		if (Number.isInteger(status) && status >= 300) {
			return {
				kind: 'status',
				status,
				body: readLeniently({ body: response.data ?? response.body, headers: response.headers }),
				retryAfter: readHeader(response, 'retry-after'),
			};
		}
	}
	return findBareStatus(error);
}

/** n8n 1 keeps only the status and the body of an answer. */
function findBareStatus(error: unknown): Extract<RequestError, { kind: 'status' }> | null {
	for (const { httpCode, context } of causes(error)) {
		const status = typeof httpCode === 'string' && httpCode !== '' ? Number(httpCode) : NaN;
		if (!Number.isInteger(status) || status < 300) continue;
		const data = isObject(context) ? context.data : undefined;
		return { kind: 'status', status, body: readLeniently({ body: data }), retryAfter: null };
	}
	return null;
}

const findCode = (error: unknown, pattern: RegExp): string | undefined =>
	[...causes(error)]
		.map(({ code }) => code)
		.find((code): code is string => typeof code === 'string' && pattern.test(code));

function findBug(error: unknown): RequestError | null {
	for (const cause of causes(error)) {
		if (!(cause instanceof Error) || 'code' in cause || !BUGS.has(cause.name)) continue;
		return { kind: 'internal', message: cause.message, stack: cause.stack ?? cause.message };
	}
	return null;
}

/** Classifies any thrown value. */
export function classifyError(error: unknown): RequestError {
	for (const cause of causes(error)) {
		if (cause instanceof DecodeError) return { kind: 'page', error: cause };
		if (isAuthenticationError(cause)) return { kind: 'token', error: cause };
	}
	const status = findStatusError(error);
	if (status) return status;
	const altered = findAlteredCode(error);
	if (altered !== null) return { kind: 'altered', code: altered };
	const machine = findCode(error, MACHINE_CODE);
	if (machine !== undefined) return { kind: 'machine', code: machine };
	const network = findNetworkFailure(error);
	if (network) return { kind: 'network', ...network };
	const message = error instanceof Error ? error.message : String(error);
	return findBug(error) ?? { kind: 'other', message };
}

/** Whether a create was reported as done, but without the ID. */
export const isWithoutId = (error: RequestError): boolean =>
	error.kind === 'page' && error.error.kind === 'empty';

/** Whether the API rejected a request for what is in it, such as an unknown ID. */
export const isBadRequest = (error: RequestError): boolean =>
	error.kind === 'status' && error.status === BAD_REQUEST;

/**
 * Waits for a request, and returns its result, or the status it failed with when that is one of `statuses`.
 * @throws any other error of the request
 */
export async function orStatus<T extends object>(
	request: Promise<T>,
	statuses: ReadonlySet<number>,
): Promise<T | number> {
	return await request.catch(async (error: unknown) => {
		const status = findStatusError(error)?.status;
		return status !== undefined && statuses.has(status) ? status : await Promise.reject(error);
	});
}

/**
 * The same, but null for a body that isn't what the documents promise.
 * @throws any other error of the request
 */
export async function orUnreadable<T extends object>(
	request: Promise<T>,
	statuses: ReadonlySet<number>,
): Promise<T | number | null> {
	return await orStatus(request, statuses).catch(async (error: unknown) =>
		classifyError(error).kind === 'page' ? null : await Promise.reject(error),
	);
}
