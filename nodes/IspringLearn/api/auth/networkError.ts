/** Why a request had no answer that can be used, read from what Node.js and axios throw. */

/** A connection that did not come about, or broke. */
export interface Unreached {
	/** Code of Node.js, OpenSSL or axios. */
	code: string;
	/** True when it was the proxy that could not be reached, not the API Host. */
	atProxy?: boolean;
}

type Properties = Record<string, unknown>;

const isObject = (value: unknown): value is Properties =>
	typeof value === 'object' && value !== null;

/** Our own refusals, the answer's status and the network's code lie at different depths, by n8n version. */
export function* causes(error: unknown): Generator<Properties> {
	const seen = new Set<unknown>();
	let current = error;
	while (isObject(current) && !seen.has(current)) {
		seen.add(current);
		yield current;
		current = current.cause ?? current.reason ?? current.errorResponse;
	}
}

/** Codes of Node.js and axios for connections that did not come about or broke. */
const NETWORK_CODE =
	/^(E(?!RR_)[A-Z_]+|ERR_(NETWORK|BAD_RESPONSE|STREAM_PREMATURE_CLOSE|SOCKET_.+|SSL_.+|TLS_.+)|CERT_.+|UNABLE_TO_.+|DEPTH_ZERO_.+|SELF_SIGNED_.+|UND_ERR_.+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE))$/;

/** What Node.js says when a proxy hangs up in the middle of its greeting: it has no code. */
const PROXY_HUNG_UP = /^proxy connection /i;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Where a request was to go, as axios notes it. */
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

/** Whether a connection was tried to another place than the one the request was for. */
function wasElsewhere({ port, hostname }: Properties, target: URL | null): boolean {
	if (target === null) return false;
	if (typeof port === 'number') {
		return String(port) !== (target.port || DEFAULT_PORTS[target.protocol]);
	}
	return typeof hostname === 'string' && hostname.toLowerCase() !== target.hostname;
}

/** Where a host has several addresses, each attempt is noted by itself. */
const attemptsOf = (cause: Properties): Properties[] =>
	[cause, ...(Array.isArray(cause.errors) ? cause.errors : [])].filter(isObject);

/** Null when the request was answered, or came to nothing for another reason. */
export function readUnreached(error: unknown): Unreached | null {
	const all = [...causes(error)];
	if (all.some(({ message }) => PROXY_HUNG_UP.test(String(message)))) {
		return { code: 'ECONNRESET', atProxy: true };
	}
	const code = all.map((cause) => cause.code).find(isNetworkCode);
	if (code === undefined) return null;
	const target = targetOf(error);
	const atProxy = all.flatMap(attemptsOf).some((attempt) => wasElsewhere(attempt, target));
	return { code, ...(atProxy && { atProxy }) };
}

const isNetworkCode = (code: unknown): code is string =>
	typeof code === 'string' && NETWORK_CODE.test(code);

/** Codes for answers that are not HTTP, or not compressed as they say, and for redirects that lead nowhere. */
const ALTERED_CODE = /^(HPE_.+|Z_.+_ERROR|ERR__ERROR_FORMAT_.+|ERR_BROTLI_.+|ERR_FR_.+)$/;

/** The code of an answer that something between n8n and the API Host made or changed; null when there is none. */
export function readAltered(error: unknown): string | null {
	for (const { code } of causes(error)) {
		if (typeof code === 'string' && ALTERED_CODE.test(code)) return code;
	}
	return null;
}
