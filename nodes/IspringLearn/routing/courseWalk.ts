import { LoggerProxy } from 'n8n-workflow';
import type { Query } from '../source/paging/batches';
import { ModulesByCourse } from '../source/paging/modulesByCourse';
import type { Patience } from '../source/paging/patient';
import type { IdFilter } from '../source/paging/sieve';
import type { ItemRead } from './itemRead';

/**
 * The modules of the courses that a request is for, course by course.
 * @param filter the filter that chooses courses
 */
export function courseWalk(
	{ context, ask, form }: ItemRead,
	patience: Patience,
	filter: IdFilter,
	query: Query,
): ModulesByCourse {
	const chosen = query[filter.name];
	return new ModulesByCourse(ask, patience, {
		courseIds: Array.isArray(chosen) ? chosen.map(String) : [],
		filter,
		pageSize: form.pageSize,
		limit: form.limit,
		skips: form.skipInvalidIds,
		onFallback: () =>
			LoggerProxy.warn(
				'iSpring Learn: this API Host only has the old list of course modules. Trainings are not in it.',
				{ node: context.getNode().name },
			),
	});
}
