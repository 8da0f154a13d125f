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
		description: 'How the file is written',
		options: [
			{
				name: FILE_FORMATS.csv.label,
				value: 'csv',
				description: 'A table for spreadsheets and databases, with a header',
			},
			{
				name: FILE_FORMATS.ndjson.label,
				value: 'ndjson',
				description: 'One JSON object a line, for programs and data warehouses',
			},
		],
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. results-of-sales',
		hint: 'Blank: named after the day',
		description:
			'Name of the file, without a folder. Its ending is added where it is missing. Blank: named after the day, in the time zone of the workflow.',
	},
];

/** Options of a CSV file. */
export const CSV_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Byte Order Mark',
		name: 'byteOrderMark',
		type: 'boolean',
		default: false,
		description:
			'Whether the file begins with the mark by which Excel knows UTF-8. Turn it on where Excel shows Ã© instead of é.',
		displayOptions: { show: { '/format': ['csv'] } },
	},
	{
		displayName: 'Formula Guard',
		name: 'formulaGuard',
		type: 'boolean',
		default: false,
		description:
			'Whether to put an apostrophe before text that a spreadsheet would run as a formula: what begins with = + - @ (blanks before it and full-width forms included), a tab or a line break. Numbers stay as they are.',
		displayOptions: { show: { '/format': ['csv'] } },
	},
];
