/** Stores a file as binary data of n8n, while its content arrives. */
import type { IBinaryData, IExecutePaginationFunctions } from 'n8n-workflow';
import { nodeError } from '../errors/throwNodeError';
import { createByteStream } from '../output/byteStream';
import type { FileFormat } from '../output/fileFormats';

/** A file in n8n's storage. */
export interface StoredFile {
	data: IBinaryData;
	bytes: number;
}

interface FileToStore {
	fileName: string;
	mimeType: FileFormat['mimeType'];
	/** Whether filters could make the file smaller, for the message about a full disk. */
	isFiltered: boolean;
}

/**
 * Streams chunks to n8n's storage, so that the file is never in memory as a whole, unless n8n keeps it there.
 * @throws what the chunks throw; NodeOperationError if n8n cannot store them
 */
export async function storeFile(
	context: IExecutePaginationFunctions,
	chunks: AsyncIterable<Buffer>,
	{ fileName, mimeType, isFiltered }: FileToStore,
): Promise<StoredFile> {
	let bytes = 0;
	// Distinguishes an error of the chunks from one of n8n's storage.
	let failure: { error: unknown } | null = null;
	async function* countBytes(): AsyncGenerator<Buffer> {
		try {
			for await (const chunk of chunks) {
				bytes += chunk.length;
				if (chunk.length > 0) yield chunk;
			}
		} catch (error) {
			failure = { error };
			await Promise.reject(error);
		}
	}
	const stream = createByteStream(countBytes());
	return await context.helpers.prepareBinaryData(stream, fileName, mimeType).then(
		(data) => ({ data, bytes }),
		async (error: unknown) => {
			if (failure !== null) return await Promise.reject(failure.error);
			const reply = error instanceof Error ? error.message : String(error);
			const itemIndex = context.getItemIndex();
			throw nodeError(context.getNode(), 'fileNotStored', { reply, isFiltered }, { itemIndex });
		},
	);
}
