/** The thin edge between n8n's routing engine and the list as a data source. */
import { LoggerProxy, NodeOperationError } from 'n8n-workflow';
import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
	PostReceiveAction,
} from 'n8n-workflow';
import { takesIds } from '../fields/ids';
import type { NameKind } from '../source/names/directory';
import type { Page } from '../source/page/decode';
import { decodePage } from '../source/page/decode';
import type { Query } from '../source/paging/batches';
import { IDS_PER_REQUEST, splitQuery } from '../source/paging/batches';
import type { FetchPage } from '../source/paging/paginate';
import { readQueries } from '../source/paging/readQueries';
import type { IdFilter } from '../source/paging/sieve';
import { Sieve } from '../source/paging/sieve';
import type { ListResource } from '../source/record/listResource';
import type { RawRecord } from '../source/record/schema';
import { alignColumns, shaper } from '../source/record/schema';
import type { AskPage, Patience } from '../source/request/patient';
import { patientFetcher } from '../source/request/patient';
import { checkHost } from './checkHost';
import type { ListForm } from './form';
import { readListForm } from './form';
import { namer, namesFor, withNameColumns } from './namer';
import { raise } from './raise';
import { tellSkipped } from './skipped';

/** Progress, for n8n's debug log. */
const tell = (message: string, more: IDataObject) =>
	LoggerProxy.debug(`iSpring Learn: ${message}`, more);

type RoutedRequest = DeclarativeRestApiSettings.ResultOptions;

/** Above about 120,000 items of one input item n8n's own engine ends with a stack overflow. */
const MOST_ITEMS = 100_000;

/**
 * The routing of a Get Many operation: asks for the list page by page and gives one item a record.
 * @param fields the fields of the form that filter this list, or stand in its path
 */
export function readList(resource: ListResource, fields: INodeProperties[]): INodePropertyRouting {
	return {
		request: { method: 'GET', url: resource.path },
		send: { paginate: true, preSend: [checkHost] },
		operations: { pagination: collect(resource, fields) },
		output: { postReceive: [decode(resource)] },
	};
}

/** Each answer becomes one item that holds the decoded page: the only way to see its token from outside. */
function decode(resource: ListResource): PostReceiveAction {
	return async function (_items, response) {
		const body = typeof response.body === 'string' ? response.body : '';
		const page = decodePage(body, resource, response.statusCode);
		return [{ json: page as unknown as IDataObject }];
	};
}

function collect(resource: ListResource, fields: INodeProperties[]) {
	const idFields = fields.filter(takesIds);
	const inPath = idFields.find(({ name }) => resource.path.includes(`{${name}}`));
	const idFilters = idFields
		.filter((field) => field !== inPath)
		.map(({ name, displayName }) => ({ name, label: displayName }));
	return async function (
		this: IExecutePaginationFunctions,
		request: RoutedRequest,
	): Promise<INodeExecutionData[]> {
		const form = readListForm(this);
		const query: Query = request.options.qs ?? {};
		const counted = { retries: 0 };
		try {
			return await itemsOf(this, request, resource, form, idFilters, counted);
		} catch (error) {
			// With Skip Invalid IDs it is not for their sake that a call is refused.
			const doubtful = form.skipInvalidIds ? [] : idFilters;
			const sent = doubtful.filter(({ name }) => Object.hasOwn(query, name));
			return await raise(this, error, {
				label: resource.label,
				idFilters: sent.map(({ label }) => label),
				idInPath: inPath?.displayName,
				...counted,
			});
		}
	};
}

async function itemsOf(
	context: IExecutePaginationFunctions,
	request: RoutedRequest,
	resource: ListResource,
	form: ListForm,
	idFilters: readonly IdFilter[],
	counted: { retries: number },
): Promise<INodeExecutionData[]> {
	const queries = splitQuery(request.options.qs ?? {});
	if (queries.length > 1 && form.pageToken !== null) refusePageToken(context);
	const item = context.getItemIndex();
	const kinds = namesFor(resource, form);
	const shape = form.simplify ? shapeOf(resource, kinds) : (record: RawRecord) => record;
	const names = namer(context, request, resource, kinds, form);
	const fetchPageOf = pageFetcher(context, request, resource, form, counted);
	const sieve = new Sieve(form.skipInvalidIds ? idFilters : [], fetchPageOf);
	const pagesOf = form.skipInvalidIds ? (query: Query) => sieve.pagesOf(query) : fetchPageOf;
	const rows: RawRecord[] = [];
	let pages = 0;
	for await (const records of readQueries(queries, pagesOf, resource.schema, form)) {
		const shaped = records.map(shape);
		names?.want(shaped);
		for (const row of shaped) rows.push(row);
		pages += 1;
		counted.retries = 0;
		tell(`page ${pages}, ${rows.length.toLocaleString('en-US')} ${resource.label} so far`, {
			item,
		});
		if (rows.length > MOST_ITEMS) refuseSize(context, resource);
	}
	if (form.simplify && resource.schema.open) alignColumns(rows);
	await names?.fill(rows);
	const items = rows.map((row) => ({ json: row as IDataObject, pairedItem: { item } }));
	return [...items, ...tellSkipped(context, sieve.skipped)];
}

/** Turns a record as sent into a row. */
function shapeOf(
	{ schema, flatten }: ListResource,
	kinds: ReadonlySet<NameKind>,
): (record: RawRecord) => RawRecord {
	const shape = shaper(withNameColumns(schema, kinds));
	return flatten ? (record) => shape(flatten(record)) : shape;
}

/** The pages of a query, through n8n's routing engine, which decodes them by `decode`. */
function pageFetcher(
	context: IExecutePaginationFunctions,
	{ options, ...request }: RoutedRequest,
	resource: ListResource,
	{ maxRetries }: ListForm,
	counted: { retries: number },
): (query: Query) => FetchPage {
	const ask: AskPage = async (_resource, query) => {
		const qs = query as IDataObject;
		const [page] = await context.makeRoutingRequest({ ...request, options: { ...options, qs } });
		return page.json as unknown as Page;
	};
	const patience: Patience = {
		host: options.baseURL ?? '',
		maxRetries,
		signal: context.getExecutionCancelSignal(),
		onRetry: (fault, attempt, milliseconds) => {
			counted.retries = attempt;
			tell(`trying again in ${milliseconds} ms`, { fault: fault.kind, attempt });
		},
	};
	return (query) => patientFetcher(ask, resource, query, patience);
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

function refuseSize(context: IExecutePaginationFunctions, { label }: ListResource): never {
	const most = MOST_ITEMS.toLocaleString('en-US');
	throw new NodeOperationError(context.getNode(), `More than ${most} ${label} match`, {
		description: `n8n cannot take more than that from one input item. Turn off Return All and set a Limit of up to ${most}, or split the work: give the node several input items, each with its own range of dates or its own IDs.`,
		itemIndex: context.getItemIndex(),
	});
}
