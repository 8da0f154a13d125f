/** Reads a list page by page, guarding against a server that repeats pages. */
import { awaitedLater } from '../awaitedLater';
import type { Page } from '../decoder/decodePage';
import type { RecordSchema } from '../schema/recordSchema';
import type { RawRecord } from '../schema/record';
import { MAX_REMEMBERED, RecentRecords } from './deduplicator';
import { PaginationError } from './paginationError';

/** Which page to request. */
export interface PageRequest {
	pageSize: number;
	/** Null for the first page. */
	pageToken: string | null;
}

/** Requests one page. */
export type FetchPage = (request: PageRequest) => Promise<Page>;

/** What to read of a list, and in which portions. */
export interface PaginationPlan {
	/** Records per page, 1 to 1000. */
	pageSize: number;
	/** Token of the page to start with; null for the first one. */
	pageToken: string | null;
	/** Maximum number of records; Infinity for all. */
	limit: number;
	/** Recognises records that the pages just before returned, to leave them out. Absent: none is left out. */
	schema?: RecordSchema;
	/** Selects the records of a page that count. Absent: all of them. */
	select?: (records: RawRecord[]) => RawRecord[];
	/** Requests whole pages even near the limit: true where `select` would leave small pages almost empty. */
	wholePages?: boolean;
}

/** Pages in a row that may have no record, or no new one. */
const MAX_IDLE_PAGES = 20;

/**
 * Yields pages until there is no token, or the limit is met. The last request fetches only what is missing.
 * Each page is requested before the previous one is yielded, so that the server works while the records are used.
 * @throws PaginationError when a token repeats, or too many pages in a row bring nothing new
 */
export async function* paginate(
	fetchPage: FetchPage,
	{ pageSize, pageToken, limit, schema, select, wholePages = false }: PaginationPlan,
): AsyncGenerator<Page> {
	const request = (token: string | null, missing: number, isWhole = wholePages): Promise<Page> => {
		const size = isWhole ? pageSize : Math.min(pageSize, missing);
		return awaitedLater(fetchPage({ pageSize: size, pageToken: token }));
	};
	const recent = schema && new RecentRecords(schema);
	const guard = new ProgressGuard(pageToken, pageSize);
	let missing = limit;
	let next = missing > 0 ? request(pageToken, missing) : null;
	while (next !== null) {
		const { records: all, nextPageToken } = await next;
		const fresh = recent?.keepNew(all) ?? all;
		const records = (select?.(fresh) ?? fresh).slice(0, missing);
		missing -= records.length;
		const isLast = nextPageToken === null || missing === 0;
		if (!isLast) guard.assertProgress(nextPageToken, all.length, fresh.length);
		// A small page may hold only what was inserted meanwhile, again and again. A whole page gets past it.
		const isIdle = all.length > 0 && fresh.length === 0;
		next = isLast ? null : request(nextPageToken, missing, wholePages || isIdle);
		yield { records, nextPageToken };
	}
}

/** Stops a read that leads nowhere. */
class ProgressGuard {
	private readonly seenTokens: Set<string>;
	/** Pages in a row without a record. */
	private emptyPages = 0;
	/** Pages in a row without a new record. */
	private idlePages = 0;
	/** Small pages may repeat earlier records for longer, when many were inserted before them. */
	private readonly maxIdlePages: number;

	constructor(pageToken: string | null, pageSize: number) {
		this.seenTokens = new Set(pageToken === null ? [] : [pageToken]);
		this.maxIdlePages = Math.max(MAX_IDLE_PAGES, Math.ceil(MAX_REMEMBERED / pageSize));
	}

	/** Checks a page with this many records and new records. */
	assertProgress(nextPageToken: string, records: number, newRecords: number): void {
		this.emptyPages = records === 0 ? this.emptyPages + 1 : 0;
		this.idlePages = newRecords === 0 ? this.idlePages + 1 : 0;
		if (this.seenTokens.has(nextPageToken)) throw new PaginationError('repeatedPage');
		this.seenTokens.add(nextPageToken);
		if (this.emptyPages === MAX_IDLE_PAGES) {
			throw new PaginationError('emptyPages', { pages: this.emptyPages });
		}
		if (this.idlePages === this.maxIdlePages) {
			throw new PaginationError('pagesWithoutNews', { pages: this.idlePages });
		}
	}
}
