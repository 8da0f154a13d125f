/** Reads a list parent by parent, such as the answers of each quiz. */
import { LoggerProxy } from 'n8n-workflow';
import type { ParentList } from '../../../api/endpoints/endpoint';
import { asList } from '../../../api/endpoints/endpoint';
import { UNREADABLE_RECORD } from '../../../api/httpStatus';
import { ParentSource, pickParameters } from '../../../api/paginator/byParent/parentSource';
import type { ChildEndpoint } from '../../../api/paginator/byParent/recordsByParent';
import { RecordsByParent } from '../../../api/paginator/byParent/recordsByParent';
import type { Query } from '../../../api/paginator/chunkQuery';
import { chunkQuery } from '../../../api/paginator/chunkQuery';
import { createPageFetcher } from '../../../api/paginator/readPages';
import { orStatus } from '../../../api/requester/requestError';
import { LOG_LINES } from '../../../errors/messages/nodeMessages';
import { recordName } from '../../../errors/messages/template';
import { createRecordFilter, takeLocalFilters } from '../conditions';
import type { PageReader, ReadRequest } from './pageReader';
import { PageSource } from './pageReader';

/**
 * Creates the reader; null for a list that has no parents.
 * @param choose chooses how to read the list of parents, which may have parents itself
 */
export function createParentReader(
	request: ReadRequest,
	choose: (request: ReadRequest) => PageReader,
): PageReader | null {
	const { read, endpoint, query, idFilters, plan } = request;
	const { parent } = endpoint;
	if (parent === undefined) return null;
	const parentFilters = parent.filters ?? [];
	const forParents = [
		...parentFilters,
		...(parent.idFilter === undefined ? [] : [parent.idFilter]),
	];
	const own = omitParameters(query, forParents);
	const openParents = (parentQuery: Query): PageReader => {
		const { query: sent, conditions } = takeLocalFilters(parent.endpoint, parentQuery);
		const matches = createRecordFilter(conditions, parent.endpoint);
		return choose({
			...request,
			endpoint: parent.endpoint,
			query: sent,
			queries: chunkQuery(sent),
			idFilters: idFilters.filter((name) => parentFilters.includes(name)),
			plan: { pageSize: plan.pageSize, pageToken: null, limit: Infinity, matches },
		});
	};
	const { name: node } = read.context.getNode();
	const source = new ParentSource(parent, query, openParents, (status) => {
		const columns = Object.keys(parent.copies ?? {}).filter((name) => name !== parent.idField);
		const line = LOG_LINES.emptyColumns(columns, recordName(parent.endpoint.name), status);
		if (columns.length > 0) LoggerProxy.warn(line, { node });
	});
	const others = idFilters.filter((name) => !forParents.includes(name));
	const pages = new PageSource({ ...request, idFilters: others }, [parent.parameter]);
	const records = new RecordsByParent(endpoint as ChildEndpoint, source, pages.fetchPageOf, {
		...plan,
		query,
		queries: chunkQuery(own),
		skipInvalidIds: read.parameters.skipInvalidIds,
		exists: createExistenceCheck(request, parent),
	});
	return {
		read: () => records.read(),
		get skipped() {
			return [...source.skipped, ...records.skipped, ...pages.skipped];
		},
	};
}

/** Creates the function that finds out whether there is a parent with an ID. */
function createExistenceCheck(
	{ read, policy }: ReadRequest,
	{ noRecords, parameter }: ParentList,
): ((id: string) => Promise<boolean>) | undefined {
	if (noRecords === undefined) return undefined;
	const endpoint = asList(noRecords.record);
	return async (id) => {
		const fetchPage = createPageFetcher(read.send, endpoint, { [parameter]: id }, policy);
		const page = await orStatus(fetchPage({ pageSize: 1, pageToken: null }), UNREADABLE_RECORD);
		return typeof page !== 'number';
	};
}

const omitParameters = (query: Query, names: readonly string[]): Query =>
	pickParameters(
		query,
		Object.keys(query).filter((name) => !names.includes(name)),
	);
