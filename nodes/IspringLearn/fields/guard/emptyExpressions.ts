/**
 * The option Empty Expressions. An empty expression in a filter stops the node by default: without the
 * filter, the node would return everybody's data.
 */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import type { Choices } from '../choices';
import { parseChoice, toOptions } from '../choices';
import { isEmptyModelValue, isFilledByModel, rawParameter } from './emptyValue';

type EmptyExpressions = 'noFilter' | 'noResults' | 'stop';

const LABEL = 'Empty Expressions';

const FILTER_CHOICES: Choices<EmptyExpressions> = {
	noFilter: {
		name: 'No Filter',
		description: 'Ignore the filter. This can return the data of the whole account.',
	},
	noResults: {
		name: 'No Results',
		description: 'Return no results for the input item, without a request',
	},
	stop: { name: 'Stop', description: 'Stop and name the filter' },
};

const FIELD_CHOICES: Choices<Exclude<EmptyExpressions, 'noFilter'>> = {
	noResults: { name: 'Skip Item', description: 'Skip the input item, without a request' },
	stop: { name: 'Stop', description: 'Stop and name the field' },
};

/** The option that decides what an empty expression means. */
export const EMPTY_EXPRESSIONS: INodeProperties = {
	displayName: LABEL,
	name: 'emptyExpressions',
	type: 'options',
	default: 'stop',
	description:
		'What to do when an expression in a filter returns nothing. Filters left empty are always ignored.',
	options: toOptions(FILTER_CHOICES),
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
	options: toOptions(FIELD_CHOICES),
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
	return isFilter
		? parseChoice(context, LABEL, value, FILTER_CHOICES)
		: parseChoice(context, LABEL, value, FIELD_CHOICES);
}

const WHY_STOPPED = {
	node: ' The node stopped because it would otherwise return the data of the whole account.',
	trigger:
		' The trigger stopped because it would otherwise return the events of the whole account.',
};

interface FieldKind {
	/** A trigger has no input items to name. */
	isTrigger: boolean;
	/** Whether a list cannot be read without the field. */
	isRequired: boolean;
	/** Whether it says what to change, or which record to get. */
	isInput: boolean;
	/** Whether the expression returns a list, and one of its entries is empty. */
	isPartial: boolean;
	/** Whether the form has no option Empty Expressions. */
	alwaysStops: boolean;
}

/** What the option Empty Expressions can do about it. */
function describeChoices({ isRequired, isInput, alwaysStops }: FieldKind): string {
	if (alwaysStops) return 'To receive all events, remove the filter.';
	const option = "set 'Empty Expressions' under 'Options' to";
	if (isInput) return `To skip such input items, ${option} 'Skip Item'.`;
	return isRequired
		? `If the field can be empty, ${option} 'No Results'.`
		: `If the filter can be empty, ${option} 'No Results' or 'No Filter'.`;
}

/**
 * Reports an empty expression in a field.
 * @throws NodeOperationError always
 */
export function throwEmptyExpression(
	context: IExecuteSingleFunctions,
	{ displayName }: Pick<INodeProperties, 'displayName'>,
	kind: FieldKind,
): never {
	const itemIndex = context.getItemIndex();
	const { isTrigger, isRequired, isInput, isPartial } = kind;
	const forItem = isTrigger ? '' : ` for item ${itemIndex}`;
	const why = isRequired || isInput ? '' : WHY_STOPPED[isTrigger ? 'trigger' : 'node'];
	const problem = isPartial ? 'returns a list with an empty entry' : 'returns nothing';
	const fix = isPartial
		? 'To leave empty entries out, filter the list in the expression.'
		: 'Check the expression: it may be misspelled, or an earlier step may have returned nothing.';
	throw new NodeOperationError(
		context.getNode(),
		`The expression in '${displayName}' ${problem}${forItem}`,
		{ description: `${fix} ${describeChoices(kind)}${why}`, itemIndex },
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
