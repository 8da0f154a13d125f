import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { describeValue } from '../errors/messages/valueMessages';
import { invalidValue, parseBoolean } from '../fields/parseValue';
import type { CsvStyle } from '../output/csv';
import type { FileFormatName } from '../output/fileFormats';
import {
	defaultFileName,
	FILE_FORMATS,
	isFileFormat,
	validateFileName,
	withExtension,
} from '../output/fileFormats';

/** What the form says about the file that is written. */
export interface ExportParameters {
	format: FileFormatName;
	/** With its ending. */
	fileName: string;
	csv: CsvStyle;
}

function formatOf(context: IExecuteSingleFunctions): FileFormatName {
	const value = context.getNodeParameter('format', 'csv');
	const format = String(value).trim().toLowerCase();
	if (isFileFormat(format)) return format;
	const choices = Object.entries(FILE_FORMATS).map(([name, { label }]) => `${name} (${label})`);
	return invalidValue(
		context,
		'Format',
		value,
		...describeValue('unknownFormat', { choices: choices.join(', ') }),
	);
}

function fileNameOf(
	context: IExecuteSingleFunctions,
	format: FileFormatName,
	label: string,
): string {
	const given = String(context.getNodeParameter('fileName', '') ?? '').trim();
	const day = DateTime.now().setZone(context.getTimezone()).toFormat('yyyy-MM-dd');
	const fault = validateFileName(given);
	if (fault !== null) {
		invalidValue(context, 'File Name', given, ...describeValue(fault, undefined));
	}
	return withExtension(given === '' ? defaultFileName(label, day) : given, FILE_FORMATS[format]);
}

/**
 * Reads the fields that only an export has.
 * @param label what the rows are, in the plural
 */
export function readExportParameters(
	context: IExecuteSingleFunctions,
	label: string,
): ExportParameters {
	const format = formatOf(context);
	const option = (field: string, name: string): boolean =>
		parseBoolean(context, field, context.getNodeParameter(`options.${name}`, false));
	return {
		format,
		fileName: fileNameOf(context, format, label),
		csv: {
			byteOrderMark: option('Byte Order Mark', 'byteOrderMark'),
			formulaGuard: option('Formula Guard', 'formulaGuard'),
		},
	};
}
