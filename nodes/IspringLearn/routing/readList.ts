/** The thin edge between n8n's routing engine and the list as a data source. */
import type {
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
	PostReceiveAction,
} from 'n8n-workflow';
import { carried, isToBeSent } from '../fields/guard/verdict';
import { takesIds } from '../fields/ids';
import { accountKeyOf } from '../source/account/credentialData';
import { readText } from '../source/page/charset';
import { decodePage } from '../source/page/decode';
import type { Query } from '../source/paging/batches';
import { MAX_REQUESTS, refuseTooMany } from '../source/paging/requestCount';
import type { ListResource } from '../source/record/listResource';
import { joinRun } from '../source/request/run';
import type { Run } from '../source/request/run';
import { ListUnread } from '../lookups/lookUp';
import { CREDENTIAL } from './askPage';
import { checkHost } from './checkHost';
import { orFailedItem } from './failedItem';
import { readListForm } from './form';
import { intoItems } from './intoItems';
import { withoutNames } from './lookUps';
import { raise } from './raise';
import type { OpenList, Progress, RoutedRequest } from './readRows';
import { openList } from './readRows';
import { tellSkipped } from './skipped';

/** What becomes of the rows of a list. */
export interface Outlet {
	/** Whether Return All and Limit say how many rows there are to be; else it is every one. */
	limited: boolean;
	take(context: IExecutePaginationFunctions, list: OpenList): Promise<INodeExecutionData[]>;
}

/**
 * The routing of an operation that asks for a list page by page.
 * @param fields the fields of the form that filter this list, or stand in its path
 * @param outlet what becomes of the rows: one item each, unless told otherwise
 */
export function readList(
	resource: ListResource,
	fields: INodeProperties[],
	outlet: Outlet = intoItems(),
): INodePropertyRouting {
	return {
		request: { method: 'GET', url: resource.path },
		send: { paginate: true, preSend: [carried(checkHost)] },
		operations: { pagination: collect(resource, fields, outlet) },
		output: { postReceive: [decode(resource)] },
	};
}

/** Each answer becomes one item that holds the decoded page: the only way to see its token from outside. */
function decode(resource: ListResource): PostReceiveAction {
	return async function (_items, response) {
		const page = decodePage(readText(response), resource, response.statusCode);
		return [{ json: page as unknown as IDataObject }];
	};
}

/** The request with this query; an id that stands in its path is put there. */
function withQuery(
	{ options, ...request }: RoutedRequest,
	{ ...qs }: Query,
	inPath = '',
): RoutedRequest {
	if (!Object.hasOwn(qs, inPath))
		return { ...request, options: { ...options, qs: qs as IDataObject } };
	const url = options.url?.replace(`{${inPath}}`, String(qs[inPath]));
	delete qs[inPath];
	return { ...request, options: { ...options, url, qs: qs as IDataObject } };
}

function collect(resource: ListResource, fields: INodeProperties[], outlet: Outlet) {
	const idFields = fields.filter(takesIds);
	const labels = new Map(fields.map(({ name, displayName }) => [name, displayName]));
	const labelOf = (name: string): string => labels.get(name) ?? name;
	const inPath = idFields.find(({ name }) => resource.path.includes(`{${name}}`));
	const idFilters = idFields
		.filter((field) => field !== inPath)
		.map(({ name, displayName }) => ({ name, label: displayName }));
	async function read(
		context: IExecutePaginationFunctions,
		request: RoutedRequest,
		run: Run,
	): Promise<INodeExecutionData[]> {
		if (!isToBeSent(request.options as IHttpRequestOptions)) return [];
		const listForm = readListForm(context, outlet.limited);
		// Nothing can be left out where an id stands in the path.
		const form = { ...listForm, skipInvalidIds: listForm.skipInvalidIds && !inPath };
		const query: Query = request.options.qs ?? {};
		const progress: Progress = { retries: 0, pages: 0, rows: 0 };
		try {
			const account = context.getCredentials(CREDENTIAL).then(accountKeyOf);
			const known = await withoutNames(context, request, idFields, query, form, run, account);
			refuseTooMany(known.query, MAX_REQUESTS, labelOf);
			const asked = withQuery(request, known.query, inPath?.name);
			const list = openList(
				context,
				await account,
				asked,
				resource,
				form,
				idFilters,
				progress,
				run,
				known,
			);
			const items = await outlet.take(context, list);
			return [...items, ...tellSkipped(context, list.skipped())];
		} catch (error) {
			// With Skip Invalid IDs it is not for their sake that a call is refused.
			const doubtful = form.skipInvalidIds ? [] : idFilters;
			const sent = doubtful.filter(({ name }) => Object.hasOwn(query, name));
			const { retries } = progress;
			if (error instanceof ListUnread) {
				return await raise(context, error, { label: error.label, idFilters: [], retries });
			}
			return await raise(context, error, {
				label: resource.label,
				idFilters: sent.map(({ label }) => label),
				idInPath: inPath?.displayName,
				unfiltered: fields.every((field) => field === inPath),
				hasPageToken: form.pageToken !== null,
				retries,
			});
		}
	}
	return async function (this: IExecutePaginationFunctions, request: RoutedRequest) {
		const run = joinRun(this);
		const item = this.getItemIndex();
		if (run.isStoppedBefore(item)) return [];
		try {
			return await orFailedItem(this, async () => await read(this, request, run));
		} catch (error) {
			// Another item has stopped the run, and its message is the one to be told.
			if (run.isStoppedBefore(item)) return [];
			run.stop(item);
			return await Promise.reject(error);
		}
	};
}
