/**
 * Makes n8n pass on parameters that the form does not have, so that `unknownNames.ts` can report them,
 * and lists the names that it does have.
 */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { NamedField } from './similarNames';
import type { KnownNames } from './unknownNames';

/**
 * The collection with the optional fields of an operation that changes something. Other nodes have their filters in a
 * collection of this name.
 */
const OTHER_COLLECTION = 'additionalFields';

/** The fields in a collection of a form. */
const fieldsIn = (form: readonly INodeProperties[], collection: string): INodeProperties[] =>
	form
		.filter(({ name }) => name === collection)
		.flatMap(({ options = [] }) => options as Array<INodeProperties | INodePropertyOptions>)
		.filter((option): option is INodeProperties => 'displayName' in option && 'type' in option);

const toNamed = ({ name, displayName }: INodeProperties): NamedField => ({ name, displayName });

/** The filters of a form. */
const filtersIn = (form: readonly INodeProperties[]): NamedField[] =>
	fieldsIn(form, 'filters').map(toNamed);

/** The optional fields of the operations in a form that change something. */
const additionalFieldsIn = (form: readonly INodeProperties[]): NamedField[] =>
	fieldsIn(form, OTHER_COLLECTION).map(toNamed);

/** The names of a form's options. */
const optionsIn = (form: readonly INodeProperties[]): string[] =>
	fieldsIn(form, 'options').map(({ name }) => name);

/** Whether a field is shown for one of these operations. */
const isShownFor =
	(operations: readonly string[]) =>
	({ displayOptions }: INodeProperties): boolean =>
		displayOptions?.show?.operation?.some((one) => operations.includes(String(one))) ?? true;

/**
 * Names under which a filter may wrongly have been put at the top level of a form.
 * @param operations those that read lists; none in a trigger
 */
export function misplacedNames(
	form: readonly INodeProperties[],
	operations: readonly string[] = [],
): readonly string[] {
	const own = new Set(form.filter(isShownFor(operations)).map(({ name }) => name));
	const names = new Set([...filtersIn(form).map(({ name }) => name), OTHER_COLLECTION]);
	return [...names].filter((name) => !own.has(name)).sort();
}

/** For the operations that do not read lists. For lists, the name is among the misplaced ones. */
const additionalFieldsAsWritten = (operations: readonly string[]): INodeProperties => ({
	displayName: 'Additional Fields as Written',
	name: OTHER_COLLECTION,
	type: 'hidden',
	default: {},
	displayOptions: { hide: { operation: [...operations] } },
});

/**
 * Hidden properties that make n8n keep what it would drop before the node sees it: an expression in
 * place of a collection, and names that the collection or the form does not have. n8n keeps the value
 * of a property as saved unless the property is a collection; of two with the same name, the last one
 * counts.
 * @param operations those that read lists; none in a trigger. Others may have fields of these names
 */
export function preserveNames(
	misplaced: readonly string[],
	operations: readonly string[] = [],
): INodeProperties[] {
	const shown = operations.length > 0 && {
		displayOptions: { show: { operation: [...operations] } },
	};
	return [
		{ displayName: 'Filters as Written', name: 'filters', type: 'hidden', default: {} },
		{ displayName: 'Options as Written', name: 'options', type: 'hidden', default: {} },
		...(operations.length > 0 ? [additionalFieldsAsWritten(operations)] : []),
		...misplaced.map(
			(name): INodeProperties => ({
				...{ displayName: name, name, type: 'hidden', default: '' },
				...shown,
			}),
		),
	];
}

/** A resource and its form. */
interface ResourceFields {
	name: string;
	form: readonly INodeProperties[];
}

/** The names in each form, in the same order. */
export function knownNames(resources: readonly ResourceFields[]): KnownNames[] {
	const options = new Set(resources.flatMap(({ form }) => optionsIn(form)));
	const known = resources.map(({ name, form }) => ({
		label: name,
		filters: filtersIn(form),
		additionalFields: additionalFieldsIn(form),
	}));
	return known.map((one) => ({
		...one,
		options,
		others: known.filter((other) => other !== one),
	}));
}
