import type { Column } from './normalizer';

/** The last part of a result's key: some results have no enrollment, but every one was assigned at some time. */
export const ENROLLMENT_OR_DATE = ['enrollmentId', 'accessDate'] as const;

/** What module results and course results have in common: timeSpent is in seconds, progress in percent. */
export const RESULT_COLUMNS: readonly Column[] = [
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
];
