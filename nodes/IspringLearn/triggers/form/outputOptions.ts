/** Reads what both triggers have in their forms. */
import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import type { RowShape } from '../../api/schema/recordSchema';
import { MAX_RETRIES, parseMaxRetries } from '../../fields/listFields';
import type { OutputForm } from '../../fields/outputFields';
import { parseOutput } from '../../fields/outputFields';
import { parseBoolean } from '../../fields/parseValue';
import { withoutLocators } from '../../methods/locatorValue';
import type { FormContext } from './buildQuery';
import { fieldContext } from './buildQuery';

/** Throws if the form holds filters that n8n would ignore. */
export type CheckNames = (context: IExecuteSingleFunctions) => void;

/** How rows look, and how requests are sent. */
export interface OutputOptions {
	/** The columns of the rows; null for records as sent. */
	shape: RowShape | null;
	readableValues: boolean;
	maxRetries: number;
}

/** Reads the option Max Retries. */
export const readMaxRetries = (context: FormContext): number =>
	parseMaxRetries(
		fieldContext(context),
		context.getNodeParameter('options.maxRetries', MAX_RETRIES.default),
	);

/**
 * Reads Output and Columns, and the options.
 * @param output what the trigger can return
 * @throws NodeOperationError for an invalid value
 */
export function readOutputOptions(context: FormContext, output: OutputForm): OutputOptions {
	const fields = fieldContext(context);
	const parameter = (name: string, fallback: unknown): unknown =>
		context.getNodeParameter(name, fallback);
	return {
		shape: parseOutput(fields, output, parameter('output', output.initial), () =>
			parameter('columns', []),
		),
		readableValues: parseBoolean(
			fields,
			'Readable Values',
			parameter('options.readableValues', false),
		),
		maxRetries: readMaxRetries(context),
	};
}

/**
 * A hash of the filters in a form. Expressions are not evaluated, so that a filter by a moving date does not change
 * it. Neither does the name that n8n keeps beside a choice.
 */
export function hashFilters(fields: readonly INodeProperties[], filters: unknown): string {
	const values = fields.map(({ name }) => [name, (filters as IDataObject | undefined)?.[name]]);
	const set = values.filter(([, value]) => value !== undefined);
	return createHash('sha256')
		.update(JSON.stringify(withoutLocators(set)))
		.digest('base64url')
		.slice(0, 16);
}
