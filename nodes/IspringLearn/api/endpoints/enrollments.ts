import type { ListEndpoint } from './listEndpoint';

/**
 * `GET /enrollments`: who was given which course. enrollmentTypeGroup is 0 for an administrator's
 * assignment and 1 for the learner's own choice from the catalog.
 */
export const ENROLLMENT: ListEndpoint = {
	label: 'enrollments',
	path: '/enrollments',
	list: 'enrollments',
	xmlItem: 'enrollment',
	references: { learner: 'learnerId', course: 'courseId' },
	schema: {
		primaryKey: ['enrollmentId'],
		columns: [
			{ name: 'enrollmentId', type: 'id' },
			{ name: 'learnerId', type: 'id' },
			{ name: 'courseId', type: 'id' },
			{ name: 'accessDate', type: 'dateTime' },
			{ name: 'dueDate', type: 'dateTime' },
			{ name: 'expirationDate', type: 'dateTime' },
			{ name: 'shouldLockAfterDueDate', type: 'boolean' },
			{ name: 'enrollmentTypeGroup', type: 'number' },
			{ name: 'certificate', type: 'object' },
		],
	},
};
