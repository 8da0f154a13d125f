import type { INodeProperties } from 'n8n-workflow';
import { dateRange } from '../fields/dates';
import { courseFilters, departmentFilters, userFilters } from '../fields/idFilters';
import { idList } from '../fields/ids';
import { statusList } from '../fields/listFilters';
import { COMPLETION_STATUSES, USER_STATUSES } from '../api/schema/statuses';

/** The filters that module results and course results share. */
export const RESULT_FILTERS: INodeProperties[] = [
	...dateRange('Assigned', 'accessDate', 'assignment date'),
	...dateRange('Completed', 'completionDate', 'completion date'),
	statusList('Completion Statuses', 'completionStatuses', COMPLETION_STATUSES, {
		description: 'Only results with one of these statuses',
		hint: 'None chosen: every status',
		statuses: {
			accepted: 'A reviewer accepted the work',
			complete: 'Finished, without a grade',
			declined: 'A reviewer declined the work',
			failed: 'Finished with less than the passing score',
			in_progress: 'Started, not finished',
			incomplete: 'Ended without being completed',
			not_started: 'Assigned, never opened',
			passed: 'Finished with the passing score or more',
			pending: 'Handed in, waiting for a review',
		},
	}),
	...courseFilters('Only return results for these courses'),
	...departmentFilters('Only return results for learners in these departments'),
	...dateRange('Due', 'dueDate', 'due date'),
	idList({
		displayName: 'Enrollment Names or IDs',
		name: 'enrollmentIds',
		from: 'getEnrollments',
		description:
			'Only return results for these enrollments (one learner in one course). The list shows the enrollments of the courses and users that you select first.',
	}),
	...userFilters('Only return results for these learners'),
	statusList('User Statuses', 'userStatuses', USER_STATUSES, {
		description: 'Only results of learners with one of these statuses',
		hint: 'None chosen: active learners only. Choose all three to see those who have left as well.',
		statuses: { 1: 'Can sign in', 3: 'Has been deactivated', 5: 'Has left the company' },
	}),
];

/** iSpring Learn leaves out inactive learners unless User Statuses includes them. */
export const ACTIVE_LEARNERS_NOTICE: INodeProperties = {
	displayName:
		'iSpring Learn gives results of active learners only. To see others as well, choose them in the filter User Statuses.',
	name: 'activeLearnersNotice',
	type: 'notice',
	default: '',
	displayOptions: { hide: { '/filters.userStatuses': [{ _cnd: { exists: true } }] } },
};
