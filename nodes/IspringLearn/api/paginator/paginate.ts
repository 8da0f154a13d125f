/** Walks a list from its first page to its last, guarding against a server that leads in circles. */
import type { Page } from '../decoder/decodePage';
import type { RecordSchema } from '../schema/normalizer';
import type { RawRecord } from '../schema/record';
import { PaginationError } from './paginationError';
import { MOST_REMEMBERED, RecentRecords } from './recentRecords';

/** Which page to ask for. */
export interface PageRequest {
	pageSize: number;
	/** Null for the first page. */
	pageToken: string | null;
}

export type FetchPage = (request: PageRequest) => Promise<Page>;

export interface PaginationPlan {
	/** Records a page, 1 to 1000. */
	pageSize: number;
	/** Where to start; null for the beginning. */
	pageToken: string | null;
	/** Records wanted in all; Infinity for every one. */
	limit: number;
	/** By which a record is known that the pages just before gave already; it is left out. */
	schema?: RecordSchema;
	/** Chooses the records of a page that count; all of them when absent. */
	select?: (records: RawRecord[]) => RawRecord[];
	/** True where so many are left out that small pages would mean many requests for few of them. */
	wholePages?: boolean;
}

/** Pages in a row without a record, or without a new one, that are still believed. */
const MOST_IDLE_PAGES = 20;

/**
 * The pages of a list, one after another, until there is no next one or `limit` is met; then only
 * what is missing is asked for, and what is too much is cut off. A page is asked for before the one
 * ahead of it is given away, so that the server works while the records are being used.
 * @throws PaginationError when a page leads to one that was read before, or there is no end of pages with
 * nothing new
 */
export async function* paginate(
	fetchPage: FetchPage,
	{ pageSize, pageToken, limit, schema, select, wholePages = false }: PaginationPlan,
): AsyncGenerator<Page> {
	const ask = (token: string | null, missing: number, isWhole = wholePages): Promise<Page> => {
		const wanted = isWhole ? pageSize : Math.min(pageSize, missing);
		const coming = fetchPage({ pageSize: wanted, pageToken: token });
		// Whoever takes the next page gets to know of it; until then it is not unhandled.
		coming.catch(() => {});
		return coming;
	};
	const recent = schema && new RecentRecords(schema);
	const watch = new Watch(pageToken, pageSize);
	let missing = limit;
	let coming = missing > 0 ? ask(pageToken, missing) : null;
	while (coming !== null) {
		const { records: all, nextPageToken } = await coming;
		const fresh = recent?.keepNew(all) ?? all;
		const records = (select?.(fresh) ?? fresh).slice(0, missing);
		missing -= records.length;
		const isLast = nextPageToken === null || missing === 0;
		if (!isLast) watch.step(nextPageToken, all.length, fresh.length);
		// A small page may hold no more than was inserted meanwhile, time and again; a whole one leads on.
		const isIdle = all.length > 0 && fresh.length === 0;
		coming = isLast ? null : ask(nextPageToken, missing, wholePages || isIdle);
		yield { records, nextPageToken };
	}
}

/** Stops where one page after another leads nowhere. */
class Watch {
	private readonly seen: Set<string>;
	/** Pages in a row without a record, and without one that is new. */
	private emptyPages = 0;
	private idlePages = 0;
	/** Small pages may give again what was read for longer, when much was inserted before it. */
	private readonly mostIdlePages: number;

	constructor(pageToken: string | null, pageSize: number) {
		this.seen = new Set(pageToken === null ? [] : [pageToken]);
		this.mostIdlePages = Math.max(MOST_IDLE_PAGES, Math.ceil(MOST_REMEMBERED / pageSize));
	}

	/** Notes what a page held, and the token of the next one. */
	step(nextPageToken: string, count: number, newOnes: number): void {
		this.emptyPages = count === 0 ? this.emptyPages + 1 : 0;
		this.idlePages = newOnes === 0 ? this.idlePages + 1 : 0;
		if (this.seen.has(nextPageToken)) {
			throw new PaginationError('repeatedPage');
		}
		this.seen.add(nextPageToken);
		const pages = { empty: this.emptyPages, idle: this.idlePages };
		if (pages.empty === MOST_IDLE_PAGES) {
			throw new PaginationError('emptyPages', { pages: pages.empty });
		}
		if (pages.idle === this.mostIdlePages) {
			throw new PaginationError('pagesWithoutNews', { pages: pages.idle });
		}
	}
}
