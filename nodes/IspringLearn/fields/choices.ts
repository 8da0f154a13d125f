/** The choices of a dropdown, and how a value that an expression returns is found among them. */
import type { INodePropertyOptions } from 'n8n-workflow';
import type { ItemContext } from './parseValue';
import { invalidValue } from './parseValue';

/** The choices by their values, with their names and descriptions in the form. */
export type Choices<V extends string> = Readonly<Record<V, Omit<INodePropertyOptions, 'value'>>>;

/** The choices as n8n's options. */
export const toOptions = (choices: Choices<string>): INodePropertyOptions[] =>
	Object.entries(choices).map(([value, words]) => ({ ...words, value }));

/** Converts a text to the form in which choices are compared: "In Progress" and `in_progress` are the same. */
export const toWord = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

/** Finds a choice by its value or its name, in any spelling. */
export function findChoice<V extends string>(choices: Choices<V>, value: unknown): V | undefined {
	// An object may have a `toString` of its own that is not a function.
	if (typeof value === 'object') return undefined;
	const word = toWord(String(value));
	const values = Object.keys(choices) as V[];
	return values.find((one) => [toWord(one), toWord(choices[one].name)].includes(word));
}

/**
 * Reads a dropdown.
 * @param field its name as the form shows it
 * @throws NodeOperationError for a value that is no choice
 */
export function parseChoice<V extends string>(
	context: ItemContext,
	field: string,
	value: unknown,
	choices: Choices<V>,
): V {
	return findChoice(choices, value) ?? noChoice(context, field, value, toOptions(choices));
}

/**
 * Checks a dropdown whose choices have a routing of their own. n8n takes them by their values only.
 * @param field its name as the form shows it
 * @throws NodeOperationError for a value that is no choice
 */
export function assertChoice(
	context: ItemContext,
	field: string,
	value: unknown,
	options: readonly INodePropertyOptions[],
): void {
	if (!options.some((option) => option.value === value)) noChoice(context, field, value, options);
}

function noChoice(
	context: ItemContext,
	field: string,
	value: unknown,
	options: readonly INodePropertyOptions[],
): never {
	const names = options.map(({ name }) => name).join(', ');
	return invalidValue(context, field, value, "isn't a choice", `Use one of: ${names}.`);
}
