/** Reads the parameters that all list operations share, and those of an export. */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import type { RowShape } from '../../api/schema/recordSchema';
import { describeValue } from '../../errors/messages/valueMessages';
import type { Choices } from '../../fields/choices';
import { parseChoice } from '../../fields/choices';
import { CSV_OPTIONS, DATE_FORMATS, DELIMITERS, FORMATS } from '../../fields/fileFields';
import { parameterOr } from '../../fields/guard/emptyExpressions';
import {
	defaultLimit,
	EXCEPT_IN_TOOLS,
	PAGE_TOKEN,
	PARALLEL,
	readMaxRetries,
} from '../../fields/listFields';
import type { OutputForm } from '../../fields/outputFields';
import { isOutputChoice, parseOutput } from '../../fields/outputFields';
import { invalidValue, parseBoolean, parseInteger } from '../../fields/parseValue';
import { isTool } from '../../fields/tool';
import type { CsvStyle } from '../../output/csv';
import type { FileFormat, FileFormatName } from '../../output/fileFormats';
import type { XlsxStyle } from '../../output/xlsx/xlsxEncoder';
import {
	defaultFileName,
	FILE_FORMATS,
	validateFileName,
	withExtension,
} from '../../output/fileFormats';

/** The values of a list operation's form, besides its filters. */
export interface ListParameters {
	/** Whether an AI model reads the items. */
	isTool: boolean;
	/** Infinity for Return All, and for forms without Limit. */
	limit: number;
	/** The columns of the rows; null for records as sent. */
	shape: RowShape | null;
	readableValues: boolean;
	pageSize: number;
	pageToken: string | null;
	maxRetries: number;
	skipInvalidIds: boolean;
	/** Whether to read results by learners. */
	parallel: boolean;
}

function readLimit(context: IExecuteSingleFunctions): number {
	// n8n leaves out parameters that the form of a tool does not have.
	if (parseBoolean(context, 'Return All', parameterOr(context, 'returnAll', false)))
		return Infinity;
	const range = { min: 1, max: Number.MAX_SAFE_INTEGER };
	const limit = parameterOr(context, 'limit', defaultLimit(isTool(context)));
	return parseInteger(context, 'Limit', limit, range);
}

/**
 * Reads the parameters of any list operation.
 * @param output what the operation can return
 * @param limited whether the form has Return All and Limit
 * @throws NodeOperationError for a value that cannot be used
 */
export function readListParameters(
	context: IExecuteSingleFunctions,
	output: OutputForm,
	limited: boolean,
): ListParameters {
	const inTool = isTool(context);
	const option = (name: string, fallback: unknown): unknown =>
		inTool && EXCEPT_IN_TOOLS.has(name)
			? fallback
			: parameterOr(context, `options.${name}`, fallback);
	const pageToken = String(option(PAGE_TOKEN, '') ?? '').trim();
	return {
		isTool: inTool,
		limit: limited ? readLimit(context) : Infinity,
		shape: parseOutput(
			context,
			output,
			parameterOr(context, 'output', output.initial, isOutputChoice),
			() => context.getNodeParameter('columns', []),
		),
		readableValues: parseBoolean(context, 'Readable Values', option('readableValues', false)),
		pageSize: parseInteger(context, 'Page Size', option('pageSize', 1000), { min: 1, max: 1000 }),
		pageToken: pageToken === '' ? null : pageToken,
		maxRetries: readMaxRetries(context),
		skipInvalidIds: parseBoolean(context, 'Skip Invalid IDs', option('skipInvalidIds', false)),
		parallel: parseBoolean(context, PARALLEL.displayName, option(PARALLEL.name, false)),
	};
}

/** The values of an export's form, besides those of any list. */
export interface ExportParameters {
	format: FileFormatName;
	/** With its extension. */
	fileName: string;
	csv: CsvStyle;
	xlsx: XlsxStyle;
}

/**
 * Reads the name of a file, with its extension.
 * @param initial the name if the field is empty. It receives the day in the workflow's time zone
 * @throws NodeOperationError for a value that cannot be a file name
 */
export function readFileName(
	context: IExecuteSingleFunctions,
	format: FileFormat,
	initial: (day: string) => string,
): string {
	const value = parameterOr(context, 'fileName', '') ?? '';
	const isText = typeof value !== 'object' || DateTime.isDateTime(value);
	const name = String(value).trim();
	const fault = isText ? validateFileName(name) : 'objectAsFileName';
	if (fault !== null) {
		const shown = isText ? name : value;
		invalidValue(context, 'File Name', shown, ...describeValue(fault, undefined));
	}
	const day = DateTime.now().setZone(context.getTimezone()).toFormat('yyyy-MM-dd');
	return withExtension(name === '' ? initial(day) : name, format);
}

/**
 * Reads the parameters of an export.
 * @param records what the file contains, such as "module results"
 * @throws NodeOperationError for a value that cannot be used
 */
export function readExportParameters(
	context: IExecuteSingleFunctions,
	records: string,
): ExportParameters {
	const format = parseChoice(context, 'Format', parameterOr(context, 'format', 'xlsx'), FORMATS);
	const timezone = context.getTimezone();
	/** Other formats hide the options of CSV, but n8n still returns their values. */
	const option = ({ name, default: initial }: INodeProperties): unknown =>
		format === 'csv' ? parameterOr(context, `options.${name}`, initial) : initial;
	const isOn = (field: INodeProperties): boolean =>
		parseBoolean(context, field.displayName, option(field));
	const choose = <V extends string>(field: INodeProperties, choices: Choices<V>): V =>
		parseChoice(context, field.displayName, option(field), choices);
	const dateFormat = choose(CSV_OPTIONS.dateFormat, DATE_FORMATS);
	return {
		format,
		fileName: readFileName(context, FILE_FORMATS[format], (day) => defaultFileName(records, day)),
		csv: {
			delimiter: choose(CSV_OPTIONS.delimiter, DELIMITERS),
			byteOrderMark: isOn(CSV_OPTIONS.byteOrderMark),
			formulaGuard: isOn(CSV_OPTIONS.formulaGuard),
			timezone: dateFormat === 'asSent' ? null : timezone,
		},
		xlsx: { records, timezone },
	};
}
