/** The operations of rows that sum up results, by what they count. */
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import { listOperations } from '../../operations/list/listOperation';
import type { Operation } from '../../operations/resourceForm';
import { BASIS, COURSES, MODULES, progressFilters } from './filters';

interface ProgressDefinition {
	endpoints: { courses: ListEndpoint; modules: ListEndpoint };
	action: string;
	description: string;
	simplified: readonly string[];
	/** What each of the two choices counts. */
	counts: { courses: string; modules: string };
}

export const progressOperations = ({
	endpoints,
	counts,
	...texts
}: ProgressDefinition): Operation[] =>
	listOperations({
		...texts,
		endpoint: endpoints.courses,
		filters: progressFilters,
		choice: {
			...BASIS,
			default: COURSES.value,
			options: [COURSES, MODULES].map(({ name, value }) => ({
				name,
				value,
				description: counts[value],
				endpoint: endpoints[value],
				filters: progressFilters,
			})),
		},
		toFile: true,
	});
