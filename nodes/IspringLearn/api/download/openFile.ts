/** Requests a file, and follows redirects. Neither the token nor any other header of the API goes along. */
import type { IHttpRequestOptions } from 'n8n-workflow';
import { isObject } from '../auth/networkError';
import type { ByteSource } from './readBytes';
import { FileError, FileStatus } from './fileError';
import { readLink } from './fileLink';

/** Sends a request without a credential, as n8n's `helpers.httpRequest` does. */
export type SendPlainRequest = (request: IHttpRequestOptions) => Promise<unknown>;

/** What requests for files take from those to the API. */
export type FileConnection = Pick<
	IHttpRequestOptions,
	'timeout' | 'proxy' | 'skipSslCertificateValidation' | 'abortSignal'
>;

/** A file whose bytes have not been read yet. */
export interface OpenFile {
	/** The host that it comes from, after all redirects. */
	host: string;
	body: ByteSource;
	/** The length that the server announced; null if it did not. */
	length: number | null;
}

/** Redirects to follow: browsers stop after about 20, and a link needs one or two. */
const MAX_REDIRECTS = 10;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** An identical copy, so that its length can be compared. */
const HEADERS = { Accept: 'application/pdf, */*;q=0.5', 'Accept-Encoding': 'identity' } as const;

interface FileResponse {
	statusCode: number;
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

async function request(
	send: SendPlainRequest,
	url: URL,
	connection: FileConnection,
): Promise<FileResponse> {
	const response = await send({
		...connection,
		method: 'GET',
		url: url.href,
		headers: { ...HEADERS },
		encoding: 'stream',
		returnFullResponse: true,
		// Each redirect is checked before it is followed.
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	});
	return response as FileResponse;
}

/** Ends the transfer of a body that is not needed. */
export function discard(body: unknown): void {
	if (isObject(body) && typeof body.destroy === 'function') body.destroy();
}

/**
 * Opens the file at an address that was checked.
 * @param baseUrl the address of the API, for the check of redirects
 * @param onVisit receives each address before it is requested
 * @throws FileError for a redirect that must not be followed; FileStatus for an error status; what n8n's
 * request helper throws
 */
export async function openFile(
	send: SendPlainRequest,
	start: URL,
	baseUrl: string,
	connection: FileConnection,
	onVisit: (url: URL) => void,
): Promise<OpenFile> {
	let url = start;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		onVisit(url);
		const { statusCode: status, headers, body } = await request(send, url, connection);
		if (!REDIRECTS.has(status)) {
			if (status >= 200 && status < 300) return toFile(url, headers, body);
			discard(body);
			throw new FileStatus({ status, headers });
		}
		discard(body);
		const { location } = headers;
		if (typeof location !== 'string') throw new FileError('unusableLink');
		url = readLink(location, baseUrl, url);
	}
	throw new FileError('tooManyRedirects', { fileHost: url.host });
}

function toFile(url: URL, headers: FileResponse['headers'], body: unknown): OpenFile {
	const length = Number(headers['content-length'] ?? NaN);
	return {
		host: url.host,
		body: body as ByteSource,
		length: Number.isSafeInteger(length) && length >= 0 ? length : null,
	};
}
