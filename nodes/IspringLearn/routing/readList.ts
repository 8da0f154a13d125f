/** The thin edge between n8n's routing engine and the list as a data source. */
import type {
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
	PostReceiveAction,
} from 'n8n-workflow';
import { takesIds } from '../fields/ids';
import type { FormAtHand } from '../source/advice';
import { listForm } from '../source/advice';
import { decodePage } from '../source/page/decode';
import type { Query } from '../source/paging/batches';
import type { ListResource } from '../source/record/listResource';
import { checkHost } from './checkHost';
import { readListForm } from './form';
import { intoItems } from './intoItems';
import { raise } from './raise';
import type { OpenList, Progress, RoutedRequest } from './readRows';
import { openList } from './readRows';
import { tellSkipped } from './skipped';

/** What becomes of the rows of a list. */
export interface Outlet {
	/** Whether Return All and Limit say how many rows there are to be; else it is every one. */
	limited: boolean;
	/** @param form what advice may name */
	take(
		context: IExecutePaginationFunctions,
		list: OpenList,
		form: FormAtHand,
	): Promise<INodeExecutionData[]>;
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
		send: { paginate: true, preSend: [checkHost] },
		operations: { pagination: collect(resource, fields, outlet) },
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

function collect(resource: ListResource, fields: INodeProperties[], outlet: Outlet) {
	const idFields = fields.filter(takesIds);
	const inPath = idFields.find(({ name }) => resource.path.includes(`{${name}}`));
	const idFilters = idFields
		.filter((field) => field !== inPath)
		.map(({ name, displayName }) => ({ name, label: displayName }));
	const filters = fields.filter((field) => field !== inPath);
	const atHand = listForm({
		filters: filters.length > 0,
		ids: idFilters.length > 0,
		dates: filters.some(({ type }) => type === 'dateTime'),
		limited: outlet.limited,
	});
	return async function (
		this: IExecutePaginationFunctions,
		request: RoutedRequest,
	): Promise<INodeExecutionData[]> {
		const form = readListForm(this, outlet.limited);
		const query: Query = request.options.qs ?? {};
		const progress: Progress = { retries: 0, pages: 0, rows: 0 };
		try {
			const list = openList(this, request, resource, form, idFilters, progress);
			const items = await outlet.take(this, list, atHand);
			return [...items, ...tellSkipped(this, list.skipped())];
		} catch (error) {
			// With Skip Invalid IDs it is not for their sake that a call is refused.
			const doubtful = form.skipInvalidIds ? [] : idFilters;
			const sent = doubtful.filter(({ name }) => Object.hasOwn(query, name));
			return await raise(this, error, {
				label: resource.label,
				idFilters: sent.map(({ label }) => label),
				idInPath: inPath?.displayName,
				form: atHand,
				retries: progress.retries,
			});
		}
	};
}
