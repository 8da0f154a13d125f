import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { exactDates } from '../../fields/dates/dates';
import { relativeDate } from '../../fields/dates/relativeDates';
import { courseFilters, userFilters } from '../../fields/ids/idFilters';
import { idList } from '../../fields/ids/ids';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: ENDPOINTS.certificates,
	action: 'Get many certificates',
	description:
		'Retrieve a list of issued certificates: who has which certificate, and until when it is valid',
	simplified: [
		'userName',
		'userEmail',
		'departmentName',
		'courseTitle',
		'issueDate',
		'expiryDate',
		'userId',
		'courseId',
		'enrollmentId',
		'certificateId',
	],
	filters: [
		...userFilters('Only return certificates of these learners', 'learnerIds'),
		...courseFilters('Only return certificates of these courses'),
		relativeDate('expiryDate'),
		relativeDate('issueDate'),
		idList({
			displayName: 'Enrollment Names or IDs',
			name: 'enrollmentIds',
			from: 'getEnrollments',
			description:
				'Only return certificates of these enrollments (one learner in one course). To fill the list, select courses or users first.',
		}),
		...exactDates('expiryDate'),
		...exactDates('issueDate'),
	],
	toFile: true,
});
