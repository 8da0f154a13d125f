/** A way to read the pages of a list, and the one that reads any list. */
import type { ListEndpoint } from '../../../api/endpoints/endpoint';
import type { Query } from '../../../api/paginator/chunkQuery';
import type { SkippedIds } from '../../../api/paginator/invalidIds';
import { InvalidIdFilter } from '../../../api/paginator/invalidIds';
import type { FetchPage } from '../../../api/paginator/paginate';
import type { ChunksPlan } from '../../../api/paginator/readPages';
import { createPageFetcher, readChunks } from '../../../api/paginator/readPages';
import type { RequestPolicy } from '../../../api/requester/retry';
import type { RawRecord } from '../../../api/schema/record';
import type { ReadContext } from '../../readContext';

/** What to read. */
export interface ReadRequest {
	read: ReadContext;
	endpoint: ListEndpoint;
	query: Query;
	/** The same in parts, with at most 50 IDs in a list. Empty if no record can match. */
	queries: readonly Query[];
	/** Query parameters whose unknown IDs can be skipped. */
	idFilters: readonly string[];
	plan: ChunksPlan;
	policy: RequestPolicy;
}

/** Reads the pages of one list. */
export interface PageReader {
	read(): AsyncGenerator<RawRecord[]>;
	/** The IDs that the server has rejected so far. */
	readonly skipped: readonly SkippedIds[];
}

/** Requests pages, without unknown IDs if they are to be skipped. */
export class PageSource {
	private readonly filter: InvalidIdFilter | null;

	/** @param required parameters that every request has to send */
	constructor(
		private readonly request: Omit<ReadRequest, 'query' | 'queries' | 'plan'>,
		required?: readonly string[],
	) {
		const { read, idFilters } = request;
		this.filter = read.parameters.skipInvalidIds
			? new InvalidIdFilter(idFilters, (query) => this.fetchAsItIs(query), required)
			: null;
	}

	get skipped(): readonly SkippedIds[] {
		return this.filter?.skipped ?? [];
	}

	/** Creates the function that requests the pages of a query. */
	readonly fetchPageOf = (query: Query): FetchPage =>
		this.filter?.pagesOf(query) ?? this.fetchAsItIs(query);

	private fetchAsItIs(query: Query): FetchPage {
		const { read, endpoint, policy } = this.request;
		return createPageFetcher(read.send, endpoint, query, policy);
	}
}

/** Reads page after page. */
export function createPlainReader(request: ReadRequest): PageReader {
	const source = new PageSource(request);
	const { queries, endpoint, plan } = request;
	return {
		read: () => readChunks(queries, source.fetchPageOf, endpoint.schema, plan),
		get skipped() {
			return source.skipped;
		},
	};
}
