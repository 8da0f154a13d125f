/** Writes the rows of a list to a file. */
import type { IExecutePaginationFunctions } from 'n8n-workflow';
import type { Column } from '../../../api/schema/recordSchema';
import { recordName } from '../../../errors/messages/template';
import { nodeError } from '../../../errors/throwNodeError';
import { createCsvEncoder } from '../../../output/csv';
import type { FileFormatName, RowEncoder } from '../../../output/fileFormats';
import { FILE_FORMATS, NDJSON_ENCODER } from '../../../output/fileFormats';
import { HeaderChanged } from '../../../output/tableColumns';
import { ExcelLimitExceeded } from '../../../output/xlsx/limits';
import { createXlsxEncoder } from '../../../output/xlsx/xlsxEncoder';
import type { StoredFile } from '../../storeFile';
import { storeFile } from '../../storeFile';
import type { ExportParameters } from '../listParameters';
import { readExportParameters } from '../listParameters';
import type { ListReader, RowSink } from '../listReader';

/** How often a file may be started. The second time it has the columns of all rows, unless they change meanwhile. */
const MAX_ATTEMPTS = 5;

/** The columns of the item that holds a file. */
export const FILE_COLUMNS: readonly Column[] = [
	{ name: 'fileName', type: 'text' },
	{ name: 'format', type: 'text' },
	{ name: 'rows', type: 'number' },
	{ name: 'pages', type: 'number' },
	{ name: 'bytes', type: 'number' },
];

/**
 * One file with all rows for each input item, as the binary property `data`. Rows are written page by
 * page, so that the file is never in memory as a whole.
 */
export const fileSink: RowSink = {
	limited: false,
	async consume(context, list) {
		const parameters = readExportParameters(context, recordName(list.endpoint.name));
		const { data, bytes } = await writeFile(context, list, parameters);
		const { pages, rows } = list.progress;
		const { fileName, format } = parameters;
		return [
			{
				json: { fileName, format, rows, pages, bytes },
				binary: { data },
				pairedItem: { item: context.getItemIndex() },
			},
		];
	},
};

type CreateEncoder = (columns: readonly Column[], parameters: ExportParameters) => RowEncoder;

const ENCODERS: Readonly<Record<FileFormatName, CreateEncoder>> = {
	xlsx: (columns, { xlsx }) => createXlsxEncoder(columns, xlsx),
	csv: (columns, { csv }) => createCsvEncoder(columns, csv),
	ndjson: () => NDJSON_ENCODER,
};

/**
 * Writes the file. The header of a table has the known columns and the other fields of the first
 * rows. If a later row has a new field, all rows are read for their fields, and writing starts again.
 */
async function writeFile(
	context: IExecutePaginationFunctions,
	list: ListReader,
	parameters: ExportParameters,
): Promise<StoredFile> {
	let columns = list.columns;
	for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
		const encoder = ENCODERS[parameters.format](columns, parameters);
		const written = await tryWriteFile(context, list, parameters, encoder);
		if (!(written instanceof HeaderChanged)) return written;
		columns = written.columns;
	}
	const itemIndex = context.getItemIndex();
	throw nodeError(context.getNode(), 'unsettledColumns', undefined, { itemIndex });
}

async function tryWriteFile(
	context: IExecutePaginationFunctions,
	list: ListReader,
	{ format, fileName }: ExportParameters,
	encoder: RowEncoder,
): Promise<StoredFile | HeaderChanged> {
	async function* encodeRows(): AsyncGenerator<Buffer> {
		for await (const rows of list.rows()) {
			// Columns and widths come from the first rows. If a filter leaves none of a page, they come later.
			if (rows.length > 0) yield Buffer.from(await encoder.encode(rows));
		}
		yield Buffer.from(await encoder.end());
	}
	const { mimeType } = FILE_FORMATS[format];
	const file = { fileName, mimeType, isFiltered: true };
	return await storeFile(context, encodeRows(), file).catch(async (error: unknown) => {
		if (error instanceof HeaderChanged) return error;
		if (!(error instanceof ExcelLimitExceeded)) return await Promise.reject(error);
		const { reason, data } = error.fault;
		throw nodeError(context.getNode(), reason, data, { itemIndex: context.getItemIndex() });
	});
}
