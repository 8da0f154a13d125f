/** The schema of every record: its columns, their types, and its key. */
import type { Column, RecordSchema } from './normalizer';
import { createUserFlattener, PROFILE } from './profile';
import { readId } from './record';
import type { RawRecord } from './record';

/** The last part of a result's key. Some results have no enrollment, but all have the date of their assignment. */
const ENROLLMENT_OR_DATE = ['enrollmentId', 'accessDate'] as const;

/** The columns that module results and course results share: timeSpent is in seconds, progress in percent. */
const RESULT_COLUMNS: readonly Column[] = [
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

/** Source: the endpoint's reference page; awardedScore and passingScore are in the vendor's OpenAPI file only. */
export const MODULE_RESULT: RecordSchema = {
	primaryKey: ['userId', 'courseId', 'moduleId', ENROLLMENT_OR_DATE],
	keyColumn: 'resultKey',
	columns: [
		{ name: 'userId', type: 'id' },
		{ name: 'courseId', type: 'id' },
		{ name: 'moduleId', type: 'id' },
		{ name: 'moduleTitle', type: 'text' },
		{ name: 'courseItemId', type: 'id' },
		...RESULT_COLUMNS,
	],
};

/** Like a module result without the module. No document states the unit of `duration`. */
export const COURSE_RESULT: RecordSchema = {
	primaryKey: ['userId', 'courseId', ENROLLMENT_OR_DATE],
	keyColumn: 'resultKey',
	columns: [
		{ name: 'userId', type: 'id' },
		{ name: 'courseId', type: 'id' },
		{ name: 'courseTitle', type: 'text' },
		...RESULT_COLUMNS,
		{ name: 'duration', type: 'number' },
	],
};

/** `enrollmentTypeGroup` is 0 when an administrator assigned the course, 1 when the learner chose it from the catalog. */
export const ENROLLMENT: RecordSchema = {
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
};

/** A course or other content. The ID of a course is its contentItemId. */
export const COURSE: RecordSchema = {
	primaryKey: ['contentItemId'],
	columns: [
		{ name: 'contentItemId', type: 'id' },
		{ name: 'title', type: 'text' },
		{ name: 'description', type: 'text' },
		{ name: 'type', type: 'enum' },
		{ name: 'contentItemType', type: 'enum' },
		{ name: 'userId', type: 'id' },
		{ name: 'addedDate', type: 'dateTime' },
		{ name: 'viewUrl', type: 'text' },
	],
};

/** The `type` of a course, as against other content. */
export const COURSE_TYPE = 'Course';

/** True for a course, and for content without a type. */
export const isCourse = (content: RawRecord): boolean =>
	['', COURSE_TYPE.toLowerCase()].includes(readId(content, 'type').toLowerCase());

/** The list of one course calls `itemId` what other lists call `contentItemId`. */
export const COURSE_MODULE: RecordSchema = {
	primaryKey: ['moduleId'],
	createTransform:
		() =>
		({ itemId, ...record }) => ({ contentItemId: itemId, ...record }),
	columns: [
		{ name: 'moduleId', type: 'id' },
		{ name: 'courseId', type: 'id' },
		{ name: 'contentItemId', type: 'id' },
		{ name: 'title', type: 'text' },
		{ name: 'type', type: 'enum' },
		{ name: 'sequentialNumber', type: 'number' },
		{ name: 'description', type: 'text' },
		{ name: 'authorId', type: 'id' },
		{ name: 'addedDate', type: 'dateTime' },
		{ name: 'viewUrl', type: 'text' },
	],
};

/** Profile fields become columns in camelCase. The fields that an account defines itself come last. */
export const USER: RecordSchema = {
	primaryKey: ['userId'],
	additionalColumns: true,
	createTransform: createUserFlattener,
	columns: [
		{ name: 'userId', type: 'id' },
		...PROFILE.map((name) => ({ name, type: 'text' as const })),
		{ name: 'status', type: 'number' },
		{ name: 'role', type: 'enum' },
		{ name: 'roleId', type: 'id' },
		{ name: 'departmentId', type: 'id' },
		{ name: 'groups', type: 'list' },
		{ name: 'addedDate', type: 'dateTime' },
		{ name: 'lastLoginDate', type: 'dateTime' },
	],
};

/** The topmost department has no parent. */
export const DEPARTMENT: RecordSchema = {
	primaryKey: ['departmentId'],
	columns: [
		{ name: 'departmentId', type: 'id' },
		{ name: 'name', type: 'text' },
		{ name: 'parentDepartmentId', type: 'id' },
		{ name: 'code', type: 'text' },
		{ name: 'subordination', type: 'object' },
	],
};

/** A group of learners. iSpring Learn chooses the members of a smart group by rules. */
export const GROUP: RecordSchema = {
	primaryKey: ['groupId'],
	columns: [
		{ name: 'groupId', type: 'id' },
		{ name: 'name', type: 'text' },
		{ name: 'isSmart', type: 'boolean' },
	],
};
