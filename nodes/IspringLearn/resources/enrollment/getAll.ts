import { idList } from '../../fields/ids';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperation } from '../../operations/listOperation';

export const getAll = listOperation({
	endpoint: ENDPOINTS.enrollments,
	action: 'Get many enrollments',
	description: 'Get who was given which course, one item for each',
	filters: [
		idList({
			displayName: 'Course Names or IDs',
			name: 'courseIds',
			from: 'getCourses',
			description: 'Only enrollments in these courses',
		}),
		idList({
			displayName: 'Enrollment Names or IDs',
			name: 'enrollmentIds',
			from: 'getEnrollments',
			follows: ['courseIds', 'learnerIds'],
			description:
				"Only these enrollments. The list follows the filters 'Course Names or IDs' and 'Learner Names or IDs'.",
		}),
		idList({
			displayName: 'Learner Names or IDs',
			name: 'learnerIds',
			from: 'getUsers',
			description: 'Only enrollments of these learners',
		}),
	],
	names: ['learner', 'course', 'department'],
});
