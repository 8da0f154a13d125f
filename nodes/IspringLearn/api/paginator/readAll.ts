import { chunkQuery } from './chunkQuery';
import type { Query } from './chunkQuery';
import { readChunks } from './readChunks';
import { assertRequestCount } from './requestCount';
import type { ListEndpoint } from '../endpoints/endpoint';
import type { RawRecord } from '../schema/record';
import type { SendPageRequest } from '../requester/requester';
import type { RequestPolicy } from '../requester/retry';
import { createPageFetcher } from './pageFetcher';

/** Gives the records of a list, or of the part that a query asks for, flat, page by page. */
export type ReadPages = (resource: ListEndpoint, query?: Query) => AsyncGenerator<RawRecord[]>;

/** Gives all of them at once. */
export type ReadAll = (resource: ListEndpoint, query?: Query) => Promise<RawRecord[]>;

const PLAN = { pageSize: 1000, pageToken: null, limit: Infinity };

/** Reads lists beside the one that a node is for. Throws what stopped it. */
export function createPageReader(ask: SendPageRequest, patience: RequestPolicy): ReadPages {
	return async function* (resource, query = {}) {
		assertRequestCount(query);
		const transform = resource.schema.createTransform?.();
		const fetchPageOf = (part: Query) => createPageFetcher(ask, resource, part, patience);
		const pages = readChunks(chunkQuery(query), fetchPageOf, resource.schema, PLAN);
		for await (const page of pages) {
			yield page.map((record) => transform?.(record) ?? record);
		}
	};
}

/** Reads lists to their end, for pick-lists and names. */
export function createAllReader(pages: ReadPages): ReadAll {
	return async (resource, query) => {
		const records: RawRecord[] = [];
		for await (const page of pages(resource, query)) for (const one of page) records.push(one);
		return records;
	};
}
