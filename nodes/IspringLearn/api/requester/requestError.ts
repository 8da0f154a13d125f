/** Reads what went wrong with a request out of whatever n8n and axios throw. */
import type { AuthenticationError } from '../auth/authenticationError';
import { isAuthenticationError } from '../auth/authenticationError';
import type { NetworkFailure } from '../auth/networkError';
import { causes, findAlteredCode, findNetworkFailure } from '../auth/networkError';
import { readLeniently } from '../decoder/charset';
import { DecodeError } from '../decoder/decodeError';

/** What went wrong, as data. */
export type RequestError =
	| { kind: 'status'; status: number; body: string; retryAfter: string | null }
	| ({ kind: 'network' } & NetworkFailure)
	/** Something between n8n and the API Host made the answer, or changed it. */
	| { kind: 'altered'; code: string }
	| { kind: 'page'; refusal: DecodeError }
	| { kind: 'token'; refusal: AuthenticationError }
	/** The machine that n8n runs on is out of something, or does not allow it. */
	| { kind: 'machine'; code: string }
	/** A fault of this package, or of n8n. */
	| { kind: 'internal'; message: string; stack: string }
	| { kind: 'other'; message: string };

type Properties = Record<string, unknown>;

const isObject = (value: unknown): value is Properties =>
	typeof value === 'object' && value !== null;

/** What files, memory and processes are refused with; none of it is said of a connection alone. */
const MACHINE_CODE =
	/^(ENOSPC|EDQUOT|EMFILE|ENFILE|ENOBUFS|ENOMEM|EACCES|EPERM|EROFS|EIO|EBUSY|EFBIG|ENOENT|EEXIST|ENOTDIR|EISDIR|ENOTEMPTY|ELOOP|EMLINK|ENAMETOOLONG|EXDEV|EBADF|EINVAL|EAGAIN|ENODEV|ENXIO|ENOSYS|ENOLCK|ESTALE|ETXTBSY|EOVERFLOW|ERANGE|ENOEXEC|ERR_FS_.+)$/;

/** JavaScript throws these for code that is not right; with a code of its own, it was a value that is not. */
const OF_CODE: ReadonlySet<unknown> = new Set([
	'TypeError',
	'RangeError',
	'ReferenceError',
	'SyntaxError',
	'URIError',
	'EvalError',
]);

const headerOf = (response: Properties, name: string): string | null => {
	const { headers } = response;
	const value = isObject(headers) ? headers[name] : undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** What a status answer says, as the request helper attaches it to what it throws. */
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
				retryAfter: headerOf(response, 'retry-after'),
			};
		}
	}
	return statusAlone(error);
}

/** n8n 1 hands on no more of an answer than its status and its body. */
function statusAlone(error: unknown): Extract<RequestError, { kind: 'status' }> | null {
	for (const { httpCode, context } of causes(error)) {
		const status = typeof httpCode === 'string' && httpCode !== '' ? Number(httpCode) : NaN;
		if (!Number.isInteger(status) || status < 300) continue;
		const data = isObject(context) ? context.data : undefined;
		return { kind: 'status', status, body: readLeniently({ body: data }), retryAfter: null };
	}
	return null;
}

const codeOf = (error: unknown, pattern: RegExp): string | undefined =>
	[...causes(error)]
		.map(({ code }) => code)
		.find((code): code is string => typeof code === 'string' && pattern.test(code));

function readInternal(error: unknown): RequestError | null {
	for (const cause of causes(error)) {
		if (!(cause instanceof Error) || 'code' in cause || !OF_CODE.has(cause.name)) continue;
		return { kind: 'internal', message: cause.message, stack: cause.stack ?? cause.message };
	}
	return null;
}

/** Reads any thrown value as a fault. */
export function classifyError(error: unknown): RequestError {
	for (const cause of causes(error)) {
		if (cause instanceof DecodeError) return { kind: 'page', refusal: cause };
		if (isAuthenticationError(cause)) return { kind: 'token', refusal: cause };
	}
	const status = findStatusError(error);
	if (status) return status;
	const altered = findAlteredCode(error);
	if (altered !== null) return { kind: 'altered', code: altered };
	const machine = codeOf(error, MACHINE_CODE);
	if (machine !== undefined) return { kind: 'machine', code: machine };
	const unreached = findNetworkFailure(error);
	if (unreached) return { kind: 'network', ...unreached };
	const message = error instanceof Error ? error.message : String(error);
	return readInternal(error) ?? { kind: 'other', message };
}

/**
 * What a request gives, or its status when that is one of `statuses`.
 * @throws whatever else stopped the request
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
