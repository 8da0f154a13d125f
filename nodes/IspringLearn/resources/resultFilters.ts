import type { INodeProperties } from 'n8n-workflow';
import { exactDates } from '../fields/dates/dates';
import { courseFilters, departmentFilters, userFilters } from '../fields/ids/idFilters';
import { idList } from '../fields/ids/ids';
import { statusList } from '../fields/listFilters';
import { OVERDUE_ONLY } from '../fields/dates/overdue';
import { relativeDate } from '../fields/dates/relativeDates';
import { COMPLETION_STATUSES, USER_STATUSES } from '../api/schema/statuses';

const completionStatuses = statusList(
	'Completion Statuses',
	'completionStatuses',
	COMPLETION_STATUSES,
	{
		description: 'Only return results with any of these statuses',
		hint: 'Leave empty to include all statuses',
		statuses: {
			accepted: 'A reviewer accepted the work',
			complete: 'Finished, not graded',
			declined: 'A reviewer declined the work',
			failed: 'Finished without reaching the passing score',
			in_progress: 'Started, not finished',
			incomplete: 'Ended without being completed',
			not_started: 'Assigned, never opened',
			passed: 'Reached the passing score',
			pending: 'Submitted, waiting for review',
		},
	},
);

const enrollments = idList({
	displayName: 'Enrollment Names or IDs',
	name: 'enrollmentIds',
	from: 'getEnrollments',
	description:
		'Only return results for these enrollments (one learner in one course). To fill the list, select courses or users first.',
});

const userStatuses = statusList('User Statuses', 'userStatuses', USER_STATUSES, {
	description: 'Only return results for learners with any of these statuses',
	hint: 'Leave empty for active learners only. Select all three to include everyone.',
	statuses: { 1: 'Can sign in', 3: 'Has been deactivated', 5: 'Has left the company' },
});

/**
 * The filters of results in the order in which n8n lists them: who, what and when first, and last the exact
 * dates, for which the ranges are a shorter way.
 * @param parts filters by a part of a course
 */
export const resultFilters = (parts: readonly INodeProperties[] = []): INodeProperties[] => [
	...userFilters('Only return results for these learners'),
	...courseFilters('Only return results for these courses'),
	completionStatuses,
	relativeDate('completionDate'),
	OVERDUE_ONLY,
	relativeDate('dueDate'),
	relativeDate('accessDate'),
	...departmentFilters('Only return results for learners in these departments'),
	...parts,
	enrollments,
	userStatuses,
	...exactDates('completionDate'),
	...exactDates('dueDate'),
	...exactDates('accessDate'),
];
