/** Finds out why a request has no usable answer, from what Node.js and axios throw. */
import { FORBIDDEN } from '../httpStatus';

/** A connection that was not made, or broke. */
export interface NetworkFailure {
	/** Code of Node.js, OpenSSL or axios. */
	code: string;
	/** True when n8n could not reach the proxy, rather than the host. */
	atProxy?: boolean;
	/** True when the connection never came about, so that nothing was sent. */
	isBeforeRequest?: boolean;
}

/** The properties of a thrown object. */
export type Properties = Record<string, unknown>;

/** Whether a thrown value has properties. */
export const isObject = (value: unknown): value is Properties =>
	typeof value === 'object' && value !== null;

/**
 * Walks from an error to its causes. Depending on its version, n8n nests our own errors, the answer's
 * status and the network's code at different depths.
 */
export function* causes(error: unknown): Generator<Properties> {
	const seen = new Set<unknown>();
	let current = error;
	while (isObject(current) && !seen.has(current)) {
		seen.add(current);
		yield current;
		current = current.cause ?? current.reason ?? current.errorResponse;
	}
}

/** Codes of Node.js and axios for connections that were not made, or broke. */
const NETWORK_CODE =
	/^(E(?!RR_)[A-Z_]+|ERR_(NETWORK|BAD_RESPONSE|STREAM_PREMATURE_CLOSE|SOCKET_.+|SSL_.+|TLS_.+)|CERT_.+|UNABLE_TO_.+|DEPTH_ZERO_.+|SELF_SIGNED_.+|UND_ERR_.+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))$/;

/** The message of Node.js, without a code, when a proxy closes the connection during its handshake. */
const PROXY_HUNG_UP = /^proxy connection /i;

/** Names of the errors with which n8n 2 stops requests to addresses that its administrator doesn't allow. */
const SSRF_ERROR = /^SsrfBlocked/;

/** Our code for them. n8n gives them none. */
export const SSRF_BLOCKED = 'SSRF_BLOCKED';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** The URL of a request, from axios's record of it. */
function targetOf(error: unknown): URL | null {
	for (const { config } of causes(error)) {
		if (!isObject(config)) continue;
		try {
			return new URL(String(config.url ?? ''), config.baseURL ? String(config.baseURL) : undefined);
		} catch {
			return null;
		}
	}
	return null;
}

/** Whether a connection was attempted to a host or port that the request does not name. */
function wentElsewhere({ port, hostname }: Properties, target: URL | null): boolean {
	if (target === null) return false;
	if (typeof port === 'number') {
		return String(port) !== (target.port || DEFAULT_PORTS[target.protocol]);
	}
	return typeof hostname === 'string' && hostname.toLowerCase() !== target.hostname;
}

/** The attempts to connect: a host with several addresses has one for each. */
const attemptsOf = (cause: Properties): Properties[] =>
	[cause, ...(Array.isArray(cause.errors) ? cause.errors : [])].filter(isObject);

/** System calls that come before a request: looking the address up, and connecting to it. */
const BEFORE_REQUEST: ReadonlySet<unknown> = new Set(['getaddrinfo', 'connect']);

/** Finds the network failure behind an error; null when the request was answered, or failed for another reason. */
export function findNetworkFailure(error: unknown): NetworkFailure | null {
	const all = [...causes(error)];
	if (all.some(({ message }) => PROXY_HUNG_UP.test(String(message)))) {
		return { code: 'ECONNRESET', atProxy: true, isBeforeRequest: true };
	}
	if (all.some(({ name }) => SSRF_ERROR.test(String(name)))) {
		return { code: SSRF_BLOCKED, isBeforeRequest: true };
	}
	const code = all.map((cause) => cause.code).find(isNetworkCode);
	if (code === undefined) return null;
	const target = targetOf(error);
	const attempts = all.flatMap(attemptsOf);
	const atProxy = attempts.some((attempt) => wentElsewhere(attempt, target));
	const isBeforeRequest = attempts.some(({ syscall }) => BEFORE_REQUEST.has(syscall));
	return { code, ...(atProxy && { atProxy }), ...(isBeforeRequest && { isBeforeRequest }) };
}

const isNetworkCode = (code: unknown): code is string =>
	typeof code === 'string' && NETWORK_CODE.test(code);

/** Codes for answers that are not HTTP or not compressed as declared, and for redirects that lead nowhere. */
const ALTERED_CODE = /^(HPE_.+|Z_.+_ERROR|ERR__ERROR_FORMAT_.+|ERR_BROTLI_.+|ERR_FR_.+)$/;

/** Returns the code of an answer that something in between made or changed; null when there is none. */
export function findAlteredCode(error: unknown): string | null {
	for (const { code } of causes(error)) {
		if (typeof code === 'string' && ALTERED_CODE.test(code)) return code;
	}
	return null;
}

/** What is wrong with a certificate, by code. The first match counts. */
const CERTIFICATE_REASONS = [
	[/HAS_EXPIRED/, 'certificateExpired'],
	[/NOT_YET_VALID/, 'certificateNotYetValid'],
	[/ALTNAME|HOSTNAME_MISMATCH/, 'certificateOfOtherHost'],
	[/REVOKED/, 'certificateRevoked'],
	[/SELF_SIGNED|DEPTH_ZERO/, 'certificateSelfSigned'],
	[/UNABLE_TO_|UNTRUSTED|INVALID_CA/, 'certificateIssuerUnknown'],
	[/CERT|INVALID_PURPOSE/, 'certificateNotVerified'],
] as const;

/** What can stop a connection, besides the host itself. */
export type ConnectionReason =
	| 'proxyUnreachable'
	| 'ssrfBlocked'
	| (typeof CERTIFICATE_REASONS)[number][1];

/** What stopped a connection, if it was a proxy, n8n or a certificate; null otherwise. */
export function connectionReason({ code, atProxy }: NetworkFailure): ConnectionReason | null {
	if (atProxy) return 'proxyUnreachable';
	if (code === SSRF_BLOCKED) return 'ssrfBlocked';
	return CERTIFICATE_REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** What a proxy or firewall answers instead of the API. */
export type InterceptionReason = 'proxyLogin' | 'networkLogin' | 'blockedRequest';

/** Statuses that only proxies and firewalls send, whatever the body holds. */
const INTERCEPTION_STATUSES: Readonly<Record<number, InterceptionReason>> = {
	407: 'proxyLogin',
	451: 'blockedRequest',
	511: 'networkLogin',
};

/** Why a proxy or firewall answered instead of the API; null when the API may have answered. */
export function interceptionReason(status: number, isWebPage: boolean): InterceptionReason | null {
	if (status === FORBIDDEN && isWebPage) return 'blockedRequest';
	return INTERCEPTION_STATUSES[status] ?? null;
}

/** What is wrong with an answer that something in between made or changed. */
export type AlterationReason =
	| 'redirectLoop'
	| 'unusableRedirect'
	| 'unreadableHeaders'
	| 'undeclaredEncoding';

/** How an answer was made or changed in between, by the code that `findAlteredCode` returned. */
export function alterationReason(code: string): AlterationReason {
	if (code.startsWith('ERR_FR_TOO_MANY')) return 'redirectLoop';
	if (code.startsWith('ERR_FR_')) return 'unusableRedirect';
	return code.startsWith('HPE_') ? 'unreadableHeaders' : 'undeclaredEncoding';
}
