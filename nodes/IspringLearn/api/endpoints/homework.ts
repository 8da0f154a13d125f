/** The endpoints of homework. Facts only. */
import { ASSIGNMENT, HOMEWORK_ATTEMPT } from '../schema/records/homework';
import type { ListEndpoint } from './endpoint';
import { READ_PAGE } from './endpoint';

/** Homework. Without `ungraded`, only that with attempts to grade. */
export const ASSIGNMENTS: ListEndpoint = {
	...READ_PAGE,
	name: 'homework',
	path: '/assignments',
	list: 'assignments',
	xmlItem: 'assignment',
	schema: ASSIGNMENT,
	localFilters: { instructorIds: 'instructorId' },
};

/** The attempts that wait for a grade. */
export const UNGRADED_ATTEMPTS: ListEndpoint = {
	...READ_PAGE,
	name: 'homeworkAttempts',
	path: '/assignment/{assignmentId}/attempts/ungraded',
	list: null,
	xmlItem: 'attempt',
	schema: HOMEWORK_ATTEMPT,
	unpaged: true,
	parent: {
		endpoint: ASSIGNMENTS,
		query: { ungraded: 1 },
		idField: 'assignmentId',
		parameter: 'assignmentId',
		idFilter: 'assignmentIds',
		filters: ['instructorIds'],
		copies: {
			assignmentId: 'assignmentId',
			assignmentTitle: 'title',
			instructorId: 'instructorId',
			courseFields: 'courseFields',
		},
	},
};
