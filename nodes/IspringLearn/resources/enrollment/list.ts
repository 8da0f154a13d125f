import { courseFilters, userFilters } from '../../fields/ids/idFilters';
import { idList } from '../../fields/ids/ids';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';

export const simplified = [
	'userName',
	'userEmail',
	'departmentName',
	'courseTitle',
	'accessDate',
	'dueDate',
	'expirationDate',
	'userId',
	'courseId',
	'enrollmentId',
];

export const operations = listOperations({
	endpoint: ENDPOINTS.enrollments,
	action: 'Get many enrollments',
	description: 'Retrieve a list of enrollments: who is enrolled in which course',
	simplified,
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
