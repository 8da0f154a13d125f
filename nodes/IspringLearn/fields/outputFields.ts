/** The fields that choose the columns of an output. */
import type { INodeProperties } from 'n8n-workflow';
import type { ListEndpoint } from '../api/endpoints/endpoint';
import { toCamelCase } from '../api/schema/profile/profileEntries';
import type { RowShape } from '../api/schema/recordSchema';
import { shapeOf, wholeShape } from '../api/schema/rowShape';
import { findChoice, parseChoice, toOptions, toWord } from './choices';
import { columnTexts } from './columnTexts';
import type { ItemContext } from './parseValue';
import { invalidField, invalidValue, parseList } from './parseValue';

const OUTPUT = 'Output';
const COLUMNS = 'Columns';

const CHOICES = {
	simplified: { name: 'Simplified', description: 'The most useful columns, names first' },
	all: { name: 'All Columns', description: 'Every column, with names and IDs' },
	selected: { name: 'Selected Columns', description: 'Only the columns you select' },
	raw: { name: 'Raw', description: 'The data as iSpring Learn sends it, without names' },
} as const;

/** What Raw is where the rows are not iSpring Learn's own. */
const SUMMARY_CHOICES = {
	...CHOICES,
	raw: { name: 'Raw', description: 'The figures and IDs, with nothing looked up' },
} as const;

const BY_EXPRESSION =
	'The columns to return, in this order. An expression can return an array, or names separated by commas.';

const DESCRIPTIONS = {
	closed: BY_EXPRESSION,
	open: `${BY_EXPRESSION} It can also name profile fields of your account.`,
};

/** What an operation can return. */
export interface OutputForm {
	endpoint: ListEndpoint;
	/** The columns of Simplified, in order: at most ten. */
	simplified: readonly string[];
	/** The default of Output. */
	initial: 'simplified' | 'all';
}

/** Output, and Columns for its choice Selected Columns. */
export function outputFields({ endpoint, initial }: OutputForm): INodeProperties[] {
	const texts = columnTexts(endpoint);
	const { additionalColumns, columns } = endpoint.schema;
	return [
		{
			displayName: OUTPUT,
			name: 'output',
			type: 'options',
			default: initial,
			description: 'Which columns to return',
			options: toOptions(endpoint.summary ? SUMMARY_CHOICES : CHOICES),
		},
		{
			displayName: COLUMNS,
			name: 'columns',
			type: 'multiOptions',
			default: [],
			description: additionalColumns ? DESCRIPTIONS.open : DESCRIPTIONS.closed,
			options: columns.map(({ name }) => ({ name, value: name, description: texts[name] })),
			displayOptions: { show: { output: ['selected'] } },
		},
	];
}

/** Whether a value of Output is one of its choices. */
export const isOutputChoice = (value: unknown): boolean => findChoice(CHOICES, value) !== undefined;

/** Names of profile fields can contain spaces. */
const COMMAS = /[,;\n]+/;

function parseColumns(context: ItemContext, value: unknown, form: OutputForm): string[] {
	const { additionalColumns: isOpen = false, columns } = form.endpoint.schema;
	const known = new Map(columns.map(({ name }) => [toWord(name), name]));
	const names = parseList(value, isOpen ? COMMAS : undefined).map((name) => {
		const found = known.get(toWord(name));
		if (found !== undefined) return found;
		if (isOpen) return toCamelCase(name);
		const all = columns.map((column) => column.name).join(', ');
		return invalidValue(context, COLUMNS, name, "isn't a column", `Use one of: ${all}.`);
	});
	if (names.length > 0) return [...new Set(names)];
	const instead = `Select at least one column, or set '${OUTPUT}' to '${CHOICES.all.name}'.`;
	return invalidField(context, COLUMNS, 'is empty', instead);
}

/**
 * Reads Output and Columns.
 * @param readColumns reads the value of Columns, where it counts
 * @returns the shape of the rows; null for records as sent
 * @throws NodeOperationError for an unknown output or column, and if no column is selected
 */
export function parseOutput(
	context: ItemContext,
	form: OutputForm,
	value: unknown,
	readColumns: () => unknown,
): RowShape | null {
	const { schema } = form.endpoint;
	switch (parseChoice(context, OUTPUT, value, CHOICES)) {
		case 'raw':
			return null;
		case 'all':
			return wholeShape(schema);
		case 'simplified':
			return shapeOf(schema, form.simplified);
		case 'selected':
			return shapeOf(schema, parseColumns(context, readColumns(), form));
	}
}

/** The option that makes values readable. */
export const READABLE_VALUES: INodeProperties = {
	displayName: 'Readable Values',
	name: 'readableValues',
	type: 'boolean',
	default: false,
	description:
		"Whether to return dates as 2026-01-31 18:00:00 in the workflow's timezone, statuses in words such as Not started, and Yes or No instead of true or false",
	displayOptions: { hide: { '/output': ['raw'] } },
};
