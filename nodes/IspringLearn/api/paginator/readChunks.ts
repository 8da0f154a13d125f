import type { RecordSchema } from '../schema/normalizer';
import type { RawRecord } from '../schema/record';
import type { Query } from './chunkQuery';
import { mayOverlap } from './chunkQuery';
import { Deduplicator } from './deduplicator';
import type { FetchPage, PaginationPlan } from './paginate';
import { paginate } from './paginate';

/** What is read, and up to how many records over all queries. */
export type QueriesPlan = Pick<PaginationPlan, 'pageSize' | 'pageToken' | 'limit'>;

/**
 * The records of several queries as if they were one, page by page in the order received; each record
 * once, and no more than the plan's limit over all of them. Only queries that may overlap are compared:
 * of the others nothing is remembered but the last page.
 * @param queries those that may overlap stand together, as `splitQuery` gives them
 */
export async function* readChunks(
	queries: readonly Query[],
	fetchPageOf: (query: Query) => FetchPage,
	schema: RecordSchema,
	{ pageSize, pageToken, limit }: QueriesPlan,
): AsyncGenerator<RawRecord[]> {
	const overlap = (at: number): boolean =>
		at > 0 && at < queries.length && mayOverlap(queries[at - 1], queries[at]);
	let joiner: Deduplicator | null = null;
	let missing = limit;
	for (const [at, query] of queries.entries()) {
		const isFirst = !overlap(at);
		if (isFirst) joiner = overlap(at + 1) ? new Deduplicator(schema) : null;
		const join = joiner;
		const paging: PaginationPlan = {
			pageSize,
			pageToken,
			limit: missing,
			schema,
			select: join ? (records) => join.keepNew(records) : undefined,
			// Of the first one nothing is left out, so it asks for no more than is missing.
			wholePages: !isFirst,
		};
		for await (const { records } of paginate(fetchPageOf(query), paging)) {
			missing -= records.length;
			yield records;
		}
		join?.endQuery();
	}
}
