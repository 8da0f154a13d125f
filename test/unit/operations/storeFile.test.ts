import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { storeFile } from '../../../nodes/IspringLearn/operations/storeFile';

const FILE = { fileName: 'a.csv', mimeType: 'text/csv', isFiltered: true };

/** An execution whose storage is `prepareBinaryData`. */
const contextWith = (prepareBinaryData: (stream: AsyncIterable<Buffer>) => Promise<unknown>) =>
	({
		getNode: () => ({ name: 'n', type: 't', typeVersion: 1, parameters: {} }),
		getItemIndex: () => 3,
		helpers: { prepareBinaryData },
	}) as unknown as IExecutePaginationFunctions;

async function* chunksUntil(error?: Error): AsyncGenerator<Buffer> {
	yield Buffer.from('ab');
	yield Buffer.alloc(0);
	yield Buffer.from('c');
	if (error) throw error;
}

/** Reads all of a stream. */
const readAll = async (stream: AsyncIterable<Buffer>): Promise<number[]> => {
	const lengths: number[] = [];
	for await (const chunk of stream) lengths.push(chunk.length);
	return lengths;
};

it('counts the bytes, and passes no empty chunk on', async () => {
	const lengths: number[] = [];
	const context = contextWith(async (stream) => {
		lengths.push(...(await readAll(stream)));
		return { mimeType: 'text/csv' };
	});
	const stored = await storeFile(context, chunksUntil(), FILE);
	expect(stored).toEqual({ data: { mimeType: 'text/csv' }, bytes: 3 });
	expect(lengths).toEqual([2, 1]);
});

it('throws what the chunks throw, whatever n8n makes of it', async () => {
	const error = new Error('the read failed');
	const context = contextWith(async (stream) => {
		await readAll(stream).catch(() => {
			throw new Error('n8n: the stream ended');
		});
	});
	await expect(storeFile(context, chunksUntil(error), FILE)).rejects.toBe(error);
});

it('explains a storage that fails before it reads anything', async () => {
	const context = contextWith(async () => await Promise.reject(new Error('no such bucket')));
	await expect(storeFile(context, chunksUntil(), FILE)).rejects.toMatchObject({
		message: "n8n couldn't store the file",
		description: expect.stringContaining('n8n says: "no such bucket"') as string,
		context: { itemIndex: 3 },
	});
});
