import type { INodeProperties } from 'n8n-workflow';
import { FIND_LABEL } from '../lookups/fitting';
import type { PickListName } from '../lookups/pickLists';
import { entriesOf } from './values';
import { normalised } from './normalised';
import { refuseValue } from './refuse';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An entry with what separates it from the next one. */
const ENTRY = /[^\s,;]+[\s,;]*/g;

/** The ids in what a field holds. */
export const idsIn = (value: unknown): string[] =>
	entriesOf(value).filter((entry) => UUID.test(entry));

/** What was typed without the ids in it: a name stays whole, blanks and commas included. */
function withoutIds(text: string): string {
	const others = (text.match(ENTRY) ?? []).filter((entry) => !UUID.test(entriesOf(entry)[0]));
	return others.join('').replace(/[\s,;]+$/, '');
}

/** The part of a value that holds what is no id, as it was given; undefined when all are ids. */
function wrongIn(value: unknown): string | undefined {
	const parts: unknown[] = Array.isArray(value) ? value.flat(Infinity) : [value];
	for (const part of parts) {
		const wrong = entriesOf(part).find((id) => !UUID.test(id));
		if (wrong !== undefined) return typeof part === 'string' ? withoutIds(part) : wrong;
	}
	return undefined;
}

const LOOKS_LIKE =
	'An ID in iSpring Learn looks like 85077abc-2639-11ea-8e3f-0a580af40c09: take it from an earlier step, or from the address of the page in iSpring Learn.';

const EXPRESSION = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Shortens the lists of all id fields of a form. It filters no rows. */
export const FIND_IN_LISTS: INodeProperties = {
	displayName: FIND_LABEL,
	name: 'findInLists',
	type: 'string',
	default: '',
	placeholder: 'e.g. smith',
	description:
		'Part of a name, to find somebody or something in lists too long to show whole. It only changes what the lists of this form offer, and filters nothing.',
};

/** Where it stands in the form. */
export const FIND_PATH = `options.${FIND_IN_LISTS.name}`;

interface IdField {
	/** "User Names or IDs". */
	displayName: string;
	name: string;
	/** Where its entries come from. */
	from: PickListName;
	/** What the filter does, as a sentence without its full stop. */
	description: string;
	/** Filters whose choice the entries follow. */
	follows?: readonly string[];
}

/**
 * An id filter: as many as one likes, picked by name from the account. By expression it takes ids as
 * an array or as text. Sent as `<name>[]=…`, once for each id.
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
		description: `${description}. Choose from the list, or specify IDs using an ${EXPRESSION}.`,
		routing: {
			send: {
				type: 'query',
				property: name,
				preSend: [
					normalised(name, (value, context) => {
						const wrong = wrongIn(value);
						if (wrong === undefined) {
							const ids = entriesOf(value);
							return ids.length === 0 ? undefined : ids;
						}
						return refuseValue(
							context,
							displayName,
							wrong,
							'is not an ID',
							`Choose from the list, or put in the ID instead of the name. ${LOOKS_LIKE}`,
						);
					}),
				],
			},
		},
	};
}

/** True for a field that holds ids, one or many. */
export const takesIds = ({ typeOptions }: INodeProperties): boolean =>
	typeOptions?.loadOptionsMethod !== undefined;

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
		description: `${description}. Choose from the list, or specify an ID using an ${EXPRESSION}.`,
		routing: {
			send: {
				preSend: [
					async function (request) {
						const value = this.getNodeParameter(name, '');
						const [id, ...others] = entriesOf(value);
						if (id !== undefined && others.length === 0 && UUID.test(id)) {
							return { ...request, url: request.url.replace(`{${name}}`, id) };
						}
						const nextStep = `Choose one from the list. ${LOOKS_LIKE}`;
						return refuseValue(this, displayName, value, 'is not one ID', nextStep);
					},
				],
			},
		},
	};
}
