/** Lists that belong together: every learner in every course. Each entry is a pair, such as "learner in course". */
import type { Parameters } from '../../api/endpoints/endpoint';
import { chunk, IDS_PER_REQUEST } from '../../api/paginator/chunkQuery';

/** One request of a plan. */
export interface Portion {
	parameters: Parameters;
	/** The entries of the list in it, each once. Empty for a plan without a list. */
	entries: readonly string[];
}

const BETWEEN = ' in ';

/** The entry for a pair of IDs. */
export const toPair = (one: string, other: string): string => `${one}${BETWEEN}${other}`;

/** The IDs of a pair. */
export function idsOfPair(pair: string): [one: string, other: string] {
	const [one, other] = pair.split(BETWEEN);
	return [one, other];
}

/** Each of these IDs with each of the others. */
export const pairsOf = (some: readonly string[], others: readonly string[]): string[] =>
	some.flatMap((one) => others.map((other) => toPair(one, other)));

/** A list of IDs, by its parameter. */
interface IdList {
	name: string;
	ids: readonly string[];
}

/**
 * Splits pairs into requests with at most 50 IDs in each list. A request takes every pair of its lists, so those
 * that lack the same others share requests.
 * @param isDone whether nothing has to be sent for a pair
 */
export function pairPortions(
	rest: Parameters,
	list: IdList,
	by: IdList,
	isDone: (pair: string) => boolean,
): Portion[] {
	const groups = new Map<string, { ids: string[]; missing: string[] }>();
	for (const id of list.ids) {
		const missing = by.ids.filter((other) => !isDone(toPair(id, other)));
		const key = missing.join();
		const group = groups.get(key) ?? { ids: [], missing };
		group.ids.push(id);
		groups.set(key, group);
	}
	return [...groups.values()].flatMap(({ ids, missing }) =>
		chunk(missing, IDS_PER_REQUEST).flatMap((others) =>
			chunk(ids, IDS_PER_REQUEST).map((some) => ({
				parameters: { ...rest, [list.name]: some, [by.name]: others },
				entries: pairsOf(some, others),
			})),
		),
	);
}
