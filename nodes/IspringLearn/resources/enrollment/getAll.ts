import { idList } from '../../fields/ids';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { getMany } from '../../operations/getMany';

/** What the form shows for the resource Enrollment. */
export const enrollment = getMany({
	resource: 'enrollment',
	action: 'Get many enrollments',
	description: 'Get who was given which course, one item for each',
	list: ENDPOINTS.enrollments,
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
