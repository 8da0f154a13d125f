import type { INodeProperties } from 'n8n-workflow';
import { dateRange } from '../../fields/dates';
import { idList } from '../../fields/ids';
import { statusList } from '../../fields/statuses';
import { COMPLETION_STATUSES, USER_STATUSES } from '../../source/statuses';

/** Every parameter of `GET /learners/modules/results` that filters, in the order the form shows them. */
export const moduleResultFilters: INodeProperties[] = [
	...dateRange('Assigned', 'accessDate', 'assignment date'),
	...dateRange('Completed', 'completionDate', 'completion date'),
	statusList('Completion Statuses', 'completionStatuses', COMPLETION_STATUSES, {
		description: 'Only results with one of these statuses',
		hint: 'None chosen: every status',
	}),
	idList('Course IDs', 'courseIds', 'Only results of these courses'),
	idList(
		'Course Item IDs',
		'courseItemIds',
		'Only results of these content items or trainings, as part of a course or assigned on their own',
	),
	idList('Department IDs', 'departmentIds', 'Only results of learners in these departments'),
	...dateRange('Due', 'dueDate', 'due date'),
	idList('Enrollment IDs', 'enrollmentIds', 'Only results of these enrollments'),
	idList('Module IDs', 'moduleIds', 'Only results of these modules, by their place in a course'),
	idList('User IDs', 'userIds', 'Only results of these learners'),
	statusList('User Statuses', 'userStatuses', USER_STATUSES, {
		description: 'Only results of learners with one of these statuses',
		hint: 'None chosen: active learners only. Choose all three to see those who have left as well.',
	}),
];
