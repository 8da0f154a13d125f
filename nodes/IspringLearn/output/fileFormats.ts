/** The file formats of an export, their file names, and NDJSON, the simplest of them. */
import type { RawRecord } from '../api/schema/record';

type Encoded = string | Uint8Array;

/** Serializes rows chunk by chunk. */
export interface RowEncoder {
	/** The first call also returns what stands before the rows. An encoder can hold back some bytes. */
	encode: (rows: readonly RawRecord[]) => Encoded | Promise<Encoded>;
	/** Returns the rest of the file, for a file without rows too. */
	end: () => Encoded | Promise<Encoded>;
}

export interface FileFormat {
	mimeType: string;
	/** The first is added to a file name that has none of them. */
	extensions: readonly string[];
}

/** By the values of the field Format. NDJSON: https://github.com/ndjson/ndjson-spec. */
export const FILE_FORMATS = {
	xlsx: {
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		extensions: ['.xlsx'],
	},
	csv: { mimeType: 'text/csv', extensions: ['.csv'] },
	ndjson: { mimeType: 'application/x-ndjson', extensions: ['.ndjson', '.jsonl'] },
} as const satisfies Record<string, FileFormat>;

/** A file that iSpring Learn creates. */
export const PDF: FileFormat = { mimeType: 'application/pdf', extensions: ['.pdf'] };

export type FileFormatName = keyof typeof FILE_FORMATS;

/** Writes each row as one JSON object on a line of its own. */
export const NDJSON_ENCODER: RowEncoder = {
	encode: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
	end: () => '',
};

/** Adds the format's extension to a file name that lacks it. */
export function withExtension(name: string, { extensions }: FileFormat): string {
	const hasExtension = extensions.some((extension) => name.toLowerCase().endsWith(extension));
	return hasExtension ? name : `${name}${extensions[0]}`;
}

/** Why a text cannot be a file name. */
type FileNameFault = 'slashInFileName' | 'controlCharacterInFileName' | 'fileNameOnlyEnding';

/**
 * Checks a file name. A later step may write the file to disk, so the name must not lead to another folder.
 * @returns null if the name can be used
 */
export function validateFileName(name: string): FileNameFault | null {
	if (/[/\\]/.test(name)) return 'slashInFileName';
	if (/\p{Cc}/u.test(name)) return 'controlCharacterInFileName';
	if (/^\.+[^.]*$/.test(name)) return 'fileNameOnlyEnding';
	return null;
}

/** The default file name, such as `module-results-2026-11-25`. */
export const defaultFileName = (label: string, day: string): string =>
	`${label.replaceAll(' ', '-')}-${day}`;
