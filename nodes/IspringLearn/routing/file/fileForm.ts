import type { IExecuteSingleFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { refuseValue } from '../../fields/refuse';
import type { CsvStyle } from '../../source/file/csv';
import { faultOfFileName, nameOfDay, withEnding } from '../../source/file/fileName';
import type { FileFormatName } from '../../source/file/formats';
import { FILE_FORMATS, isFileFormat } from '../../source/file/formats';
import { yesOrNo } from '../form';

/** What the form says about the file that is written. */
export interface FileForm {
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
	return refuseValue(
		context,
		'Format',
		value,
		'is not known',
		`The formats are: ${choices.join(', ')}.`,
	);
}

function fileNameOf(
	context: IExecuteSingleFunctions,
	format: FileFormatName,
	label: string,
): string {
	const given = String(context.getNodeParameter('fileName', '') ?? '').trim();
	const day = DateTime.now().setZone(context.getTimezone()).toFormat('yyyy-MM-dd');
	const fault = faultOfFileName(given);
	if (fault !== null) {
		refuseValue(
			context,
			'File Name',
			given,
			fault,
			'Give the name of a file without its folder, such as results.csv. Blank makes one with the date of today.',
		);
	}
	return withEnding(given === '' ? nameOfDay(label, day) : given, FILE_FORMATS[format]);
}

/**
 * Reads the fields that only an export has.
 * @param label what the rows are, in the plural
 */
export function readFileForm(context: IExecuteSingleFunctions, label: string): FileForm {
	const format = formatOf(context);
	const option = (field: string, name: string): boolean =>
		yesOrNo(context, field, context.getNodeParameter(`options.${name}`, false));
	return {
		format,
		fileName: fileNameOf(context, format, label),
		csv: {
			byteOrderMark: option('Byte Order Mark', 'byteOrderMark'),
			formulaGuard: option('Formula Guard', 'formulaGuard'),
		},
	};
}
