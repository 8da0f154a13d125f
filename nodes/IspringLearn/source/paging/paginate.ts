/** Walks a list from its first page to its last, guarding against a server that leads in circles. */
import type { FormAtHand } from '../advice';
import { Advised } from '../advice';
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
export class PagingStopped extends Advised {
	constructor(message: string, nextStep: (form: FormAtHand) => string) {
		super(message, nextStep);
		this.name = 'PagingStopped';
	}
}

const REPORT = ({ again, has }: FormAtHand): string =>
	`Rows could be missing or doubled, so none were returned. ${again}; if it stays like this, ${has('Filters') ? 'narrow the filters and ' : ''}tell iSpring support.`;

/**
 * The pages of a list, one after another, until there is no next one or `limit` is met; then only
 * what is missing is asked for, and what is too much is cut off. A page is asked for before the one
 * ahead of it is given away, so that the server works while the records are being used.
 * @throws PagingStopped when a page leads to one that was read before, or there is no end of empty pages
 */
export async function* paginate(
	fetchPage: FetchPage,
	{ pageSize, pageToken, limit, select }: PagingPlan,
): AsyncGenerator<Page> {
	const ask = (token: string | null, missing: number): Promise<Page> => {
		// Where records are left out afterwards, a small page would mean many requests for few of them.
		const wanted = select ? pageSize : Math.min(pageSize, missing);
		const coming = fetchPage({ pageSize: wanted, pageToken: token });
		// Whoever takes the next page gets to know of it; until then it is not unhandled.
		coming.catch(() => {});
		return coming;
	};
	const seen = new Set(pageToken === null ? [] : [pageToken]);
	let missing = limit;
	let emptyPages = 0;
	let coming = missing > 0 ? ask(pageToken, missing) : null;
	while (coming !== null) {
		const { records: all, nextPageToken } = await coming;
		const records = (select ? select(all) : all).slice(0, missing);
		missing -= records.length;
		emptyPages = all.length === 0 ? emptyPages + 1 : 0;
		const isLast = nextPageToken === null || missing === 0;
		if (!isLast) refuseCircle(seen, nextPageToken, emptyPages);
		coming = isLast ? null : ask(nextPageToken, missing);
		yield { records, nextPageToken };
	}
}

/** Notes the token of the next page, and stops where it leads nowhere. */
function refuseCircle(seen: Set<string>, nextPageToken: string, emptyPages: number): void {
	if (seen.has(nextPageToken)) {
		throw new PagingStopped('iSpring Learn led back to a page that was already read', REPORT);
	}
	seen.add(nextPageToken);
	if (emptyPages === MOST_EMPTY_PAGES) {
		throw new PagingStopped(
			`iSpring Learn sent ${MOST_EMPTY_PAGES} empty pages in a row, each with a next page`,
			REPORT,
		);
	}
}
