/** Reads modules course by course. */
import { LoggerProxy } from 'n8n-workflow';
import { ModulesByCourse } from '../../../api/paginator/byCourse/modulesByCourse';
import { PaginationError } from '../../../api/paginator/paginationError';
import { LOG_LINES } from '../../../errors/messages/nodeMessages';
import type { PageReader, ReadRequest } from './pageReader';

/** Creates the reader; null for a list that is not read by courses. */
export function createCourseReader(request: ReadRequest): PageReader | null {
	const { read, endpoint, query, plan, policy } = request;
	const parameter = endpoint.byCourse;
	if (parameter === undefined) return null;
	const courseIds = query[parameter];
	const { name: node } = read.context.getNode();
	return new ModulesByCourse(read.send, policy, {
		courseIds: Array.isArray(courseIds) ? courseIds.map(String) : null,
		parameter,
		pageSize: plan.pageSize,
		limit: plan.limit,
		skipInvalidIds: read.parameters.skipInvalidIds,
		onFallback: () => {
			if (endpoint.needsCourseLists) throw new PaginationError('noCourseLists');
			LoggerProxy.warn(LOG_LINES.olderCourseList, { node });
		},
	});
}
