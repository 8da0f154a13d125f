/** Fields that hold several IDs: a dropdown with many choices, and a text for expressions and pasted lists. */
import type { INodeProperties } from 'n8n-workflow';
import { FIND_LABEL, FIND_NAME, FIND_PATH } from '../../methods/limitOptions';
import type { LookupName } from '../../methods/lookups';
import { LOOKUPS } from '../../methods/lookups';
import { narrowingPaths } from '../../methods/narrowing';
import type { IdField } from './idField';
import { idField, idSourceOf, oneEntry } from './idField';

const EXPRESSION = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

const toSentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

/** The option that shortens the long dropdowns of a form. It does not filter records. */
export const FIND_IN_LISTS: INodeProperties = {
	displayName: FIND_LABEL,
	name: FIND_NAME,
	type: 'string',
	default: '',
	placeholder: 'e.g. smith',
	description:
		'Part of a name to search for in dropdowns with more than 1,000 entries. Only changes what the dropdowns offer, not the results.',
};

/** Whether the option above shortens the dropdown of a field. */
const isFoundByText = (from: LookupName): boolean => LOOKUPS[from].searchedBy === undefined;

/** Whether any of these fields has a dropdown that the option Search Lists shortens. */
export const needFindInLists = (fields: readonly INodeProperties[]): boolean =>
	fields.some((field) => {
		const from = idSourceOf(field)?.from;
		return field.type === 'multiOptions' && from !== undefined && isFoundByText(from);
	});

interface IdListOptions {
	/** "Course Names or IDs". */
	displayName: string;
	name: string;
	/** The parameter to send, if it has another name than the field. */
	parameter?: string;
	/** The pick-list with its choices. */
	from: LookupName;
	/** One or more sentences, with or without a final period. */
	description: string;
}

/** A filter by any number of IDs, chosen in a dropdown. Sent as `<parameter>[]=…`, once for each ID. */
export function idList({
	displayName,
	name,
	parameter = name,
	from,
	description,
}: IdListOptions): IdField {
	const { by, follows = [] } = LOOKUPS[from];
	const names =
		by === null
			? ''
			: ` The expression can also return ${by.many}. Separate multiple values with commas, or return an array.`;
	const dependencies = [...(isFoundByText(from) ? [FIND_PATH] : []), ...narrowingPaths(follows)];
	const field: INodeProperties = {
		displayName,
		name,
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: from,
			...(dependencies.length > 0 && { loadOptionsDependsOn: dependencies }),
		},
		allowArbitraryValues: true,
		default: [],
		description: `${toSentence(description)} Choose from the list, or specify IDs using an ${EXPRESSION}.${names}`,
	};
	return idField(field, { from, parameter, isNarrowed: follows.length > 0 });
}

const SEVERAL = 'Separate multiple values with commas, or use an expression that returns an array.';

/** The hint of a text below a list that says the same. */
export const orIn = (list: string): string => `Use this instead of '${list}', or in addition`;

/** A filter by any number of IDs and names, as text. For expressions, pasted lists and AI models. */
export function idText({
	displayName,
	name,
	parameter = name,
	from,
	description,
	placeholder,
	hint,
}: IdListOptions & { placeholder: string; hint?: string }): IdField {
	const field: INodeProperties = {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		description: `${toSentence(description)} ${SEVERAL}`,
		...(hint !== undefined && { hint }),
	};
	return idField(field, { from, parameter, isNarrowed: false });
}

/** One ID of what has no name, as text. */
export function idInput(
	{
		displayName,
		name,
		from,
		description,
	}: Pick<IdListOptions, 'displayName' | 'name' | 'from' | 'description'>,
	isOptional = false,
): IdField {
	const field: INodeProperties = {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. 85077abc-2639-11ea-8e3f-0a580af40c09',
		description,
	};
	const isRequired = !isOptional;
	const source = { from, parameter: name, isNarrowed: false, isSingle: true, isRequired };
	const nextStep = `Enter the ID of one ${LOOKUPS[from].one}. 'Get Many' returns it.`;
	return idField(field, source, { check: oneEntry(displayName, nextStep, isOptional) });
}

/** The option to leave out unknown IDs instead of stopping. */
export const SKIP_INVALID_IDS: INodeProperties = {
	displayName: 'Skip Invalid IDs',
	name: 'skipInvalidIds',
	type: 'boolean',
	default: false,
	description:
		"Whether to ignore IDs that don't exist instead of stopping. To see which were skipped, set 'On Error' to 'Continue (using error output)'.",
};
