/** The schemas of results: how a learner did in a module or a course. */
import type { Column, RecordSchema } from '../recordSchema';
import { COMPLETION_STATUSES } from '../statuses';
import type { Key } from './columns';
import { keyColumn, PERSON, DEPARTMENT_OF_PERSON, COURSE_TITLE } from './columns';

/** The last part of a result's key. Some results have no enrollment, but all have the date of their assignment. */
const ENROLLMENT_OR_DATE = ['enrollmentId', 'accessDate'] as const;

/** The columns that module results and course results share: timeSpent is in seconds, progress in percent. */
const RESULT_COLUMNS: readonly Column[] = [
	{ name: 'completionStatus', type: 'enum', values: COMPLETION_STATUSES },
	{ name: 'progress', type: 'number' },
	{ name: 'awardedScore', type: 'number' },
	{ name: 'passingScore', type: 'number' },
	{ name: 'timeSpent', type: 'number' },
	{ name: 'viewsCount', type: 'number' },
	{ name: 'isOverdue', type: 'boolean' },
	{ name: 'accessDate', type: 'dateTime' },
	{ name: 'dueDate', type: 'dateTime' },
	{ name: 'completionDate', type: 'dateTime' },
	{ name: 'expirationDate', type: 'dateTime' },
];

const MODULE_RESULT_KEY: Key = ['userId', 'courseId', 'moduleId', ENROLLMENT_OR_DATE];

/** Source: the endpoint's reference page; awardedScore and passingScore are in the vendor's OpenAPI file only. */
export const MODULE_RESULT: RecordSchema = {
	primaryKey: MODULE_RESULT_KEY,
	columns: [
		...PERSON,
		COURSE_TITLE,
		{ name: 'moduleTitle', type: 'text' },
		...RESULT_COLUMNS,
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'courseId', type: 'id' },
		{ name: 'moduleId', type: 'id' },
		{ name: 'courseItemId', type: 'id' },
		{ name: 'enrollmentId', type: 'id' },
		keyColumn(MODULE_RESULT_KEY),
	],
};

const COURSE_RESULT_KEY: Key = ['userId', 'courseId', ENROLLMENT_OR_DATE];

/** Like a module result without the module. No document states the unit of `duration`. */
export const COURSE_RESULT: RecordSchema = {
	primaryKey: COURSE_RESULT_KEY,
	columns: [
		...PERSON,
		{ name: 'courseTitle', type: 'text' },
		...RESULT_COLUMNS,
		{ name: 'duration', type: 'number' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'courseId', type: 'id' },
		{ name: 'enrollmentId', type: 'id' },
		keyColumn(COURSE_RESULT_KEY),
	],
};
