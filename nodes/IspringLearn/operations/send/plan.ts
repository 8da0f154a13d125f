/** What a write sends, as data. */
import type { IDataObject } from 'n8n-workflow';
import type { Parameters, WriteEndpoint } from '../../api/endpoints/endpoint';
import { pathParameters } from '../../api/endpoints/endpoint';
import { chunk, IDS_PER_REQUEST } from '../../api/paginator/chunkQuery';

/** A list that takes several requests: 50 entries in each, or one entry as the parameter `as`. */
export interface Split {
	list: string;
	as?: string;
}

export interface SendPlan {
	endpoint: WriteEndpoint;
	parameters: Parameters;
	/** What the item says happened, such as `created`. */
	action: string;
	/** Absent: one request. */
	split?: Split;
	/** What the item says in addition to the IDs in the path and the list, such as the group of the users. */
	shows?: IDataObject;
	/** The entries of the list that an earlier try has done. */
	skip?: ReadonlySet<string>;
}

/** What happened, as the fields of an item: IDs, and `action`. */
export interface Outcome extends IDataObject {
	action: string;
}

/** Whether there is anything to send. Otherwise it is known already what to return. */
export const isPlan = (next: SendPlan | Outcome): next is SendPlan => 'endpoint' in next;

/** One request of a plan. */
export interface Portion {
	parameters: Parameters;
	/** The entries of the list in it, each once. Empty for a plan without a list. */
	entries: readonly string[];
}

/**
 * Splits a plan into requests.
 * @throws TypeError for an empty list: a request without it would change nothing, or everything
 */
export function toPortions({ parameters, split, skip }: SendPlan): Portion[] {
	if (split === undefined) return [{ parameters, entries: [] }];
	const { [split.list]: list, ...others } = parameters;
	const all = Array.isArray(list) ? [...new Set(list.map(String))] : [];
	if (all.length === 0) throw new TypeError(`{${split.list}} is empty`);
	const entries = all.filter((entry) => !skip?.has(entry));
	const { as } = split;
	return as === undefined
		? chunk(entries, IDS_PER_REQUEST).map((part) => ({
				parameters: { ...others, [split.list]: part },
				entries: part,
			}))
		: entries.map((entry) => ({ parameters: { ...others, [as]: entry }, entries: [entry] }));
}

/**
 * The outcome of a plan that was carried out.
 * @param id what the endpoint returned; null if it returns nothing
 */
export function toOutcome(
	{ endpoint, parameters, split, shows, action }: SendPlan,
	id: string | null,
): Outcome {
	const isOne = (name: string): boolean => name !== split?.as;
	const inPath = pathParameters(endpoint)
		.filter(isOne)
		.map((name) => [name, parameters[name]] as const);
	const lists = split === undefined ? [] : [[split.list, parameters[split.list]] as const];
	return {
		action,
		...(endpoint.answer === 'id' && { [endpoint.idField]: id }),
		...(Object.fromEntries([...inPath, ...lists]) as IDataObject),
		...shows,
	};
}
