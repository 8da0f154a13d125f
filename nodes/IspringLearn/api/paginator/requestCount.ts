/** Reckons the requests of a query before any of them is built: long lists multiply each other. */
import { UserError } from 'n8n-workflow';
import type { Query } from './chunkQuery';
import { IDS_PER_REQUEST } from './chunkQuery';

/** Requests for one input item, besides those for further pages. Four at once, they take some minutes. */
export const MAX_REQUESTS = 2000;

/** A poll makes every one of them, within half a minute where n8n gives it no longer. */
export const MAX_POLL_REQUESTS = 200;

interface LongList {
	name: string;
	entries: number;
	/** Requests that it takes by itself. */
	parts: number;
}

const longLists = (query: Query): LongList[] =>
	Object.entries(query).flatMap(([name, value]) =>
		Array.isArray(value) && value.length > IDS_PER_REQUEST
			? [{ name, entries: value.length, parts: Math.ceil(value.length / IDS_PER_REQUEST) }]
			: [],
	);

const product = (parts: readonly number[]): number => parts.reduce((all, one) => all * one, 1);

/** The longest that the longest lists may be so that all of them together take few enough requests. */
function largestParts(lists: readonly LongList[], most: number): number {
	const fits = (largest: number) =>
		product(lists.map(({ parts }) => Math.min(parts, largest))) <= most;
	let largest = 1;
	while (fits(largest + 1)) largest += 1;
	return largest;
}

const count = (number: number): string => number.toLocaleString('en-US');

function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * @param labelOf what a person calls a query parameter
 * @throws UserError when a query takes too many requests: says which lists to shorten, and to how much
 */
export function refuseTooMany(
	query: Query,
	most = MAX_REQUESTS,
	labelOf: (name: string) => string = (name) => name,
): void {
	const lists = longLists(query);
	const requests = product(lists.map(({ parts }) => parts));
	if (requests <= most) return;
	const largest = largestParts(lists, most);
	const tooLong = lists.filter(({ parts }) => parts > largest);
	const names = listed(
		tooLong.map(({ name, entries }) => `'${labelOf(name)}' (${count(entries)})`),
	);
	const each = tooLong.length === 1 ? '' : ' each';
	const orElse = lists.length === 1 ? '' : ', or remove one of the filters';
	const why =
		lists.length === 1
			? `One request takes ${IDS_PER_REQUEST} of them.`
			: `One request takes ${IDS_PER_REQUEST} entries of each list, and every part of one list is asked for with every part of the others.`;
	throw new UserError(`The filters would take ${count(requests)} requests`, {
		description: `At most ${count(most)} are made. Shorten ${names} to ${count(largest * IDS_PER_REQUEST)} entries or fewer${each}${orElse}. ${why}`,
	});
}
