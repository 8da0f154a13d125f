import { UNGRADED_ATTEMPTS } from '../../api/endpoints/homework';
import { userFilters } from '../../fields/ids/idFilters';
import { idList } from '../../fields/ids/ids';
import { locatorList } from '../../fields/ids/locators';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: UNGRADED_ATTEMPTS,
	action: 'Get many homework attempts',
	description: 'Retrieve a list of homework attempts that wait for a grade',
	simplified: [
		'userName',
		'userEmail',
		'departmentName',
		'assignmentTitle',
		'instructorName',
		'comment',
		'attachments',
		'assignmentId',
		'attemptId',
	],
	filters: [
		idList({
			displayName: 'Homework Names or IDs',
			name: 'assignmentIds',
			from: 'getAssignments',
			description: 'Only return attempts at this homework',
		}),
		...userFilters('Only return attempts of these learners'),
		locatorList('user', {
			name: 'instructors',
			label: 'Instructors',
			parameter: 'instructorIds',
			description: 'Only return attempts at the homework of these instructors',
		}),
	],
});
