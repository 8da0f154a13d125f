/** The thin edge between n8n's routing engine and the list as a data source. */
import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyRouting,
} from 'n8n-workflow';
import { deferErrors, shouldSend } from '../fields/guard/guardField';
import { holdsIds } from '../fields/ids';
import { listForm } from '../errors/form';
import { assertRequestCount } from '../api/paginator/chunkQuery';
import type { ListEndpoint } from '../api/endpoints/endpoint';
import { pathParameters } from '../api/endpoints/endpoint';
import type { Run } from '../api/requester/run';
import type { Query } from '../api/paginator/chunkQuery';
import { Runs } from '../api/requester/run';
import type { Runtime } from '../api/runtime';
import { ListUnreadable } from '../methods/nameResolver';
import { checkHost } from './checkHost';
import { orFailedItem } from '../errors/failedItem';
import { readListParameters } from './listParameters';
import { itemSink } from './itemSink';
import { withoutNames } from './resolveNames';
import { throwNodeError } from '../errors/throwNodeError';
import { startRead } from './itemRead';
import type { RowSink } from './listReader';
import { createReader } from './listReader';
import { reportSkippedIds } from './reportSkippedIds';
import { recordName } from '../errors/recordNames';

/**
 * The routing of an operation that asks for a list page by page.
 * @param fields the fields of the form that filter this list, or stand in its path
 * @param outlet what becomes of the rows: one item each, unless told otherwise
 */
export function listRouting(
	runtime: Runtime,
	resource: ListEndpoint,
	fields: INodeProperties[],
	outlet: RowSink = itemSink(),
): INodePropertyRouting {
	return {
		request: { method: 'GET', url: resource.path },
		send: { paginate: true, preSend: [deferErrors(checkHost)] },
		operations: { pagination: collect(runtime, resource, fields, outlet) },
	};
}

/** A field that takes one ID holds it in an array, as every ID field does. A path takes the ID itself. */
const asPathParameter = (name: string, query: Query): Query => {
	const [id] = [query[name]].flat();
	return { ...query, [name]: id };
};

/** Whether a read can start from a page token. A list that is read in several parts has none. */
export const acceptsPageToken = ({ unpaged, byCourse }: ListEndpoint): boolean =>
	!unpaged && byCourse === undefined;

function collect(
	runtime: Runtime,
	resource: ListEndpoint,
	fields: INodeProperties[],
	outlet: RowSink,
) {
	const idFields = fields.filter(holdsIds);
	const labels = new Map(fields.map(({ name, displayName }) => [name, displayName]));
	const labelOf = (name: string): string => labels.get(name) ?? name;
	const inPath = idFields.find(({ name }) => pathParameters(resource).includes(name));
	const idFilters = idFields.filter((field) => field !== inPath).map(({ name }) => name);
	const filters = fields.filter((field) => field !== inPath);
	const hasFields = {
		filters: filters.length > 0,
		ids: idFilters.length > 0,
		dates: filters.some(({ type }) => type === 'dateTime'),
		limited: outlet.limited,
		pageToken: acceptsPageToken(resource),
	};
	const atHand = listForm(hasFields, labelOf);
	async function readItem(
		context: IExecutePaginationFunctions,
		request: DeclarativeRestApiSettings.ResultOptions,
		run: Run,
	): Promise<INodeExecutionData[]> {
		if (!shouldSend(request.options as IHttpRequestOptions)) return [];
		const filled = readListParameters(context, outlet.limited);
		// Nothing can be left out where an id stands in the path.
		const form = { ...filled, skipInvalidIds: filled.skipInvalidIds && !inPath };
		const { qs: query = {}, ...connection } = request.options as IHttpRequestOptions;
		const read = startRead(runtime, context, connection, form, run);
		try {
			const known = await withoutNames(read, idFields, query);
			assertRequestCount(known.query);
			const parameters = inPath ? asPathParameter(inPath.name, known.query) : known.query;
			const list = await createReader(read, resource, { ...known, query: parameters }, idFilters);
			const items = await outlet.consume(context, list, atHand);
			return [...items, ...reportSkippedIds(context, list.skipped(), atHand)];
		} catch (error) {
			// With Skip Invalid IDs it is not for their sake that a call is refused.
			const doubtful = form.skipInvalidIds ? [] : idFilters;
			const sent = doubtful.filter((name) => Object.hasOwn(query, name));
			const { retries } = read.progress;
			if (error instanceof ListUnreadable) {
				return await throwNodeError(context, error, {
					label: error.label,
					idFilters: [],
					form: atHand,
					retries,
				});
			}
			return await throwNodeError(context, error, {
				label: recordName(resource.name),
				idFilters: sent.map(labelOf),
				idInPath: inPath?.displayName,
				form: atHand,
				retries,
			});
		}
	}
	return async function (
		this: IExecutePaginationFunctions,
		request: DeclarativeRestApiSettings.ResultOptions,
	) {
		const run = runtime.get(Runs).join(this);
		const item = this.getItemIndex();
		if (run.isStoppedBefore(item)) return [];
		try {
			return await orFailedItem(this, async () => await readItem(this, request, run));
		} catch (error) {
			// Another item has stopped the run, and its message is the one to be told.
			if (run.isStoppedBefore(item)) return [];
			run.stop(item);
			return await Promise.reject(error);
		}
	};
}
