/** Stores the file that a link leads to as binary data of n8n. */
import type { IBinaryData, IExecutePaginationFunctions } from 'n8n-workflow';
import { skipsCertificates } from '../../api/auth/credentialData';
import type { FileConnection } from '../../api/download/openFile';
import { downloadPdf } from '../../api/download/download';
import { HostLimiters } from '../../api/requester/hostLimiter';
import { CREDENTIAL } from '../../api/requester/requester';
import type { Runtime } from '../../api/runtime';
import { nodeError } from '../../errors/throwNodeError';
import { createByteStream } from '../../output/byteStream';
import { PDF } from '../../output/fileFormats';
import { readFileName } from '../list/listParameters';
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

interface StoredFile {
	data: IBinaryData;
	bytes: number;
}

/**
 * Streams bytes to n8n's storage, so that the file is never in memory as a whole, unless n8n keeps it there.
 * @throws what the bytes throw; NodeOperationError if n8n cannot store them
 */
async function store(
	context: IExecutePaginationFunctions,
	chunks: AsyncGenerator<Buffer>,
	fileName: string,
): Promise<StoredFile> {
	let bytes = 0;
	let failure: { error: unknown } | null = null;
	async function* counted(): AsyncGenerator<Buffer> {
		try {
			for await (const chunk of chunks) {
				bytes += chunk.length;
				yield chunk;
			}
		} catch (error) {
			failure = { error };
			await Promise.reject(error);
		}
	}
	const stream = createByteStream(counted());
	return await context.helpers.prepareBinaryData(stream, fileName, PDF.mimeType).then(
		(data) => ({ data, bytes }),
		async (error: unknown) => {
			if (failure !== null) return await Promise.reject(failure.error);
			const data = {
				reply: error instanceof Error ? error.message : String(error),
				isFiltered: false,
			};
			const itemIndex = context.getItemIndex();
			throw nodeError(context.getNode(), 'fileNotStored', data, { itemIndex });
		},
	);
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
		const downloader = {
			send: context.helpers.httpRequest,
			baseUrl: connection.baseURL ?? '',
			connection: await fileConnection(request),
			policyFor: ({ origin }: URL) => ({ ...policy, limiter: limiters.forHost(origin) }),
		};
		const { data, bytes } = await downloadPdf(
			downloader,
			requestLink,
			async (chunks) => await store(context, chunks, fileName),
		);
		return {
			json: { fileName, bytes, ...id },
			binary: { data },
			pairedItem: { item: context.getItemIndex() },
		};
	};
