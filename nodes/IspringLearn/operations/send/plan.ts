/** What a write sends, as data. */
import type { IDataObject } from 'n8n-workflow';
import type { Parameters, WriteEndpoint } from '../../api/endpoints/endpoint';
import { pathParameters } from '../../api/endpoints/endpoint';
import { chunk, IDS_PER_REQUEST } from '../../api/paginator/chunkQuery';
import type { RawRecord } from '../../api/schema/record';
import type { Portion } from './pairs';
import { pairPortions } from './pairs';

/** A list that takes several requests: 50 entries in each, or one entry as the parameter `as`. */
export interface Split {
	list: string;
	as?: string;
	/** A second list. The entries are the pairs of both. */
	by?: string;
	/** The fields of a pair in an item. */
	fields?: readonly [string, string];
}

/** What one input item changes: one request, or several for the entries of a list. */
export interface SendPlan {
	endpoint: WriteEndpoint;
	parameters: Parameters;
	/** What the item says happened, such as `created`. */
	action: string;
	/** Absent: one request. */
	split?: Split;
	/** What the item says in addition to the IDs in the path and the list, such as the group of the users. */
	shows?: IDataObject;
	/** The entries of the list that an earlier request has done. */
	skip?: ReadonlySet<string>;
	/** The entries of the list for which nothing has to be done. */
	needless?: ReadonlySet<string>;
	/** What `before` leaves for `recover`. It is not sent. */
	notes?: IDataObject;
	/** The records that `before` found. */
	found?: readonly RawRecord[];
}

/** What happened, as the fields of an item: IDs, and `action`. */
export interface Outcome extends IDataObject {
	action: string;
}

/** Whether there is anything to send. Otherwise it is known already what to return. */
export const isPlan = (next: SendPlan | Outcome): next is SendPlan => 'endpoint' in next;

/** A list, each entry once. */
function readEntries(list: unknown, name: string): string[] {
	const entries = Array.isArray(list) ? [...new Set(list.map(String))] : [];
	if (entries.length === 0) throw new TypeError(`{${name}} is empty`);
	return entries;
}

/**
 * Splits a plan into requests. A list for which nothing has to be done takes none.
 * @throws TypeError for an empty list: a request without it would change nothing, or everything
 */
export function toPortions({ parameters, split, skip, needless }: SendPlan): Portion[] {
	if (split === undefined) return [{ parameters, entries: [] }];
	const { list: name, as, by } = split;
	const isDone = (entry: string): boolean =>
		(skip?.has(entry) ?? false) || (needless?.has(entry) ?? false);
	const { [name]: list, ...rest } = parameters;
	const ids = readEntries(list, name);
	if (by !== undefined) {
		const others = { name: by, ids: readEntries(rest[by], by) };
		return pairPortions(rest, { name, ids }, others, isDone);
	}
	const entries = ids.filter((entry) => !isDone(entry));
	return as === undefined
		? chunk(entries, IDS_PER_REQUEST).map((part) => ({
				parameters: { ...rest, [name]: part },
				entries: part,
			}))
		: entries.map((entry) => ({ parameters: { ...rest, [as]: entry }, entries: [entry] }));
}

const isIdList = (value: unknown): boolean =>
	Array.isArray(value) && value.some((one) => typeof one === 'string');

/** Whether a request may be carried out in part: it has several entries of the plan's list, or IDs and something else. */
export const hasSeveral = ({ split }: SendPlan, { parameters, entries }: Portion): boolean =>
	split === undefined ? Object.values(parameters).some(isIdList) : entries.length > 1;

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
	const lists = [split?.list, split?.by]
		.filter((name) => name !== undefined)
		.map((name) => [name, parameters[name]] as const);
	return {
		action,
		...(endpoint.answer === 'id' && { [endpoint.idField]: id }),
		...(Object.fromEntries([...inPath, ...lists]) as IDataObject),
		...shows,
	};
}
