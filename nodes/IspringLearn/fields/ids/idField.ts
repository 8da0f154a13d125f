/** What all fields that hold IDs share, whatever they look like in the form. */
import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { FIND_LABEL } from '../../methods/limitOptions';
import type { LookupName } from '../../methods/lookups';
import { LOOKUPS } from '../../methods/lookups';
import { sendParameter } from '../parameter';
import { invalidField, invalidValue } from '../parseValue';
import type { IdOrReference, RejectPart } from './references';
import { parseReferences } from './references';

/** The property in which a field keeps what it holds. n8n, which reads descriptions as JSON, does not see it. */
const SOURCE: unique symbol = Symbol('source of IDs');

/** What a field that holds IDs is about. */
interface IdSource {
	/** The pick-list that it is chosen from, and in which its names are looked up. */
	from: LookupName;
	/** The query or path parameter that receives the IDs. Several fields may fill the same one. */
	parameter: string;
	/** Whether other filters narrow the pick-list. */
	isNarrowed: boolean;
	/** Whether the field holds at most one ID. */
	isSingle?: boolean;
	/** Whether an operation cannot run without the field. */
	isRequired?: boolean;
}

/** A field that holds IDs. */
export interface IdField extends INodeProperties {
	[SOURCE]?: IdSource;
}

/** What a field that holds IDs is about; undefined for other fields. */
export const idSourceOf = (field: IdField): IdSource | undefined => field[SOURCE];

/** Whether a field holds one or more IDs. */
export const holdsIds = (field: INodeProperties): boolean => idSourceOf(field) !== undefined;

/** How a message says what an ID looks like. */
const LOOKS_LIKE = 'An ID looks like 85077abc-2639-11ea-8e3f-0a580af40c09.';

/** The errors of an ID field for values it cannot use. */
function rejectPart(
	context: IExecuteSingleFunctions,
	{ displayName: label, type }: INodeProperties,
	from: LookupName,
): RejectPart {
	const { by, keys, searchedBy } = LOOKUPS[from];
	return (part, reason) => {
		if (reason === 'note') {
			const toFindOthers =
				searchedBy === undefined
					? `add '${FIND_LABEL}' under 'Options'`
					: `add the '${searchedBy}' filter`;
			const nextStep = `Remove it, and choose from the entries below it. To find others, ${toFindOthers}.`;
			return invalidValue(context, label, part, 'is a note in the list, not a choice', nextStep);
		}
		if (reason === 'several') {
			const nextStep = `Enter one ID. If the value is an object, put the ID under '${keys[0].join("' or '")}'.`;
			return invalidValue(context, label, part, 'contains several IDs', nextStep);
		}
		const nextStep = `${type === 'string' ? 'Enter' : 'Choose from the list, or enter'} an ID${by === null ? ' instead of the name' : ''}. ${LOOKS_LIKE} Copy it from an earlier step, or from the address of the page in iSpring Learn.`;
		return invalidValue(context, label, part, "isn't an ID", nextStep);
	};
}

/** Names stay in the query until `operations/ids/resolveIds.ts` replaces them by IDs. */
const toQueryValue = (entries: readonly IdOrReference[]) => entries as IDataObject[string];

/** Checks the entries of a field, and returns those to send. */
type CheckEntries = (
	entries: IdOrReference[],
	value: unknown,
	context: IExecuteSingleFunctions,
) => readonly IdOrReference[];

/**
 * The check of a field for one ID.
 * @param nextStep what to do if there is none, or if there are several: a sentence
 */
export const oneEntry =
	(label: string, nextStep: string, isOptional = false): CheckEntries =>
	(entries, value, context) => {
		const [one, ...others] = entries;
		if (one === undefined) {
			return isOptional ? [] : invalidField(context, label, 'is empty', nextStep);
		}
		if (others.length > 0) invalidValue(context, label, value, 'contains several IDs', nextStep);
		// One name, even with commas in it.
		return [typeof one === 'string' ? one : { ...one, parts: [] }];
	};

/**
 * Makes a field hold IDs. The query holds them under the field's own name, so that a message can name the
 * field, until `operations/ids/resolveIds.ts` moves them to the parameter.
 * @param read returns what the field holds, without what n8n wraps it in
 */
export function idField(
	field: INodeProperties,
	source: IdSource,
	{
		read = (value) => value,
		check = (entries) => entries,
	}: { read?: (value: unknown) => unknown; check?: CheckEntries } = {},
): IdField {
	const { name } = field;
	return {
		...field,
		[SOURCE]: source,
		routing: sendParameter(name, (raw, context) => {
			const value = read(raw);
			const reject = rejectPart(context, field, source.from);
			const entries = check(parseReferences(value, LOOKUPS[source.from], reject), value, context);
			return entries.length === 0 ? undefined : toQueryValue(entries);
		}),
	};
}
