/** Fields that hold IDs: choices from a list, or the IDs, objects or names that an expression returns. */
import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { FIND_LABEL, FIND_NAME, FIND_PATH } from '../methods/limitOptions';
import { LOOKUPS } from '../methods/lookups';
import type { LookupName } from '../methods/lookups';
import { sendParameter } from './parameter';
import { invalidValue } from './parseValue';
import type { IdOrReference, RejectPart } from './references';
import { parseReferences } from './references';

const LOOKS_LIKE =
	'An ID in iSpring Learn looks like 85077abc-2639-11ea-8e3f-0a580af40c09: take it from an earlier step, or from the address of the page in iSpring Learn.';

const EXPRESSION = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** The errors of an ID field for values it cannot use. */
function rejectPart(
	context: IExecuteSingleFunctions,
	{ displayName, from }: Pick<IdField, 'displayName' | 'from'>,
): RejectPart {
	const { by, keys } = LOOKUPS[from];
	return (part, reason) => {
		if (reason === 'note') {
			const nextStep = `Remove it from the field, and choose an entry below it. To shorten a long list, add '${FIND_LABEL}' under Options.`;
			return invalidValue(
				context,
				displayName,
				part,
				'is a note in the list, not a choice',
				nextStep,
			);
		}
		if (reason === 'several') {
			const nextStep = `The field cannot tell which one you mean. Give the ID alone. From an object, the field takes '${keys[0].join("' or '")}'.`;
			return invalidValue(context, displayName, part, 'holds several IDs', nextStep);
		}
		const nextStep = `Choose from the list, or put in the ID${by === null ? ' instead of the name' : ''}. ${LOOKS_LIKE}`;
		return invalidValue(context, displayName, part, 'is not an ID', nextStep);
	};
}

const toSentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

/** The part of a description that says which names the field accepts. */
function describeNames(from: LookupName, isOne: boolean): string {
	const { by } = LOOKUPS[from];
	if (by === null) return '';
	return isOne
		? ` The expression may also give the exact ${by.one}.`
		: ` The expression may also give exact ${by.many}. Commas separate them in text; an element of an array is one.`;
}

/** The option that shortens the pick-lists of all ID fields in a form. It does not filter records. */
export const FIND_IN_LISTS: INodeProperties = {
	displayName: FIND_LABEL,
	name: FIND_NAME,
	type: 'string',
	default: '',
	placeholder: 'e.g. smith',
	description:
		'Part of a name, to find somebody or something in lists too long to show whole. It only changes what the lists of this form offer, and filters nothing.',
};

interface IdField {
	/** "User Names or IDs". */
	displayName: string;
	name: string;
	/** The pick-list with its choices. */
	from: LookupName;
	/** One or more sentences, with or without a final period. */
	description: string;
	/** Filters that narrow the pick-list. */
	follows?: readonly string[];
}

/** Names stay in the query until `operations/resolveIds.ts` replaces them by IDs. */
const toQueryValue = (entries: readonly IdOrReference[]) => entries as IDataObject[string];

/** A filter by any number of IDs. Sent as `<name>[]=…`, once for each ID. */
export function idList({
	displayName,
	name,
	from,
	description,
	follows = [],
}: IdField): INodeProperties {
	return {
		displayName,
		name,
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: from,
			loadOptionsDependsOn: [FIND_PATH, ...follows.map((filter) => `filters.${filter}`)],
		},
		allowArbitraryValues: true,
		default: [],
		description: `${toSentence(description)} Choose from the list, or specify IDs using an ${EXPRESSION}.${describeNames(from, false)}`,
		routing: sendParameter(name, (value, context) => {
			const reject = rejectPart(context, { displayName, from });
			const entries = parseReferences(value, LOOKUPS[from], reject);
			return entries.length === 0 ? undefined : toQueryValue(entries);
		}),
	};
}

/** Whether a field holds one or more IDs. */
export const holdsIds = ({ typeOptions }: INodeProperties): boolean =>
	typeOptions?.loadOptionsMethod !== undefined;

/** The pick-list of a field that holds IDs. */
export const pickListOf = ({ typeOptions }: INodeProperties): LookupName =>
	typeOptions?.loadOptionsMethod as LookupName;

/** The option to leave out unknown IDs instead of stopping. */
export const SKIP_INVALID_IDS: INodeProperties = {
	displayName: 'Skip Invalid IDs',
	name: 'skipInvalidIds',
	type: 'boolean',
	default: false,
	description:
		"Whether to go on without IDs that iSpring Learn does not know, instead of stopping. Finding them takes some more requests. n8n's log says which were skipped; so does one item for each filter concerned, on the error output, if On Error under Settings is one of the two that continue (with plain Continue it comes after the results).",
};

/** One ID that is required, such as one in the path of the request. */
export function requiredId({
	displayName,
	name,
	from,
	description,
}: Omit<IdField, 'follows'>): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod: from, loadOptionsDependsOn: [FIND_PATH] },
		allowArbitraryValues: true,
		default: '',
		required: true,
		description: `${toSentence(description)} Choose from the list, or specify an ID using an ${EXPRESSION}.${describeNames(from, true)}`,
		routing: sendParameter(name, (value, context) => {
			const reject = rejectPart(context, { displayName, from });
			const [one, ...others] = parseReferences(value, LOOKUPS[from], reject);
			if (one === undefined || others.length > 0) {
				const nextStep = `Choose one from the list. ${LOOKS_LIKE}`;
				return invalidValue(context, displayName, value, 'is not one ID', nextStep);
			}
			// One name, even with commas in it.
			return toQueryValue([typeof one === 'string' ? one : { ...one, parts: [] }]);
		}),
	};
}
