/** Downloads a file by a link that is valid for some minutes. */
import { UNAUTHORIZED, UNREADABLE_RECORD } from '../httpStatus';
import { CancelledError } from '../requester/abort';
import { classifyError, findStatusError } from '../requester/requestError';
import type { RequestPolicy } from '../requester/retry';
import { withRetry } from '../requester/retry';
import { checkPdf } from './checkPdf';
import { FileError, IncompleteFile } from './fileError';
import { readLink } from './fileLink';
import type { FileConnection, SendPlainRequest } from './openFile';
import { openFile } from './openFile';
import { readBytes } from './readBytes';

/** What a download works with. */
interface Downloader {
	send: SendPlainRequest;
	/** The address of the API. */
	baseUrl: string;
	connection: FileConnection;
	/** How requests to the host of a link are repeated. */
	policyFor: (url: URL) => RequestPolicy;
}

/** Statuses that may mean that a link has expired. File hosts differ: 403 is the most common. */
const EXPIRED: ReadonlySet<number> = new Set([...UNREADABLE_RECORD, UNAUTHORIZED, 410]);

const isExpired = (error: unknown): boolean => EXPIRED.has(findStatusError(error)?.status ?? 0);

/** iSpring Learn may take minutes to answer, but once a file has started, it arrives continuously. */
const IDLE_MS = 60_000;

/**
 * Downloads a PDF file. A link that has expired is requested once more.
 * @param requestLink requests a new link
 * @param store stores the bytes. Called again if they turn out to be incomplete
 * @throws what `requestLink` and `store` throw; FileError; CancelledError
 */
export async function downloadPdf<T>(
	{ send, baseUrl, connection, policyFor }: Downloader,
	requestLink: () => Promise<string>,
	store: (bytes: AsyncGenerator<Buffer>) => Promise<T>,
): Promise<T> {
	for (let isFirst = true; ; isFirst = false) {
		const url = readLink(await requestLink(), baseUrl);
		const policy = policyFor(url);
		let { host } = url;
		const fetchFile = async (): Promise<T> => {
			const file = await openFile(send, url, baseUrl, connection, (next) => (host = next.host));
			const bytes = readBytes(file.body, { signal: policy.signal, idleMs: IDLE_MS });
			return await store(checkPdf(bytes, file));
		};
		try {
			return await withRetry(fetchFile, policy);
		} catch (error) {
			if (!isFirst || !isExpired(error)) throw toFileError(error, host, policy.signal);
		}
	}
}

/** Converts a failure at the file's server, which may not be the API's, to an error that names its host. */
function toFileError(error: unknown, fileHost: string, signal?: AbortSignal): unknown {
	if (signal?.aborted) return new CancelledError();
	if (error instanceof IncompleteFile) {
		const { received, expected } = error;
		return new FileError('incompleteFile', { fileHost, received, expected });
	}
	const fault = classifyError(error);
	switch (fault.kind) {
		case 'status':
			return new FileError('fileRefused', { fileHost, answerStatus: fault.status });
		case 'network':
			return new FileError('fileUnreachable', {
				fileHost,
				faultCode: fault.code,
				atProxy: fault.atProxy,
			});
		default:
			return error;
	}
}
