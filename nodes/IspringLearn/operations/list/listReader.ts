/** Reads a list as rows, for any output. */
import { LoggerProxy } from 'n8n-workflow';
import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import { sourceOf } from '../../api/endpoints/endpoint';
import { planLookups } from '../../api/enrichment/lookupPlan';
import { chunkQuery, IDS_PER_REQUEST } from '../../api/paginator/chunkQuery';
import type { SkippedIds } from '../../api/paginator/invalidIds';
import { LookAhead } from '../../api/paginator/lookAhead';
import type { Column, RecordSchema } from '../../api/schema/recordSchema';
import { createTransform } from '../../api/schema/recordSchema';
import type { RawRecord } from '../../api/schema/record';
import { summarize } from '../../api/summary/summarize';
import type { FormDescriptor } from '../../errors/form';
import { LOG_LINES } from '../../errors/messages/nodeMessages';
import { recordName } from '../../errors/messages/template';
import { nodeError } from '../../errors/throwNodeError';
import type { Condition } from './conditions';
import { createRecordFilter } from './conditions';
import { createSharedEnricher, withNames } from './enricher';
import type { ListParameters } from './listParameters';
import type { Progress, ReadContext } from '../readContext';
import { withProgress } from '../readContext';
import { chooseReader } from './readers/chooseReader';
import { trackPages } from './readers/trackPages';
import type { ResolvedQuery } from '../ids/resolveIds';
import { createRowShaper } from './rowShaper';

/** A list that is ready to be read. */
export interface ListReader {
	endpoint: ListEndpoint;
	parameters: ListParameters;
	/** The columns that are known before the first page, in order. */
	columns: readonly Column[];
	progress: Progress;
	/** Reads the rows from the start, in chunks, with their names. */
	rows: () => AsyncGenerator<RawRecord[]>;
	/** The IDs that the server has rejected so far. */
	skipped: () => readonly SkippedIds[];
	/** Whether more records match than Limit allows. Known after the last row, and only in tools. */
	hasMore: () => boolean;
}

/** Turns the rows of a list into items: one for each row, or one with a file. */
export interface RowSink {
	/** Whether Return All and Limit apply. Otherwise all rows are read. */
	limited: boolean;
	/** @param form the form, for messages that name its fields */
	consume(
		context: IExecutePaginationFunctions,
		list: ListReader,
		form: FormDescriptor,
	): Promise<INodeExecutionData[]>;
}

/**
 * Prepares a read without sending a request.
 * @param idFilters query parameters whose unknown IDs can be skipped
 * @param conditions what each record has to match, in addition to the query
 */
export async function createReader(
	read: ReadContext,
	endpoint: ListEndpoint,
	{ query, isNothing }: ResolvedQuery,
	idFilters: readonly string[],
	conditions: readonly Condition[] = [],
): Promise<ListReader> {
	const { context, parameters, progress } = read;
	const item = context.getItemIndex();
	const { summary } = endpoint;
	const source = sourceOf(endpoint);
	// A filter without IDs must not be sent: iSpring Learn would return every record.
	const queries = isNothing ? [] : chunkQuery(query);
	if (queries.length > 1 && parameters.pageToken !== null) {
		const data = { maxIds: IDS_PER_REQUEST };
		throw nodeError(context.getNode(), 'pageTokenForManyRequests', data, { itemIndex: item });
	}
	const { shape } = parameters;
	const readableIn = parameters.readableValues ? context.getTimezone() : null;
	const lookups = shape === null ? [] : planLookups(endpoint.schema, shape);
	const enricher = createSharedEnricher(read, await read.account, lookups);
	const toRow = createRowShaper(endpoint.schema, shape, readableIn, enricher?.createFinder);
	const ahead = parameters.isTool ? new LookAhead(parameters.limit) : null;
	const limit = ahead?.readLimit ?? parameters.limit;
	const plan = {
		...parameters,
		// A limit is one of rows, and every record counts for them.
		limit: summary ? Infinity : limit,
		matches: createRecordFilter(conditions, source),
	};
	const policy = withProgress(read);
	const request = { read, endpoint: source, query, queries, idFilters, plan, policy };
	const reader = chooseReader(request);
	function readPages(): AsyncIterable<RawRecord[]> {
		if (summary === undefined)
			return trackPages(ahead?.cut(reader.read()) ?? reader.read(), read, source);
		const rows = summarize(trackPages(reader.read(), read, source), endpoint, summary, limit);
		return ahead?.cut(rows) ?? rows;
	}
	async function* readRecords(): AsyncGenerator<RawRecord[]> {
		const transform = shape === null ? null : createTransform(endpoint.schema);
		Object.assign(progress, { retries: 0, pages: 0, rows: 0 });
		for await (const records of readPages()) {
			progress.rows += records.length;
			yield transform === null ? records : records.map(transform);
		}
	}
	async function* readRows(): AsyncGenerator<RawRecord[]> {
		const unseen = addedColumns(shape?.columns ?? [], endpoint.schema);
		const pages = readRecords();
		for await (const records of enricher ? withNames(pages, enricher) : pages) {
			const rows = records.map(toRow);
			for (const name of unseen) {
				if (rows.some((row) => row[name] !== null)) unseen.delete(name);
			}
			yield rows;
		}
		if (unseen.size === 0 || progress.rows === 0) return;
		const line = LOG_LINES.unseenColumns([...unseen], recordName(endpoint.name));
		LoggerProxy.warn(line, { node: context.getNode().name });
	}
	return {
		endpoint,
		parameters,
		columns: shape?.columns ?? sentColumns(endpoint.schema),
		progress,
		rows: readRows,
		skipped: () => reader.skipped,
		hasMore: () => ahead?.hasMore ?? false,
	};
}

/** The names of columns that the schema does not know. They may be misspelled, or left from another resource. */
function addedColumns(columns: readonly Column[], schema: RecordSchema): Set<string> {
	const known = new Set(schema.columns.map(({ name }) => name));
	return new Set(columns.map(({ name }) => name).filter((name) => !known.has(name)));
}

/** The columns that the API sends. */
const sentColumns = ({ columns }: RecordSchema): readonly Column[] =>
	columns.filter(({ lookup, derive }) => lookup === undefined && derive === undefined);
