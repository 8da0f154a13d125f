/** Checks where a link leads, before anything is requested there. */
import { isLocalHttp, readUrl } from '../auth/host';
import { FileError } from './fileError';

/**
 * Checks what the API sent as a link.
 * @returns the link without white space around it
 * @throws FileError for anything but the full address of a web page or file
 */
export function assertLink(sent: string): string {
	const link = sent.trim();
	const protocol = readUrl(link)?.protocol;
	if (protocol !== 'https:' && protocol !== 'http:') throw new FileError('unusableLink');
	return link;
}

/**
 * Reads a link or a redirect.
 * @param link an absolute URL, or one relative to `from`
 * @param baseUrl the address of the API. If that is http on this machine, links may be, too
 * @throws FileError for anything but https, and for a URL with a login in it
 */
export function readLink(link: string, baseUrl: string, from?: URL): URL {
	const url = readUrl(link.trim(), from);
	if (url === null || url.hostname === '' || url.username !== '' || url.password !== '') {
		throw new FileError('unusableLink');
	}
	if (url.protocol !== 'https:' && !isLocal(url, baseUrl)) {
		throw new FileError('insecureLink', { fileHost: url.host });
	}
	return url;
}

function isLocal(url: URL, baseUrl: string): boolean {
	const api = readUrl(baseUrl);
	return isLocalHttp(url) && api !== null && isLocalHttp(api);
}
