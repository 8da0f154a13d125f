/** Writes a list into a file of n8n's binary data, page by page: the whole of it is held nowhere. */
import type { IBinaryData, IExecutePaginationFunctions } from 'n8n-workflow';
import { createCsvEncoder, HeaderChanged } from '../output/csv';
import type { EncodeRows } from '../output/fileFormats';
import { encodeNdjson, FILE_FORMATS } from '../output/fileFormats';
import type { Column } from '../api/schema/normalizer';
import type { ListReader, RowSink } from './listReader';
import { createByteStream } from '../output/byteStream';
import type { ExportParameters } from './exportParameters';
import { readExportParameters } from './exportParameters';
import { recordName } from '../errors/recordNames';
import { nodeError } from '../errors/throwNodeError';

/** How often a file is begun again for a field that came up late. More than once is rare already. */
const MOST_BEGINNINGS = 5;

/** What the item with the file tells of it. */
export const FILE_COLUMNS: readonly Column[] = [
	{ name: 'fileName', type: 'text' },
	{ name: 'format', type: 'text' },
	{ name: 'rows', type: 'number' },
	{ name: 'pages', type: 'number' },
	{ name: 'bytes', type: 'number' },
];

interface Written {
	data: IBinaryData;
	bytes: number;
}

/** All rows become one file: one item for each input item, with the file as its binary property `data`. */
export const fileSink: RowSink = {
	limited: false,
	async consume(context, list) {
		const form = readExportParameters(context, recordName(list.resource.name));
		const { data, bytes } = await write(context, list, form);
		const { pages, rows } = list.progress;
		const { fileName, format } = form;
		return [
			{
				json: { fileName, format, rows, pages, bytes },
				binary: { data },
				pairedItem: { item: context.getItemIndex() },
			},
		];
	},
};

/**
 * A CSV file has its header before its rows. The header is made of the columns that are known and of
 * what the first rows have besides; should a later row have a field of its own, the file is begun
 * again with a column for it, so that nothing is left out.
 */
async function write(
	context: IExecutePaginationFunctions,
	list: ListReader,
	form: ExportParameters,
): Promise<Written> {
	let columns = list.columns;
	for (let beginnings = 1; beginnings <= MOST_BEGINNINGS; beginnings++) {
		const encode = form.format === 'csv' ? createCsvEncoder(columns, form.csv) : encodeNdjson;
		const written = await writeOnce(context, list, form, encode);
		if (!(written instanceof HeaderChanged)) return written;
		columns = written.columns;
	}
	const itemIndex = context.getItemIndex();
	throw nodeError(context.getNode(), 'unsettledColumns', undefined, { itemIndex });
}

async function writeOnce(
	context: IExecutePaginationFunctions,
	list: ListReader,
	{ format, fileName }: ExportParameters,
	encode: EncodeRows,
): Promise<Written | HeaderChanged> {
	let bytes = 0;
	let reading = true;
	async function* chunks(): AsyncGenerator<Buffer> {
		for await (const rows of list.rows()) {
			const chunk = Buffer.from(encode(rows));
			bytes += chunk.length;
			reading = false;
			if (chunk.length > 0) yield chunk;
			reading = true;
		}
		reading = false;
	}
	const stream = createByteStream(chunks());
	const { mimeType } = FILE_FORMATS[format];
	return await context.helpers.prepareBinaryData(stream, fileName, mimeType).then(
		(data) => ({ data, bytes }),
		async (error: unknown) => {
			if (error instanceof HeaderChanged) return error;
			if (!reading) refuseStorage(context, error);
			return await Promise.reject(error);
		},
	);
}

function refuseStorage(context: IExecutePaginationFunctions, error: unknown): never {
	const reply = error instanceof Error ? error.message : String(error);
	const itemIndex = context.getItemIndex();
	throw nodeError(context.getNode(), 'fileNotStored', { reply }, { itemIndex });
}
