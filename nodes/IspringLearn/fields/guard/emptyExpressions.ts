/**
 * The option Empty Expressions. An empty expression in a filter stops the node by default: without the
 * filter, the node would return everybody's data.
 */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { invalidValue } from '../parseValue';
import { isEmptyModelValue, isFilledByModel, rawParameter } from './emptyValue';

const CHOICES = ['stop', 'noResults', 'noFilter'] as const;
type EmptyExpressions = (typeof CHOICES)[number];

const LABEL = 'Empty Expressions';

/** The option that decides what an empty expression means. */
export const EMPTY_EXPRESSIONS: INodeProperties = {
	displayName: LABEL,
	name: 'emptyExpressions',
	type: 'options',
	default: 'stop',
	description:
		'What to do when an expression in a filter returns nothing. Filters left empty are always ignored.',
	options: [
		{
			name: 'No Filter',
			value: 'noFilter',
			description: 'Ignore the filter. This can return the data of the whole account.',
		},
		{
			name: 'No Results',
			value: 'noResults',
			description: 'Return no results for the input item, without a request',
		},
		{ name: 'Stop', value: 'stop', description: 'Stop and name the filter' },
	],
};

/**
 * The same option of an operation for one record, or one that changes something. It cannot do without the
 * field: a change would affect something else, or nothing.
 */
export const EMPTY_FIELD_EXPRESSIONS: INodeProperties = {
	displayName: LABEL,
	name: EMPTY_EXPRESSIONS.name,
	type: 'options',
	default: 'stop',
	description: 'What to do when an expression in a field returns nothing',
	options: [
		{
			name: 'No Results',
			value: 'noResults',
			description: 'Skip the input item, without a request',
		},
		{ name: 'Stop', value: 'stop', description: 'Stop and name the field' },
	],
};

/**
 * Reads the option.
 * @param isFilter whether a request could do without the field
 * @throws NodeOperationError for a value that is not one of the choices
 */
export function readEmptyExpressions(
	context: IExecuteSingleFunctions,
	isFilter: boolean,
): EmptyExpressions {
	const value = parameterOr(context, `options.${EMPTY_EXPRESSIONS.name}`, 'stop');
	const choices = CHOICES.filter((choice) => isFilter || choice !== 'noFilter');
	const word = String(value).replace(/\s+/g, '').toLowerCase();
	const found = choices.find((choice) => choice.toLowerCase() === word);
	if (found) return found;
	return invalidValue(
		context,
		LABEL,
		value,
		"isn't a choice",
		`Use one of: ${choices.join(', ')}.`,
	);
}

const WHY_STOPPED = {
	node: ' The node stopped because it would otherwise return the data of the whole account.',
	trigger:
		' The trigger stopped because it would otherwise return the events of the whole account.',
};

/**
 * Reports an empty expression in a field.
 * @param isTrigger a trigger has no input items to name
 * @throws NodeOperationError always
 */
export function throwEmptyExpression(
	context: IExecuteSingleFunctions,
	{ displayName }: Pick<INodeProperties, 'displayName'>,
	{ isTrigger, isRequired }: { isTrigger: boolean; isRequired: boolean },
): never {
	const itemIndex = context.getItemIndex();
	const forItem = isTrigger ? '' : ` for item ${itemIndex}`;
	const why = isRequired ? '' : WHY_STOPPED[isTrigger ? 'trigger' : 'node'];
	const choices = isRequired ? "'No Results'" : "'No Results' or 'No Filter'";
	const kind = isRequired ? 'field' : 'filter';
	throw new NodeOperationError(
		context.getNode(),
		`The expression in '${displayName}' returns nothing${forItem}`,
		{
			description: `Check the expression: it may be misspelled, or an earlier step may have returned nothing. If the ${kind} can be empty, set 'Empty Expressions' under 'Options' to ${choices}.${why}`,
			itemIndex,
		},
	);
}

/**
 * Reads a parameter. The fallback also replaces an empty value from a model.
 * @param isChoice recognizes values that count although a model also writes them for "no choice", such as "all"
 */
export function parameterOr(
	context: IExecuteSingleFunctions,
	path: string,
	fallback: unknown,
	isChoice: (value: unknown) => boolean = () => false,
): unknown {
	const value: unknown = context.getNodeParameter(path, fallback);
	if (!isFilledByModel(rawParameter(context, path)) || isChoice(value)) return value;
	return isEmptyModelValue(value) ? fallback : value;
}
