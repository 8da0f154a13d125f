/** Reads a list as rows, whatever becomes of them. */
import { LoggerProxy, NodeOperationError } from 'n8n-workflow';
import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
} from 'n8n-workflow';
import { withReceipt } from '../source/account/receipt';
import type { Page } from '../source/page/decode';
import type { Query } from '../source/paging/batches';
import { IDS_PER_REQUEST, splitQuery } from '../source/paging/batches';
import type { FetchPage } from '../source/paging/paginate';
import { readQueries } from '../source/paging/readQueries';
import type { IdFilter, Skipped } from '../source/paging/sieve';
import { Sieve } from '../source/paging/sieve';
import type { ListResource } from '../source/record/listResource';
import type { Column, RawRecord, RecordSchema } from '../source/record/schema';
import { columnsOf, shaper } from '../source/record/schema';
import type { AskPage, Patience } from '../source/paging/patient';
import { patientFetcher } from '../source/paging/patient';
import { Cancelled } from '../source/request/pause';
import type { Run } from '../source/request/run';
import { courseWalk } from './courseWalk';
import type { ListForm } from './form';
import { namer, namesFor, withNameColumns, withNames } from './namer';
import type { Resolved } from './resolveIds';

export type RoutedRequest = DeclarativeRestApiSettings.ResultOptions;

/** How far a read has come. */
export interface Progress {
	/** Tries of the page that is being asked for, beyond the first. */
	retries: number;
	pages: number;
	rows: number;
}

/** A list that is ready to be read. */
export interface OpenList {
	resource: ListResource;
	form: ListForm;
	/** The columns that are known beforehand, in their order. */
	columns: readonly Column[];
	progress: Progress;
	/** The rows, some at a time, with their names in them. Every call reads anew. */
	rows: () => AsyncGenerator<RawRecord[]>;
	/** The ids that were left out so far. */
	skipped: () => Skipped[];
}

/** Notes, for n8n's debug log. */
const tell = (message: string, more: IDataObject) =>
	LoggerProxy.debug(`iSpring Learn: ${message}`, more);

const NO_NAMES: Pick<Resolved, 'isNothing' | 'skipped'> = { isNothing: false, skipped: [] };

/**
 * The list that a request is for. Nothing is asked for yet.
 * @param account stands for the account that this input item reads
 * @param names what became of the names in its filters
 * @param idFilters the filters whose unknown ids can be skipped
 * @param run what the input items of this run share
 */
export function openList(
	context: IExecutePaginationFunctions,
	account: string,
	request: RoutedRequest,
	resource: ListResource,
	form: ListForm,
	idFilters: readonly IdFilter[],
	progress: Progress,
	run: Run,
	{ isNothing, skipped } = NO_NAMES,
): OpenList {
	// Without any of the filters' ids iSpring Learn would give every record.
	const queries = isNothing ? [] : splitQuery(request.options.qs ?? {});
	if (queries.length > 1 && form.pageToken !== null) refusePageToken(context);
	const item = context.getItemIndex();
	const kinds = namesFor(resource, form);
	const schema = withNameColumns(resource.schema, kinds);
	const shape = form.simplify ? shapeOf(resource, schema) : (record: RawRecord) => record;
	const names = namer(context, account, request, resource, kinds, form, run);
	const patience = patienceOf(request, form, progress, run);
	const fetchPageOf = pageFetcher(context, request, resource, patience);
	const courses = idFilters.find(({ name }) => name === resource.byCourse);
	const walk = courses && courseWalk(context, request, patience, form, courses);
	const sieve = form.skipInvalidIds ? new Sieve(idFilters, fetchPageOf) : null;
	const pagesOf = (query: Query) => sieve?.pagesOf(query) ?? fetchPageOf(query);
	async function* pages(): AsyncGenerator<RawRecord[]> {
		Object.assign(progress, { retries: 0, pages: 0, rows: 0 });
		const read = walk ? walk.read() : readQueries(queries, pagesOf, resource.schema, form);
		for await (const records of read) {
			if (run.signal.aborted) throw new Cancelled();
			progress.retries = 0;
			progress.pages += 1;
			progress.rows += records.length;
			const rows = `${progress.rows.toLocaleString('en-US')} ${resource.label}`;
			tell(`page ${progress.pages}, ${rows} so far`, { item });
			yield records.map(shape);
		}
	}
	return {
		resource,
		form,
		columns: form.simplify ? columnsOf(schema) : schema.columns,
		progress,
		rows: () => (names ? withNames(pages(), names) : pages()),
		skipped: () => [...skipped, ...(walk?.skipped ?? sieve?.skipped ?? [])],
	};
}

/** Turns a record as sent into a row. */
function shapeOf(
	{ flatten }: ListResource,
	schema: RecordSchema,
): (record: RawRecord) => RawRecord {
	const shape = shaper(schema);
	return flatten ? (record) => shape(flatten(record)) : shape;
}

/** The pages of a query, through n8n's routing engine, which decodes them as `readList` tells it. */
function pageFetcher(
	context: IExecutePaginationFunctions,
	{ options, ...request }: RoutedRequest,
	resource: ListResource,
	patience: Patience,
): (query: Query) => FetchPage {
	const ask: AskPage = async (_resource, query) => {
		const asked = { ...options, qs: query as IDataObject };
		return await withReceipt(asked, async (signed) => {
			const [page] = await context.makeRoutingRequest({ ...request, options: signed });
			return page.json as unknown as Page;
		});
	};
	return (query) => patientFetcher(ask, resource, query, patience);
}

/** How the pages of a request are waited for; notes tries in `progress`. */
function patienceOf(
	{ options }: RoutedRequest,
	{ maxRetries }: ListForm,
	progress: Progress,
	run: Run,
): Patience {
	return {
		host: options.baseURL ?? '',
		maxRetries,
		signal: run.signal,
		owner: run,
		onRetry: (fault, attempt, milliseconds) => {
			progress.retries = attempt;
			tell(`trying again in ${milliseconds} ms`, { fault: fault.kind, attempt });
		},
	};
}

function refusePageToken(context: IExecutePaginationFunctions): never {
	throw new NodeOperationError(
		context.getNode(),
		`Page Token cannot be used with more than ${IDS_PER_REQUEST} IDs in one filter`,
		{
			description: `More than ${IDS_PER_REQUEST} IDs are asked for in several requests, and a page token belongs to one. Remove Page Token, or use fewer IDs.`,
			itemIndex: context.getItemIndex(),
		},
	);
}
