/** Reads a list as rows, whatever becomes of them. */
import { LoggerProxy } from 'n8n-workflow';
import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import type { FormDescriptor } from '../errors/form';
import { LOG_LINES } from '../errors/messages/nodeMessages';
import { nodeError } from '../errors/throwNodeError';
import type { Query } from '../api/paginator/chunkQuery';
import { IDS_PER_REQUEST, chunkQuery } from '../api/paginator/chunkQuery';
import type { RequestPolicy } from '../api/requester/retry';
import { createPageFetcher, readChunks } from '../api/paginator/readPages';
import type { SkippedIds } from '../api/paginator/invalidIds';
import { InvalidIdFilter } from '../api/paginator/invalidIds';
import type { ListEndpoint } from '../api/endpoints/endpoint';
import type { Column } from '../api/schema/normalizer';
import type { RawRecord } from '../api/schema/record';
import { schemaColumns, createNormalizer } from '../api/schema/normalizer';
import { CancelledError } from '../api/requester/abort';
import { courseWalk } from './courseWalk';
import type { ListParameters } from './listParameters';
import type { ItemRead, Progress } from './itemRead';
import { createEnricher, namesToLookUp, withNameColumns, enrichPages } from './enricher';
import type { Resolved } from './resolveIds';
import { recordName } from '../errors/recordNames';

/** A list that is ready to be read. */
export interface ListReader {
	resource: ListEndpoint;
	form: ListParameters;
	/** The columns that are known beforehand, in their order. */
	columns: readonly Column[];
	progress: Progress;
	/** The rows, some at a time, with their names in them. Every call reads anew. */
	rows: () => AsyncGenerator<RawRecord[]>;
	/** The ids that were left out so far. */
	skipped: () => SkippedIds[];
}

/** What becomes of the rows of a list. */
export interface RowSink {
	/** Whether Return All and Limit say how many rows there are to be; else it is every one. */
	limited: boolean;
	/** @param form what advice may name */
	consume(
		context: IExecutePaginationFunctions,
		list: ListReader,
		form: FormDescriptor,
	): Promise<INodeExecutionData[]>;
}

/**
 * The list that a request is for. Nothing is asked for yet.
 * @param resolved what is asked for, and what became of the names in its filters
 * @param idFilters query parameters whose unknown IDs can be skipped
 */
export async function createReader(
	read: ItemRead,
	resource: ListEndpoint,
	{ query, isNothing, skipped }: Resolved,
	idFilters: readonly string[],
): Promise<ListReader> {
	const { context, form, progress, run } = read;
	// Without any of the filters' ids iSpring Learn would give every record.
	const queries = isNothing ? [] : chunkQuery(query);
	if (queries.length > 1 && form.pageToken !== null) {
		const data = { maxIds: IDS_PER_REQUEST };
		const itemIndex = context.getItemIndex();
		throw nodeError(context.getNode(), 'pageTokenForManyRequests', data, { itemIndex });
	}
	const item = context.getItemIndex();
	const kinds = namesToLookUp(resource, form);
	const schema = withNameColumns(resource.schema, kinds);
	const normalize = form.simplify ? createNormalizer(schema) : (record: RawRecord) => record;
	const names = createEnricher(read, await read.account, resource, kinds);
	const policy = notingRetries(read);
	const fetchPageOf = (one: Query) => createPageFetcher(read.send, resource, one, policy);
	const courses = idFilters.find((name) => name === resource.byCourse);
	const walk = courses === undefined ? null : courseWalk(read, policy, courses, query);
	const sieve = form.skipInvalidIds ? new InvalidIdFilter(idFilters, fetchPageOf) : null;
	const pagesOf = (query: Query) => sieve?.pagesOf(query) ?? fetchPageOf(query);
	async function* pages(): AsyncGenerator<RawRecord[]> {
		Object.assign(progress, { retries: 0, pages: 0, rows: 0 });
		const read = walk ? walk.read() : readChunks(queries, pagesOf, resource.schema, form);
		for await (const records of read) {
			if (run.signal.aborted) throw new CancelledError();
			progress.retries = 0;
			progress.pages += 1;
			progress.rows += records.length;
			const line = LOG_LINES.page(progress.pages, progress.rows, recordName(resource.name));
			LoggerProxy.debug(line, { item });
			yield records.map(normalize);
		}
	}
	return {
		resource,
		form,
		columns: form.simplify ? schemaColumns(schema) : schema.columns,
		progress,
		rows: () => (names ? enrichPages(pages(), names) : pages()),
		skipped: () => [...skipped, ...(walk?.skipped ?? sieve?.skipped ?? [])],
	};
}

/** The policy of a read, which records retries in its progress. */
const notingRetries = ({ policy, progress }: ItemRead): RequestPolicy => ({
	...policy,
	onRetry: (fault, attempt, milliseconds) => {
		progress.retries = attempt;
		LoggerProxy.debug(LOG_LINES.retry(milliseconds), { fault: fault.kind, attempt });
	},
});
