/** The fields of an operation that writes a file. */
import type { INodeProperties } from 'n8n-workflow';
import { FILE_FORMATS } from '../output/fileFormats';

/** The format and the name of the file. */
export const FILE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		default: 'csv',
		description: 'The file format',
		options: [
			{
				name: FILE_FORMATS.csv.label,
				value: 'csv',
				description: 'A table with a header row, for spreadsheets and databases',
			},
			{
				name: FILE_FORMATS.ndjson.label,
				value: 'ndjson',
				description: 'One JSON object per line, for scripts and data warehouses',
			},
		],
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

/** Options of a CSV file. */
export const CSV_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Add Byte Order Mark (BOM)',
		name: 'byteOrderMark',
		type: 'boolean',
		default: false,
		description: 'Whether to add a byte order mark. Turn this on if Excel shows Ã© instead of é.',
		displayOptions: { show: { '/format': ['csv'] } },
	},
	{
		displayName: 'Escape Formulas',
		name: 'formulaGuard',
		type: 'boolean',
		default: false,
		description:
			"Whether to add an apostrophe before text that starts with =, +, -, @, a tab or a line break, so spreadsheets don't run it",
		displayOptions: { show: { '/format': ['csv'] } },
	},
];
