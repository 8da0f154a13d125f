/** Stores the file that a link leads to as binary data of n8n. */
import { skipsCertificates } from '../../api/auth/credentialData';
import type { FileConnection } from '../../api/download/openFile';
import { downloadPdf } from '../../api/download/download';
import { HostLimiters } from '../../api/requester/hostLimiter';
import { CREDENTIAL } from '../../api/requester/requester';
import type { Runtime } from '../../api/runtime';
import { PDF } from '../../output/fileFormats';
import { readFileName } from '../list/listParameters';
import { storeFile } from '../storeFile';
import type { LinkRequest, LinkSink } from './linkRouting';

/** The parts of a connection that do not depend on the account. Its headers stay behind. */
async function fileConnection({
	account: { context, run },
	connection: { timeout, proxy, skipSslCertificateValidation },
}: LinkRequest): Promise<FileConnection> {
	const credential = await context.getCredentials(CREDENTIAL);
	const skips = skipSslCertificateValidation === true || skipsCertificates(credential);
	return {
		...(timeout !== undefined && { timeout }),
		...(proxy !== undefined && { proxy }),
		...(skips && { skipSslCertificateValidation: true }),
		abortSignal: run.signal,
	};
}

/** One item with the file, as the binary property `data`. */
export const downloadSink =
	(runtime: Runtime, prefix: string): LinkSink =>
	async (request) => {
		const { account, connection, id, requestLink } = request;
		const { context, policy } = account;
		const [value] = Object.values(id);
		const fileName = readFileName(context, PDF, () => `${prefix}-${String(value)}`);
		const limiters = runtime.get(HostLimiters);
		const file = { fileName, mimeType: PDF.mimeType, isFiltered: false };
		const downloader = {
			send: context.helpers.httpRequest,
			baseUrl: connection.baseURL ?? '',
			connection: await fileConnection(request),
			policyFor: ({ origin }: URL) => ({ ...policy, limiter: limiters.forHost(origin) }),
		};
		const { data, bytes } = await downloadPdf(
			downloader,
			requestLink,
			async (chunks) => await storeFile(context, chunks, file),
		);
		return {
			json: { fileName, bytes, ...id },
			binary: { data },
			pairedItem: { item: context.getItemIndex() },
		};
	};
