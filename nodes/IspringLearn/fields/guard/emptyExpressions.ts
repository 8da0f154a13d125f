/** What becomes of a filter whose expression yields nothing: without it, everybody's data would be returned. */
import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { invalidValue } from '../invalidValue';
import { saysNothing, yieldsNothing } from './nothing';
import { asksModel, hasExpression, rawParameter } from './rawParameter';

const CHOICES = ['stop', 'noResults', 'noFilter'] as const;
type EmptyExpressions = (typeof CHOICES)[number];

const LABEL = 'Empty Expressions';

/** The option. */
export const EMPTY_EXPRESSIONS: INodeProperties = {
	displayName: LABEL,
	name: 'emptyExpressions',
	type: 'options',
	default: 'stop',
	description:
		'What to do when a filter has an expression that yields nothing. A filter without an expression that is left blank never filters.',
	options: [
		{
			name: 'No Filter',
			value: 'noFilter',
			description: 'Leave that filter out. This can return the results of the whole account.',
		},
		{
			name: 'No Results',
			value: 'noResults',
			description: 'Return nothing for that input item, without a request',
		},
		{ name: 'Stop', value: 'stop', description: 'Stop with a message that names the filter' },
	],
};

function readChoice(context: IExecuteSingleFunctions): EmptyExpressions {
	const value = context.getNodeParameter(`options.${EMPTY_EXPRESSIONS.name}`, 'stop');
	const word = String(value).replace(/\s+/g, '').toLowerCase();
	const found = CHOICES.find((choice) => choice.toLowerCase() === word);
	if (found) return found;
	return invalidValue(context, LABEL, value, 'is not known', `Choose ${CHOICES.join(', ')}.`);
}

/** What a field stands for: a value to check and send, a blank, or an input item without results. */
export type Meaning = 'value' | 'blank' | 'noResults';

/**
 * Tells an expression that yields nothing from a field that was left blank.
 * @param path where the form holds the field
 * @param isTrigger a trigger has no input items
 * @throws NodeOperationError for an empty expression, unless the form says what it means
 */
export function readMeaning(
	context: IExecuteSingleFunctions,
	{ displayName, required = false }: INodeProperties,
	path: string,
	value: unknown,
	isTrigger: boolean,
): Meaning {
	const raw = rawParameter(context, path);
	if (!hasExpression(raw)) return 'value';
	if (asksModel(raw)) return saysNothing(value) ? 'blank' : 'value';
	if (!yieldsNothing(value)) return 'value';
	const choice = readChoice(context);
	if (choice === 'noResults') return 'noResults';
	if (choice === 'stop') refuseEmpty(context, displayName, isTrigger, required);
	// What has to be there is then refused by its own field.
	return 'blank';
}

const OTHERWISE = {
	node: 'The node stopped because it would otherwise return data of the whole account. ',
	trigger: 'The trigger stopped because it would otherwise give the events of the whole account. ',
};

function refuseEmpty(
	context: IExecuteSingleFunctions,
	field: string,
	isTrigger: boolean,
	isRequired: boolean,
): never {
	const itemIndex = context.getItemIndex();
	const forItem = isTrigger ? '' : ` for item ${itemIndex}`;
	const otherwise = isRequired ? '' : OTHERWISE[isTrigger ? 'trigger' : 'node'];
	const choices = isRequired ? "'No Results'" : "'No Results' or 'No Filter'";
	const what = isRequired ? 'field' : 'filter';
	throw new NodeOperationError(
		context.getNode(),
		`The expression in '${field}' yields nothing${forItem}`,
		{
			description: `${otherwise}Check the expression: a name in it may be misspelled, or an earlier step may have returned nothing. If the ${what} may be empty, set 'Empty Expressions' under Options to ${choices}.`,
			itemIndex,
		},
	);
}

/** The value of a field with a default, which also stands for what a model left empty. */
export function parameterOr<T>(
	context: IExecuteSingleFunctions,
	path: string,
	fallback: T,
): unknown {
	const value: unknown = context.getNodeParameter(path, fallback);
	return asksModel(rawParameter(context, path)) && saysNothing(value) ? fallback : value;
}
