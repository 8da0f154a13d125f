import { courseFilters, userFilters } from '../../fields/ids/idFilters';
import { idList } from '../../fields/ids/ids';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';
import { ENROLLMENT_SIMPLIFIED } from './simplified';

export const operations = listOperations({
	endpoint: ENDPOINTS.enrollments,
	action: 'Get many enrollments',
	description: 'Retrieve a list of enrollments: who is enrolled in which course',
	simplified: ENROLLMENT_SIMPLIFIED,
	filters: [
		...userFilters('Only return enrollments of these learners', 'learnerIds'),
		...courseFilters('Only return enrollments in these courses'),
		idList({
			displayName: 'Enrollment Names or IDs',
			name: 'enrollmentIds',
			from: 'getEnrollments',
			description:
				'Only return these enrollments. To fill the list, select courses or users first.',
		}),
	],
	toFile: true,
});
