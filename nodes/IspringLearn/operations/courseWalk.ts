import { LoggerProxy } from 'n8n-workflow';
import { LOG_LINES } from '../errors/messages/nodeMessages';
import type { Query } from '../api/paginator/chunkQuery';
import { ModulesByCourse } from '../api/paginator/modulesByCourse';
import type { RequestPolicy } from '../api/requester/retry';
import type { ItemRead } from './itemRead';

/**
 * The modules of the courses that a request is for, course by course.
 * @param parameter the query parameter that chooses courses
 */
export function courseWalk(
	{ context, send, form }: ItemRead,
	policy: RequestPolicy,
	parameter: string,
	query: Query,
): ModulesByCourse {
	const chosen = query[parameter];
	return new ModulesByCourse(send, policy, {
		courseIds: Array.isArray(chosen) ? chosen.map(String) : [],
		parameter,
		pageSize: form.pageSize,
		limit: form.limit,
		skipInvalidIds: form.skipInvalidIds,
		onFallback: () => LoggerProxy.warn(LOG_LINES.olderCourseList, { node: context.getNode().name }),
	});
}
