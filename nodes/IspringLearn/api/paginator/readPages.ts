/** Reads lists: one page with retries, the records of several queries as one list, or a whole list. */
import { DecodeError } from '../decoder/decodeError';
import type { Page } from '../decoder/decodePage';
import type { ListEndpoint } from '../endpoints/endpoint';
import { pathParameters } from '../endpoints/endpoint';
import type { SendPageRequest } from '../requester/requester';
import type { RequestPolicy } from '../requester/retry';
import { withRetry } from '../requester/retry';
import type { RecordSchema } from '../schema/recordSchema';
import { createTransform } from '../schema/recordSchema';
import type { RawRecord } from '../schema/record';
import type { Query } from './chunkQuery';
import { assertRequestCount, chunkQuery, mayOverlap } from './chunkQuery';
import { Deduplicator } from './deduplicator';
import type { FetchPage, PaginationPlan } from './paginate';
import { paginate } from './paginate';

/** Creates the function that requests a page of what a query selects, with retries. */
export function createPageFetcher(
	send: SendPageRequest,
	endpoint: ListEndpoint,
	query: Query,
	policy: RequestPolicy,
): FetchPage {
	return async ({ pageSize, pageToken }) => {
		const page = { ...(endpoint.unpaged ? {} : { pageSize }), ...(pageToken && { pageToken }) };
		const request = async () => {
			const answer = await send(endpoint, { ...query, ...page });
			// A list that continues does not end with nothing: the rest of it would be lost silently.
			if (pageToken !== null && answer.isBlank) throw new DecodeError('missingPage');
			return endpoint.keepsPath ? withPath(answer, endpoint, query) : answer;
		};
		return await withRetry(request, policy, endpoint.idempotent);
	};
}

/** Adds the parameters in the path to the records of a page. What was sent stays. */
function withPath(page: Page, endpoint: ListEndpoint, query: Query): Page {
	const ofPath = Object.fromEntries(
		pathParameters(endpoint).map((name) => [name, String(query[name])]),
	);
	return { ...page, records: page.records.map((record) => ({ ...ofPath, ...record })) };
}

/** How to read several queries. The limit applies to all of them together. */
export interface ChunksPlan extends Pick<PaginationPlan, 'pageSize' | 'pageToken' | 'limit'> {
	/** Selects the records to return. Absent: all of them. */
	matches?: (record: RawRecord) => boolean;
}

/**
 * Reads the records of several queries as one list, page by page: each record once, up to the limit. It
 * compares only queries that may overlap, and otherwise remembers only the last page.
 * @param queries those that may overlap are neighbours, as `chunkQuery` returns them
 */
export async function* readChunks(
	queries: readonly Query[],
	createFetcher: (query: Query) => FetchPage,
	schema: RecordSchema,
	{ pageSize, pageToken, limit, matches }: ChunksPlan,
): AsyncGenerator<RawRecord[]> {
	const overlapsPrevious = (at: number): boolean =>
		at > 0 && at < queries.length && mayOverlap(queries[at - 1], queries[at]);
	let shared: Deduplicator | null = null;
	let missing = limit;
	for (const [at, query] of queries.entries()) {
		const isFirst = !overlapsPrevious(at);
		if (isFirst) shared = overlapsPrevious(at + 1) ? new Deduplicator(schema) : null;
		const deduplicator = shared;
		const select = (records: RawRecord[]): RawRecord[] => {
			const matching = matches ? records.filter(matches) : records;
			return deduplicator?.keepNew(matching) ?? matching;
		};
		const plan: PaginationPlan = {
			pageSize,
			pageToken,
			limit: missing,
			schema,
			select,
			// The first query loses no record to others, so it requests only what is missing.
			wholePages: !isFirst || matches !== undefined,
		};
		for await (const { records } of paginate(createFetcher(query), plan)) {
			missing -= records.length;
			yield records;
		}
		deduplicator?.endQuery();
	}
}

/** Reads the transformed records that a query selects, page by page. Without a query: the whole list. */
export type ReadPages = (endpoint: ListEndpoint, query?: Query) => AsyncGenerator<RawRecord[]>;

/** Reads all records that a query selects at once. */
export type ReadAll = (endpoint: ListEndpoint, query?: Query) => Promise<RawRecord[]>;

const WHOLE_LIST = { pageSize: 1000, pageToken: null, limit: Infinity };

/** Creates the function that reads lists beside the one that a node is for: names and pick-lists. */
export function createPageReader(send: SendPageRequest, policy: RequestPolicy): ReadPages {
	return async function* (endpoint, query = {}) {
		assertRequestCount(query);
		const transform = createTransform(endpoint.schema);
		const createFetcher = (part: Query) => createPageFetcher(send, endpoint, part, policy);
		const plan = { ...WHOLE_LIST, matches: endpoint.selects };
		const pages = readChunks(chunkQuery(query), createFetcher, endpoint.schema, plan);
		for await (const page of pages) {
			yield page.map(transform);
		}
	};
}

/** Creates the function that reads whole lists. */
export function createAllReader(readPages: ReadPages): ReadAll {
	return async (endpoint, query) => {
		const records: RawRecord[] = [];
		for await (const page of readPages(endpoint, query)) {
			for (const record of page) records.push(record);
		}
		return records;
	};
}
