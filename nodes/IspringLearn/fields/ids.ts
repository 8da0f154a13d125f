import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { FIND_LABEL, FIND_NAME, FIND_PATH } from '../methods/limitOptions';
import { NAMING } from '../methods/naming';
import type { LookupName } from '../methods/lookups';
import { transformParameter } from './transformParameter';
import type { Refuse, Taken } from './references';
import { referencesIn } from './references';
import { invalidValue } from './invalidValue';

const LOOKS_LIKE =
	'An ID in iSpring Learn looks like 85077abc-2639-11ea-8e3f-0a580af40c09: take it from an earlier step, or from the address of the page in iSpring Learn.';

const EXPRESSION = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** What an id field says of a value that it cannot use. */
function refuserOf(
	context: IExecuteSingleFunctions,
	{ displayName, from }: Pick<IdField, 'displayName' | 'from'>,
): Refuse {
	const { by, keys } = NAMING[from];
	return (part, why) => {
		if (why === 'note') {
			const nextStep = `Remove it from the field, and choose an entry below it. To shorten a long list, add '${FIND_LABEL}' under Options.`;
			return invalidValue(
				context,
				displayName,
				part,
				'is a note in the list, not a choice',
				nextStep,
			);
		}
		if (why === 'several') {
			const nextStep = `The field cannot tell which one you mean. Give the ID alone. From an object, the field takes '${keys[0].join("' or '")}'.`;
			return invalidValue(context, displayName, part, 'holds several IDs', nextStep);
		}
		const nextStep = `Choose from the list, or put in the ID${by === null ? ' instead of the name' : ''}. ${LOOKS_LIKE}`;
		return invalidValue(context, displayName, part, 'is not an ID', nextStep);
	};
}

const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);

/** What an id field takes besides picks and ids, in a few words. */
function takes(from: LookupName, isOne: boolean): string {
	const { by } = NAMING[from];
	if (by === null) return '';
	return isOne
		? ` The expression may also give the exact ${by.one}.`
		: ` The expression may also give exact ${by.many}. Commas separate them in text; an element of an array is one.`;
}

/** Shortens the lists of all id fields of a form. It filters no rows. */
export const FIND_IN_LISTS: INodeProperties = {
	displayName: FIND_LABEL,
	name: FIND_NAME,
	type: 'string',
	default: '',
	placeholder: 'e.g. smith',
	description:
		'Part of a name, to find somebody or something in lists too long to show whole. It only changes what the lists of this form offer, and filters nothing.',
};

/** Names travel in the query until they are looked up. */
const asQuery = (taken: readonly Taken[]) => taken as IDataObject[string];

interface IdField {
	/** "User Names or IDs". */
	displayName: string;
	name: string;
	/** Where its entries come from. */
	from: LookupName;
	/** What the filter does, in a sentence or more. */
	description: string;
	/** Filters whose choice the entries follow. */
	follows?: readonly string[];
}

/**
 * An id filter: as many as one likes, picked by name from the account. By expression it takes whatever
 * `referencesIn` reads. Sent as `<name>[]=…`, once for each id; names become ids in `operations/resolveIds.ts`.
 */
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
		description: `${sentence(description)} Choose from the list, or specify IDs using an ${EXPRESSION}.${takes(from, false)}`,
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					transformParameter(name, (value, context) => {
						const refuse = refuserOf(context, { displayName, from });
						const taken = referencesIn(value, NAMING[from], refuse);
						return taken.length === 0 ? undefined : asQuery(taken);
					}),
				],
			},
		},
	};
}

/** True for a field that holds ids, one or many. */
export const takesIds = ({ typeOptions }: INodeProperties): boolean =>
	typeOptions?.loadOptionsMethod !== undefined;

/** The pick-list behind a field that holds ids. */
export const pickListOf = ({ typeOptions }: INodeProperties): LookupName =>
	typeOptions?.loadOptionsMethod as LookupName;

/** The option to go on without ids that are not known. */
export const SKIP_INVALID_IDS: INodeProperties = {
	displayName: 'Skip Invalid IDs',
	name: 'skipInvalidIds',
	type: 'boolean',
	default: false,
	description:
		"Whether to go on without IDs that iSpring Learn does not know, instead of stopping. Finding them takes some more requests. n8n's log says which were skipped; so does one item for each filter concerned, on the error output, if On Error under Settings is one of the two that continue (with plain Continue it comes after the results).",
};

/** One id that stands in the path of the request, at `{name}`. */
export function idInPath({
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
		description: `${sentence(description)} Choose from the list, or specify an ID using an ${EXPRESSION}.${takes(from, true)}`,
		routing: {
			send: {
				preSend: [
					async function (request) {
						const value = this.getNodeParameter(name, '');
						const refuse = refuserOf(this, { displayName, from });
						const [one, ...others] = referencesIn(value, NAMING[from], refuse);
						if (one === undefined || others.length > 0) {
							const nextStep = `Choose one from the list. ${LOOKS_LIKE}`;
							return invalidValue(this, displayName, value, 'is not one ID', nextStep);
						}
						// As an id or as one whole name; it gets into the path when its id is known.
						const whole = typeof one === 'string' ? [one] : asQuery([{ ...one, parts: [] }]);
						return { ...request, qs: { ...request.qs, [name]: whole } };
					},
				],
			},
		},
	};
}
