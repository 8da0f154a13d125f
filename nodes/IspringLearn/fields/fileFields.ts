/** The fields of an operation that writes a file. */
import type { INodeProperties } from 'n8n-workflow';
import type { Delimiter } from '../output/csv';
import type { FileFormatName } from '../output/fileFormats';
import type { Choices } from './choices';
import { toOptions } from './choices';

/** The file formats, by the values of Format. */
export const FORMATS: Choices<FileFormatName> = {
	xlsx: {
		name: 'Excel',
		description: 'A workbook to open, filter and sort in Excel or Google Sheets',
	},
	csv: {
		name: 'CSV',
		description: 'A table with a header row, for databases and other programs',
	},
	ndjson: {
		name: 'NDJSON',
		description: 'One JSON object per line, for scripts and data warehouses',
	},
};

/** The format and the name of the file. */
export const FILE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		default: 'xlsx',
		description: 'The file format',
		options: toOptions(FORMATS),
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. salesResults',
		hint: "Leave empty to use today's date",
		description: "Name of the file, without a folder. The extension is added if it's missing.",
	},
];

/** The name of a PDF file that iSpring Learn creates. */
export const PDF_NAME: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Safety certificate',
	hint: 'Leave empty to use the ID',
	description: "Name of the file, without a folder. The extension is added if it's missing.",
};

/** What separates the cells of a CSV file, by the values of Delimiter. */
export const DELIMITERS: Choices<Delimiter> = {
	comma: { name: 'Comma' },
	semicolon: {
		name: 'Semicolon',
		description: 'For Excel in countries with a decimal comma, such as Germany',
	},
	tab: { name: 'Tab' },
};

/** How a CSV file writes dates, by the values of Date Format. */
export const DATE_FORMATS = {
	asSent: { name: 'As Sent', description: 'For example 2026-01-31T17:00:00+00:00' },
	workflowTime: {
		name: 'Workflow Timezone',
		description: 'For example 2026-01-31 18:00:00, which spreadsheets read as a date',
	},
} as const;

const CSV_ONLY = { show: { '/format': ['csv'] } };

/** The options of a CSV file. */
export const CSV_OPTIONS = {
	byteOrderMark: {
		displayName: 'Add Byte Order Mark (BOM)',
		name: 'byteOrderMark',
		type: 'boolean',
		default: true,
		description:
			'Whether to add a byte order mark, so Excel shows é instead of Ã©. Turn this off if a program shows strange characters before the first column.',
		displayOptions: CSV_ONLY,
	},
	dateFormat: {
		displayName: 'Date Format',
		name: 'dateFormat',
		type: 'options',
		default: 'asSent',
		description: 'How to write dates',
		options: toOptions(DATE_FORMATS),
		displayOptions: CSV_ONLY,
	},
	delimiter: {
		displayName: 'Delimiter',
		name: 'delimiter',
		type: 'options',
		default: 'comma',
		description: 'What to put between columns',
		options: toOptions(DELIMITERS),
		displayOptions: CSV_ONLY,
	},
	formulaGuard: {
		displayName: 'Escape Formulas',
		name: 'formulaGuard',
		type: 'boolean',
		default: false,
		description:
			"Whether to add an apostrophe before text that starts with =, +, -, @, a tab or a line break, so spreadsheets don't run it",
		displayOptions: CSV_ONLY,
	},
} as const satisfies Record<string, INodeProperties>;
