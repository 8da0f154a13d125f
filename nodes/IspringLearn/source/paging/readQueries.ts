import type { RawRecord, RecordSchema } from '../record/schema';
import type { Query } from './batches';
import { Joiner } from './batches';
import type { FetchPage, PagingPlan } from './paginate';
import { paginate } from './paginate';

/**
 * The records of several queries as if they were one, page by page in the order received; each
 * record once, and no more than the plan's limit over all of them.
 */
export async function* readQueries(
	queries: readonly Query[],
	fetchPageOf: (query: Query) => FetchPage,
	schema: RecordSchema,
	plan: PagingPlan,
): AsyncGenerator<RawRecord[]> {
	const joiner = new Joiner(schema);
	let missing = plan.limit;
	for (const [at, query] of queries.entries()) {
		// Of the first query nothing is left out, so it asks for no more than is missing.
		const select = at === 0 ? undefined : (records: RawRecord[]) => joiner.keepNew(records);
		const paging = { ...plan, limit: missing, select };
		for await (const { records } of paginate(fetchPageOf(query), paging)) {
			if (at === 0 && queries.length > 1) joiner.keepNew(records);
			missing -= records.length;
			yield records;
		}
		joiner.endQuery();
	}
}
