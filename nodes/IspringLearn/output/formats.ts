/** The kinds of file that rows can be written into. */

export interface FileFormat {
	/** What the form calls it. */
	label: string;
	mimeType: string;
	/** Endings of its files: the first is added to a name that has none of them. */
	endings: readonly string[];
}

/** By the values of the form's field. NDJSON: https://github.com/ndjson/ndjson-spec. */
export const FILE_FORMATS = {
	csv: { label: 'CSV', mimeType: 'text/csv', endings: ['.csv'] },
	ndjson: { label: 'NDJSON', mimeType: 'application/x-ndjson', endings: ['.ndjson', '.jsonl'] },
} as const satisfies Record<string, FileFormat>;

export type FileFormatName = keyof typeof FILE_FORMATS;

export const isFileFormat = (value: unknown): value is FileFormatName =>
	typeof value === 'string' && Object.hasOwn(FILE_FORMATS, value);
