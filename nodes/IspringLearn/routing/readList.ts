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
import type { Page } from '../source/page/decode';
import { decodePage } from '../source/page/decode';
import type { Query } from '../source/paging/batches';
import { IDS_PER_REQUEST, splitQuery } from '../source/paging/batches';
import type { FetchPage } from '../source/paging/paginate';
import { readQueries } from '../source/paging/readQueries';
import type { ListResource } from '../source/record/listResource';
import { shaper } from '../source/record/schema';
import { throughGate } from '../source/request/gate';
import { pause } from '../source/request/pause';
import { withRetry } from '../source/request/retry';
import { checkHost } from './checkHost';
import type { ListForm } from './form';
import { readListForm } from './form';
import { raise } from './raise';

/** Progress, for n8n's debug log. */
const tell = (message: string, more: IDataObject) =>
	LoggerProxy.debug(`iSpring Learn: ${message}`, more);

type RoutedRequest = DeclarativeRestApiSettings.ResultOptions;

/** Above about 120,000 items of one input item n8n's own engine ends with a stack overflow. */
const MOST_ITEMS = 100_000;

/**
 * The routing of a Get Many operation: asks for the list page by page and gives one item a record.
 * @param filters the fields of the form that filter this list
 */
export function readList(resource: ListResource, filters: INodeProperties[]): INodePropertyRouting {
	return {
		request: { method: 'GET', url: resource.path },
		send: { paginate: true, preSend: [checkHost] },
		operations: { pagination: collect(resource, filters) },
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

function collect(resource: ListResource, filters: INodeProperties[]) {
	const fieldNames = new Map(filters.map(({ name, displayName }) => [name, displayName]));
	return async function (
		this: IExecutePaginationFunctions,
		request: RoutedRequest,
	): Promise<INodeExecutionData[]> {
		const form = readListForm(this);
		const query: Query = request.options.qs ?? {};
		const counted = { retries: 0 };
		try {
			return await itemsOf(this, request, resource, form, counted);
		} catch (error) {
			const idFilters = Object.keys(query)
				.filter((name) => name.endsWith('Ids'))
				.map((name) => fieldNames.get(name) ?? name);
			return await raise(this, error, { label: resource.label, idFilters, ...counted });
		}
	};
}

async function itemsOf(
	context: IExecutePaginationFunctions,
	request: RoutedRequest,
	resource: ListResource,
	form: ListForm,
	counted: { retries: number },
): Promise<INodeExecutionData[]> {
	const queries = splitQuery(request.options.qs ?? {});
	if (queries.length > 1 && form.pageToken !== null) refusePageToken(context);
	const item = context.getItemIndex();
	const shape = form.simplify ? shaper(resource.schema) : null;
	const items: INodeExecutionData[] = [];
	let pages = 0;
	const fetchPageOf = (query: Query) => pageFetcher(context, request, query, form, counted);
	for await (const records of readQueries(queries, fetchPageOf, resource.schema, form)) {
		for (const record of records) {
			const json = (shape ? shape(record) : record) as IDataObject;
			items.push({ json, pairedItem: { item } });
		}
		pages += 1;
		tell(`page ${pages}, ${items.length.toLocaleString('en-US')} ${resource.label} so far`, {
			item,
		});
		if (items.length > MOST_ITEMS) refuseSize(context, resource);
	}
	return items;
}

/** Asks for one page of one query, patiently, and never with more than a few others at once. */
function pageFetcher(
	context: IExecutePaginationFunctions,
	{ options, ...request }: RoutedRequest,
	query: Query,
	{ maxRetries }: ListForm,
	counted: { retries: number },
): FetchPage {
	const signal = context.getExecutionCancelSignal();
	return async ({ pageSize, pageToken }) => {
		const qs = { ...query, pageSize, ...(pageToken === null ? {} : { pageToken }) } as IDataObject;
		const ask = async () => {
			const [page] = await context.makeRoutingRequest({ ...request, options: { ...options, qs } });
			return page.json as unknown as Page;
		};
		counted.retries = 0;
		return await withRetry(async () => await throughGate(options.baseURL ?? '', ask), {
			maxRetries,
			wait: async (milliseconds) => await pause(milliseconds, signal),
			onRetry: (fault, attempt, milliseconds) => {
				counted.retries = attempt;
				tell(`trying again in ${milliseconds} ms`, { fault: fault.kind, attempt });
			},
		});
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

function refuseSize(context: IExecutePaginationFunctions, { label }: ListResource): never {
	const most = MOST_ITEMS.toLocaleString('en-US');
	throw new NodeOperationError(context.getNode(), `More than ${most} ${label} match`, {
		description: `n8n cannot take more than that from one input item. Turn off Return All and set a Limit of up to ${most}, or split the work: give the node several input items, each with its own range of dates or its own IDs.`,
		itemIndex: context.getItemIndex(),
	});
}
