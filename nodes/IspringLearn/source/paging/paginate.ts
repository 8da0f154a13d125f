/** Walks a list from its first page to its last, guarding against a server that leads in circles. */
import { UserError } from 'n8n-workflow';
import type { Page } from '../page/decode';
import type { RawRecord } from '../record/schema';

/** Which page to ask for. */
export interface PageRequest {
	pageSize: number;
	/** Null for the first page. */
	pageToken: string | null;
}

export type FetchPage = (request: PageRequest) => Promise<Page>;

export interface PagingPlan {
	/** Records a page, 1 to 1000. */
	pageSize: number;
	/** Where to start; null for the beginning. */
	pageToken: string | null;
	/** Records wanted in all; Infinity for every one. */
	limit: number;
	/** Chooses the records of a page that count; all of them when absent. */
	select?: (records: RawRecord[]) => RawRecord[];
}

/** Pages in a row without a record that are still believed. */
const MOST_EMPTY_PAGES = 20;

/** The list cannot be walked to its end. */
export class PagingStopped extends UserError {
	constructor(message: string, nextStep: string) {
		super(message, { description: nextStep });
		this.name = 'PagingStopped';
	}
}

const REPORT =
	'Rows could be missing or doubled, so none were returned. Run the node again; if it stays like this, narrow the filters and tell iSpring support.';

/**
 * The pages of a list, one after another, until there is no next one or `limit` is met; then only
 * what is missing is asked for, and what is too much is cut off.
 * @throws PagingStopped when a page leads to one that was read before, or there is no end of empty pages
 */
export async function* paginate(
	fetchPage: FetchPage,
	{ pageSize, pageToken, limit, select }: PagingPlan,
): AsyncGenerator<Page> {
	const seen = new Set<string>();
	let token = pageToken;
	let missing = limit;
	let emptyPages = 0;
	while (missing > 0) {
		if (token !== null) seen.add(token);
		// Where records are left out afterwards, a small page would mean many requests for few of them.
		const wanted = select ? pageSize : Math.min(pageSize, missing);
		const page = await fetchPage({ pageSize: wanted, pageToken: token });
		const records = (select ? select(page.records) : page.records).slice(0, missing);
		missing -= records.length;
		emptyPages = page.records.length === 0 ? emptyPages + 1 : 0;
		yield { records, nextPageToken: page.nextPageToken };
		if (page.nextPageToken === null || missing === 0) return;
		if (seen.has(page.nextPageToken)) {
			throw new PagingStopped('iSpring Learn led back to a page that was already read', REPORT);
		}
		if (emptyPages === MOST_EMPTY_PAGES) {
			throw new PagingStopped(
				`iSpring Learn sent ${MOST_EMPTY_PAGES} empty pages in a row, each with a next page`,
				REPORT,
			);
		}
		token = page.nextPageToken;
	}
}
