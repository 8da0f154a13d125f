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
	const joiner = queries.length > 1 ? new Joiner(schema) : null;
	const select = joiner ? (records: RawRecord[]) => joiner.keepNew(records) : undefined;
	let missing = plan.limit;
	for (const query of queries) {
		for await (const { records } of paginate(fetchPageOf(query), {
			...plan,
			limit: missing,
			select,
		})) {
			missing -= records.length;
			yield records;
		}
		joiner?.endQuery();
	}
}
