import type { ListResource } from './listResource';

/**
 * `GET /learners/results`: who did which course, when, with what result. Its records are those of
 * the module results less the module, with the title of the course. timeSpent is in seconds,
 * progress in percent; of duration no document gives the unit.
 */
export const COURSE_RESULT: ListResource = {
	label: 'course results',
	path: '/learners/results',
	list: 'results',
	row: 'result',
	named: { learner: 'userId' },
	schema: {
		key: ['userId', 'courseId', 'enrollmentId'],
		keyColumn: 'resultKey',
		columns: [
			{ name: 'userId', type: 'id' },
			{ name: 'courseId', type: 'id' },
			{ name: 'courseTitle', type: 'text' },
			{ name: 'enrollmentId', type: 'id' },
			{ name: 'accessDate', type: 'dateTime' },
			{ name: 'dueDate', type: 'dateTime' },
			{ name: 'expirationDate', type: 'dateTime' },
			{ name: 'completionDate', type: 'dateTime' },
			{ name: 'timeSpent', type: 'number' },
			{ name: 'duration', type: 'number' },
			{ name: 'completionStatus', type: 'enum' },
			{ name: 'progress', type: 'number' },
			{ name: 'awardedScore', type: 'number' },
			{ name: 'passingScore', type: 'number' },
			{ name: 'isOverdue', type: 'boolean' },
			{ name: 'viewsCount', type: 'number' },
		],
	},
};
