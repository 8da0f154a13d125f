/**
 * The address of the iSpring Learn API. Resource paths follow the host directly; only the token path has
 * a prefix (iSpring's help pages on its API, and what its public clients send).
 */
import { ApiError } from '../apiError';
import { withoutInvisible } from '../pastedText';

/** Why an address cannot be used. An `address` that may hold a secret is shortened. */
export interface HostReasons {
	notAnAddress: { address: string };
	/** A user name or password before the host. */
	loginInAddress: undefined;
	/** A query or fragment after the path. */
	queryInAddress: { address: string };
	/** Dot segments in the path. */
	dotsInAddress: { address: string };
	insecureAddress: { address: string };
}

/** The address of the API cannot be used. */
export class HostError extends ApiError<HostReasons> {
	override name = 'HostError';
}

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/** The two fields of the credential that hold the address of the API. */
interface HostChoice {
	host: string;
	baseUrl: string;
}

/** `readBaseUrl` as an expression, for n8n's credential test. */
export const BASE_URL_EXPRESSION =
	'={{ ($credentials.host === "custom" ? $credentials.baseUrl : $credentials.host).replace(/[\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe0f\\ufeff]/g, "").trim().replace(/\\/+$/, "") }}';

/** Reads the base URL from the fields of the credential: visible characters only, without a slash at the end. */
export function readBaseUrl({ host, baseUrl }: HostChoice): string {
	return withoutInvisible(host === 'custom' ? baseUrl : host)
		.trim()
		.replace(/\/+$/, '');
}

/**
 * Returns null for anything but a URL. Not `URL.canParse`: optimised by Node.js 20, it rejects names such as bücher.example.
 * @param from what a relative address is relative to
 */
export function readUrl(address: string, from?: URL): URL | null {
	try {
		return new URL(address, from);
	} catch {
		return null;
	}
}

/** Whether a URL is http on this machine: only there is http safe. */
export const isLocalHttp = ({ protocol, hostname }: URL): boolean =>
	protocol === 'http:' && LOCAL_HOSTS.has(hostname);

/** Hides the parts of an address that may be secret: a password before an @, a token after a ?. */
const hideSecrets = (address: string): string =>
	address.replace(/[^/]*@/g, '…@').replace(/(?<=[?#\\]).+/s, '…');

/**
 * Checks the address of an API: https (http on this machine only), no login in it, nothing after its path.
 * @returns null when the address can be used
 */
export function validateBaseUrl(address: string): HostError | null {
	const url = readUrl(address);
	if (url === null || url.hostname === '') {
		return new HostError('notAnAddress', { address: hideSecrets(address) });
	}
	if (url.username !== '' || url.password !== '') return new HostError('loginInAddress');
	if (url.search !== '' || url.hash !== '' || /[?#\\]/.test(address)) {
		return new HostError('queryInAddress', { address: hideSecrets(address) });
	}
	if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(address))
		return new HostError('dotsInAddress', { address });
	if (url.protocol !== 'https:' && !isLocalHttp(url)) {
		return new HostError('insecureAddress', { address });
	}
	return null;
}

/** Where a request goes, in n8n's terms. The HTTP Request node still sets `uri`. */
export interface Destination {
	baseURL?: string;
	url?: string;
	uri?: string;
}

/** The beginning of an absolute URL. A `url` that starts with it does not continue the base URL. */
const SCHEME_OR_HOST = /^([a-z][a-z\d+.-]*:)?\/\//i;

/** Whether a request goes to the scheme, host and port of the API, and so may carry its token. */
export function isSameOrigin(baseUrl: string, { baseURL, url, uri }: Destination): boolean {
	const path = url ?? uri ?? '';
	const address = SCHEME_OR_HOST.test(path) ? path : `${baseURL ?? ''}/${path}`;
	const origin = readUrl(address)?.origin;
	return origin !== undefined && origin === readUrl(baseUrl)?.origin;
}

/**
 * The address of the token endpoint. An account's own domain serves the API under /api/v2 and /api/v3,
 * but the token path always starts at the domain.
 */
export function buildTokenUrl(baseUrl: string): string {
	return `${baseUrl.replace(/\/api\/v[23]$/, '')}/api/v3/token`;
}
