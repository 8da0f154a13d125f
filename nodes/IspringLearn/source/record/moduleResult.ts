import type { ListResource } from './listResource';

/**
 * `GET /learners/modules/results`: who did which module, when, with what result. Field list: the
 * endpoint's reference page; awardedScore and passingScore are in the vendor's OpenAPI file only.
 * timeSpent is in seconds, progress in percent.
 */
export const MODULE_RESULT: ListResource = {
	label: 'module results',
	path: '/learners/modules/results',
	list: 'results',
	row: 'result',
	named: { learner: 'userId', course: 'courseId' },
	schema: {
		key: ['userId', 'courseId', 'moduleId', 'enrollmentId'],
		keyColumn: 'resultKey',
		columns: [
			{ name: 'userId', type: 'id' },
			{ name: 'courseId', type: 'id' },
			{ name: 'moduleId', type: 'id' },
			{ name: 'moduleTitle', type: 'text' },
			{ name: 'courseItemId', type: 'id' },
			{ name: 'enrollmentId', type: 'id' },
			{ name: 'accessDate', type: 'dateTime' },
			{ name: 'dueDate', type: 'dateTime' },
			{ name: 'expirationDate', type: 'dateTime' },
			{ name: 'completionDate', type: 'dateTime' },
			{ name: 'timeSpent', type: 'number' },
			{ name: 'completionStatus', type: 'enum' },
			{ name: 'progress', type: 'number' },
			{ name: 'awardedScore', type: 'number' },
			{ name: 'passingScore', type: 'number' },
			{ name: 'isOverdue', type: 'boolean' },
			{ name: 'viewsCount', type: 'number' },
		],
	},
};
