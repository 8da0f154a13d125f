import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Named } from './nearest';
import type { KnownNames } from './unknownNames';

const namesIn = (form: readonly INodeProperties[], collection: string): INodeProperties[] =>
	form
		.filter(({ name }) => name === collection)
		.flatMap(({ options = [] }) => options as Array<INodeProperties | INodePropertyOptions>)
		.filter((option): option is INodeProperties => 'displayName' in option && 'type' in option);

/** The filters of a form. */
export const filtersIn = (form: readonly INodeProperties[]): Named[] =>
	namesIn(form, 'filters').map(({ name, displayName }) => ({ name, displayName }));

/** The names of the options of a form. */
export const optionsIn = (form: readonly INodeProperties[]): string[] =>
	namesIn(form, 'options').map(({ name }) => name);

/** What other nodes call such a collection. */
const OTHER_COLLECTION = 'additionalFields';

/** Names that a filter may have been given at the top level of a form; none of the form's own. */
export function outsideNames(
	form: readonly INodeProperties[],
	filters: readonly Named[],
): readonly string[] {
	const own = new Set(form.map(({ name }) => name));
	const names = new Set([...filters.map(({ name }) => name), OTHER_COLLECTION]);
	return [...names].filter((name) => !own.has(name)).sort();
}

/**
 * Makes n8n keep what it would drop before a node gets to see it: an expression in the place of a
 * collection, and names that a collection or the form does not have. n8n takes over the value of a
 * property as it is written unless it is a collection, and the last property of a name counts.
 */
export const keepAsWritten = (outside: readonly string[]): INodeProperties[] => [
	{ displayName: 'Filters as Written', name: 'filters', type: 'hidden', default: {} },
	{ displayName: 'Options as Written', name: 'options', type: 'hidden', default: {} },
	...outside.map(
		(name): INodeProperties => ({ displayName: name, name, type: 'hidden', default: '' }),
	),
];

/** A list of the node and its form. */
export interface ListForm {
	name: string;
	form: readonly INodeProperties[];
}

/** What is known of each list of a node, in the same order. */
export function knownNames(lists: readonly ListForm[]): KnownNames[] {
	const options = new Set(lists.flatMap(({ form }) => optionsIn(form)));
	const known = lists.map(({ name, form }) => ({ label: name, filters: filtersIn(form) }));
	return known.map((one) => ({
		...one,
		options,
		others: known.filter((other) => other !== one),
	}));
}
