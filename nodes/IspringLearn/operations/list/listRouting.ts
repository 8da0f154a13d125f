/** Connects n8n's routing engine to the list reader. */
import type { INodeProperties, INodePropertyRouting } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import { pathParameters, sourceOf } from '../../api/endpoints/endpoint';
import type { Query } from '../../api/paginator/chunkQuery';
import { assertRequestCount } from '../../api/paginator/chunkQuery';
import type { Runtime } from '../../api/runtime';
import { reportSkippedIds } from '../../errors/failedItem';
import type { FormDescriptor } from '../../errors/form';
import { listForm, toolForm } from '../../errors/form';
import { LOG_LINES } from '../../errors/messages/nodeMessages';
import { recordName } from '../../errors/messages/template';
import { throwNodeError } from '../../errors/throwNodeError';
import { shouldSend } from '../../fields/guard/guardField';
import { idSourceOf } from '../../fields/ids/idField';
import { joinDates } from '../../fields/dates/joinDates';
import type { OutputForm } from '../../fields/outputFields';
import { ListUnreadable } from '../../methods/names/nameResolver';
import { takeConditions } from './conditions';
import { createLabelOf, labelSkipped, labelsOfFilled } from '../ids/idFields';
import type { ExecuteItem } from '../itemRouting';
import { itemRouting } from '../itemRouting';
import { readListParameters } from './listParameters';
import type { RowSink } from './listReader';
import { createReader } from './listReader';
import { createReadContext } from '../readContext';
import { NO_RECORDS, resolveQuery } from '../ids/resolveIds';
import { itemSink } from './sinks/itemSink';

/**
 * The routing of an operation that reads a list page by page.
 * @param fields the fields of the form that send parameters of the endpoint
 * @param output what the operation can return
 * @param sink what to do with the rows; default: one item for each
 */
export const listRouting = (
	runtime: Runtime,
	endpoint: ListEndpoint,
	fields: INodeProperties[],
	output: OutputForm,
	sink: RowSink = itemSink(),
): INodePropertyRouting =>
	itemRouting(runtime, endpoint, createListReading(runtime, endpoint, fields, output, sink));

/** Whether a read can start from a page token. A list that is read in several parts, or summed up, has none. */
export const acceptsPageToken = ({ unpaged, byCourse, parent, summary }: ListEndpoint): boolean =>
	!unpaged && byCourse === undefined && parent === undefined && summary === undefined;

/** ID fields hold an array, even for one ID. A path parameter is the ID itself. */
const toPathParameter = (name: string, query: Query): Query => {
	const [id] = [query[name]].flat();
	return { ...query, [name]: id };
};

function createListReading(
	runtime: Runtime,
	endpoint: ListEndpoint,
	fields: INodeProperties[],
	output: OutputForm,
	sink: RowSink,
): ExecuteItem {
	const idFields = fields.filter((field) => idSourceOf(field) !== undefined);
	const parameterOf = (field: INodeProperties) => idSourceOf(field)?.parameter ?? field.name;
	const inPath = idFields.find((field) => pathParameters(endpoint).includes(parameterOf(field)));
	const filters = fields.filter((field) => field !== inPath);
	const idFilters = idFields.filter((field) => field !== inPath);
	const idParameters = [...new Set(idFilters.map(parameterOf))];
	const formWith = (query: Query): FormDescriptor =>
		listForm(
			{
				filters: filters.length > 0,
				ids: idFilters.length > 0,
				dates: filters.some(({ type }) => type === 'dateTime'),
				limited: sink.limited,
				pageToken: acceptsPageToken(endpoint),
				isSingle: endpoint.record !== undefined,
				summedUpBy: endpoint.summary?.by,
			},
			createLabelOf(fields, query),
		);
	return async (context, options, run) => {
		if (!shouldSend(options)) return [];
		const parameters = readListParameters(context, output, sink.limited);
		// An ID in the path cannot be skipped.
		if (inPath) parameters.skipInvalidIds = false;
		// n8n keeps the token of another resource. Rows that sum up a part of the records would be wrong.
		if (endpoint.summary) parameters.pageToken = null;
		const { qs = {}, ...connection } = options;
		const dates = joinDates(context, qs, run.startedAtMs);
		if (dates.isNothing) {
			LoggerProxy.info(LOG_LINES.exclusiveFilters, { itemIndex: context.getItemIndex() });
		}
		const { query, conditions } = takeConditions(dates.query);
		const nodeForm = formWith(query);
		const form = parameters.isTool ? toolForm(nodeForm) : nodeForm;
		const read = createReadContext(runtime, context, connection, parameters, run);
		try {
			const resolved = dates.isNothing
				? NO_RECORDS
				: await resolveQuery(read, idFields, query, parameters.skipInvalidIds);
			assertRequestCount(resolved.query);
			if (inPath) resolved.query = toPathParameter(parameterOf(inPath), resolved.query);
			const list = await createReader(read, endpoint, resolved, idParameters, conditions);
			const items = await sink.consume(context, list, form);
			const skipped = [...resolved.unknown, ...labelSkipped(list.skipped(), resolved.fields)];
			return [...items, ...reportSkippedIds(context, skipped, form)];
		} catch (error) {
			const { retries } = read.progress;
			if (error instanceof ListUnreadable) {
				const request = { label: error.label, idFilters: [], form, retries };
				return await throwNodeError(context, error, request);
			}
			// With Skip Invalid IDs on, unknown IDs cannot be the cause.
			const suspects = parameters.skipInvalidIds ? [] : idFilters;
			return await throwNodeError(context, error, {
				label: recordName(sourceOf(endpoint).name),
				idFilters: labelsOfFilled(suspects, query),
				idInPath: inPath?.displayName,
				form,
				retries,
			});
		}
	};
}
