/** Reads what went wrong with a request out of whatever n8n and axios throw. */
import type { TokenRefused } from '../account/token';
import { readLeniently } from '../page/charset';
import { PageRefused } from '../page/refusal';

/** What went wrong, as data. */
export type Fault =
	| { kind: 'status'; status: number; body: string; retryAfter: string | null }
	| { kind: 'network'; code: string }
	| { kind: 'page'; refusal: PageRefused }
	| { kind: 'token'; refusal: TokenRefused }
	| { kind: 'other'; message: string };

type Properties = Record<string, unknown>;

const isObject = (value: unknown): value is Properties =>
	typeof value === 'object' && value !== null;

/** By name: the credential is a bundle of its own, with its own copy of the class. */
const isTokenRefusal = (value: unknown): value is TokenRefused =>
	value instanceof Error && value.name === 'TokenRefused';

/** Codes of Node.js and axios for connections that did not come about or broke. */
const NETWORK_CODE =
	/^(E(?!RR_)[A-Z_]+|ERR_(NETWORK|BAD_RESPONSE|STREAM_PREMATURE_CLOSE|SOCKET_.+|SSL_.+|TLS_.+)|CERT_.+|UNABLE_TO_.+|DEPTH_ZERO_.+|SELF_SIGNED_.+|UND_ERR_.+)$/;

/** Our own refusals, the answer's status and the network's code lie at different depths, by n8n version. */
function* causes(error: unknown): Generator<Properties> {
	const seen = new Set<unknown>();
	let current = error;
	while (isObject(current) && !seen.has(current)) {
		seen.add(current);
		yield current;
		current = current.cause ?? current.reason ?? current.errorResponse;
	}
}

const headerOf = (response: Properties, name: string): string | null => {
	const { headers } = response;
	const value = isObject(headers) ? headers[name] : undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

/** What a status answer says, as the request helper attaches it to what it throws. */
export function readStatus(error: unknown): Extract<Fault, { kind: 'status' }> | null {
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
function statusAlone(error: unknown): Extract<Fault, { kind: 'status' }> | null {
	for (const { httpCode, context } of causes(error)) {
		const status = typeof httpCode === 'string' && httpCode !== '' ? Number(httpCode) : NaN;
		if (!Number.isInteger(status) || status < 300) continue;
		const data = isObject(context) ? context.data : undefined;
		return { kind: 'status', status, body: readLeniently({ body: data }), retryAfter: null };
	}
	return null;
}

/** Reads any thrown value as a fault. */
export function readFault(error: unknown): Fault {
	for (const cause of causes(error)) {
		if (cause instanceof PageRefused) return { kind: 'page', refusal: cause };
		if (isTokenRefusal(cause)) return { kind: 'token', refusal: cause };
	}
	const status = readStatus(error);
	if (status) return status;
	for (const { code } of causes(error)) {
		if (typeof code === 'string' && NETWORK_CODE.test(code)) return { kind: 'network', code };
	}
	return { kind: 'other', message: error instanceof Error ? error.message : String(error) };
}

/**
 * What a request gives, or its status when that is one of `statuses`.
 * @throws whatever else stopped the request
 */
export async function unlessStatus<T extends object>(
	request: Promise<T>,
	statuses: ReadonlySet<number>,
): Promise<T | number> {
	return await request.catch(async (error: unknown) => {
		const status = readStatus(error)?.status;
		return status !== undefined && statuses.has(status) ? status : await Promise.reject(error);
	});
}
