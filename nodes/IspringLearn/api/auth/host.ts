/**
 * Where the iSpring Learn API is found. Hosts: iSpring's help pages on its API, and what public
 * clients of it use; resource paths hang off the host, only the token path has a prefix.
 */

import { withoutInvisible } from '../invisible';

/** The hosts that iSpring runs, as the credential offers them. */
export const API_HOSTS = [
	{
		name: 'Global',
		value: 'https://api-learn.ispringlearn.com',
		description: 'For accounts at ispringlearn.com. API: api-learn.ispringlearn.com.',
	},
	{
		name: 'Global (New Customers)',
		value: 'https://api-learn.ispring.com',
		description: 'For accounts at ispring.com. API: api-learn.ispring.com.',
	},
	{
		name: 'EU',
		value: 'https://api-learn.ispringlearn.eu',
		description: 'For accounts at ispringlearn.eu. API: api-learn.ispringlearn.eu.',
	},
	{
		name: 'EU (New Customers)',
		value: 'https://api-learn.ispring.eu',
		description: 'For accounts at ispring.eu. API: api-learn.ispring.eu.',
	},
	{
		name: 'Russia',
		value: 'https://api-learn.ispringlearn.ru',
		description: 'For accounts at ispringlearn.ru. API: api-learn.ispringlearn.ru.',
	},
] as const;

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1']);

/** The credential's two fields that say where the API is. */
export interface HostChoice {
	host: string;
	baseUrl: string;
}

/** The same as `baseUrlOf`, as an expression of n8n: so n8n knows the address as the node's own. */
export const BASE_URL_EXPRESSION =
	'={{ ($credentials.host === "custom" ? $credentials.baseUrl : $credentials.host).replace(/[\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe0f\\ufeff]/g, "").trim().replace(/\\/+$/, "") }}';

/** The address that requests start with, as the credential gives it and without its last slash. */
export function readBaseUrl({ host, baseUrl }: HostChoice): string {
	return withoutInvisible(host === 'custom' ? baseUrl : host)
		.trim()
		.replace(/\/+$/, '');
}

/** Null when it is none. Not `URL.canParse`: once Node.js 20 has optimised it, it says no to names such as bücher.example. */
function readUrl(address: string): URL | null {
	try {
		return new URL(address);
	} catch {
		return null;
	}
}

/** A password may stand before an @, and a token behind a ?. */
const shownOf = (address: string): string =>
	address.replace(/[^/]*@/g, '…@').replace(/(?<=[?#\\]).+/s, '…');

/**
 * What is wrong with the address of an API, in words for the person who typed it, or null when it
 * can be used: https (plain http on this machine only), no login inside it, nothing after its path.
 */
export function validateBaseUrl(address: string): string | null {
	const url = readUrl(address);
	if (url === null || url.hostname === '') {
		return `The Base URL "${shownOf(address)}" is not a web address. It looks like https://api-learn.ispring.com`;
	}
	if (url.username !== '' || url.password !== '') {
		return 'The Base URL holds a user name or password. Remove what stands before the @';
	}
	if (url.search !== '' || url.hash !== '' || /[?#\\]/.test(address)) {
		return `The Base URL "${shownOf(address)}" has something after its path. Remove everything from the ? or # on`;
	}
	if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(address)) {
		return `The Base URL "${address}" has a path that leads elsewhere. Remove its dots`;
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname))) {
		return `The Base URL "${address}" has to start with https:// so that your token stays secret`;
	}
	return null;
}

/** Where a request goes, as n8n gives it; its HTTP Request node still says `uri`. */
export interface Destination {
	baseURL?: string;
	url?: string;
	uri?: string;
}

/** What stands before the path of an address; a path that has it of its own leaves the base URL behind. */
const SCHEME_OR_HOST = /^([a-z][a-z\d+.-]*:)?\/\//i;

/** Whether a request goes to the scheme, host and port of an API, so that it may carry its token. */
export function isSameOrigin(baseUrl: string, { baseURL, url, uri }: Destination): boolean {
	const path = url ?? uri ?? '';
	const address = SCHEME_OR_HOST.test(path) ? path : `${baseURL ?? ''}/${path}`;
	const origin = readUrl(address)?.origin;
	return origin !== undefined && origin === readUrl(baseUrl)?.origin;
}

/**
 * The address that hands out tokens. An account's own domain serves the API under /api/v2 and
 * /api/v3, its token path is counted from the domain all the same.
 */
export function buildTokenUrl(baseUrl: string): string {
	return `${baseUrl.replace(/\/api\/v[23]$/, '')}/api/v3/token`;
}
