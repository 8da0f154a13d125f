/** Reads modules course by course. */
import { LoggerProxy } from 'n8n-workflow';
import { ModulesByCourse } from '../../../api/paginator/modulesByCourse';
import { LOG_LINES } from '../../../errors/messages/nodeMessages';
import type { PageReader, ReadRequest } from './pageReader';

/** Creates the reader; null for a list that is not read by courses, or without a filter for them. */
export function createCourseReader(request: ReadRequest): PageReader | null {
	const { read, endpoint, query, idFilters, plan, policy } = request;
	const parameter = idFilters.find((name) => name === endpoint.byCourse);
	if (parameter === undefined) return null;
	const courseIds = query[parameter];
	const { name: node } = read.context.getNode();
	return new ModulesByCourse(read.send, policy, {
		courseIds: Array.isArray(courseIds) ? courseIds.map(String) : [],
		parameter,
		pageSize: plan.pageSize,
		limit: plan.limit,
		skipInvalidIds: read.parameters.skipInvalidIds,
		onFallback: () => LoggerProxy.warn(LOG_LINES.olderCourseList, { node }),
	});
}
