/** The schema of every record: its columns, their types, and its key. */
import type { Column, RecordSchema } from './recordSchema';
import { primaryKey } from './normalizer';
import { toPerson } from './person';
import { createUserFlattener } from './profile';
import { readId, toIds, toToken } from './record';
import type { RawRecord } from './record';
import { shortKey } from './shortKey';
import { COMPLETION_STATUSES, nameOfStatus, USER_STATUSES } from './statuses';

/** The fields that identify a record. */
type Key = RecordSchema['primaryKey'];

/** The last part of a result's key. Some results have no enrollment, but all have the date of their assignment. */
const ENROLLMENT_OR_DATE = ['enrollmentId', 'accessDate'] as const;

/** The name of the column with a result's key. */
export const RESULT_KEY = 'resultKey';

/** The column that holds a key of several fields. */
export const keyColumn = (key: Key, name = RESULT_KEY): Column => ({
	name,
	type: 'text',
	derive: (record) => shortKey(primaryKey(record, { primaryKey: key })),
});

/** The names of the user in the column userId, and of the user's department. */
export const PERSON: readonly Column[] = [
	{ name: 'userName', type: 'text', lookup: { kind: 'user', by: 'userId' } },
	{ name: 'userEmail', type: 'text', lookup: { kind: 'user', by: 'userId', part: 'email' } },
	{ name: 'departmentName', type: 'text', lookup: { kind: 'department', by: 'departmentId' } },
];

/** The ID of the user's department. */
export const DEPARTMENT_OF_PERSON: Column = {
	name: 'departmentId',
	type: 'id',
	lookup: { kind: 'user', by: 'userId', part: 'departmentId' },
};

/** The title of the course in the column courseId. */
export const COURSE_TITLE: Column = {
	name: 'courseTitle',
	type: 'text',
	lookup: { kind: 'course', by: 'courseId' },
};

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

/**
 * `enrollmentTypeGroup` is 0 when an administrator assigned the course, 1 when the learner chose it from the
 * catalog. The API calls `learnerId` here what it calls `userId` in results.
 */
export const ENROLLMENT: RecordSchema = {
	primaryKey: ['enrollmentId'],
	createTransform:
		() =>
		({ learnerId, ...record }) => ({ userId: learnerId, ...record }),
	columns: [
		...PERSON,
		COURSE_TITLE,
		{ name: 'accessDate', type: 'dateTime' },
		{ name: 'dueDate', type: 'dateTime' },
		{ name: 'expirationDate', type: 'dateTime' },
		{ name: 'shouldLockAfterDueDate', type: 'boolean' },
		{ name: 'enrollmentTypeGroup', type: 'number' },
		{ name: 'certificate', type: 'object' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'courseId', type: 'id' },
		{ name: 'enrollmentId', type: 'id' },
	],
};

/** A course or other content. The ID of a course is its contentItemId. */
export const COURSE: RecordSchema = {
	primaryKey: ['contentItemId'],
	columns: [
		{ name: 'title', type: 'text' },
		{ name: 'type', type: 'enum' },
		{ name: 'contentItemType', type: 'enum' },
		{ name: 'description', type: 'text' },
		{ name: 'addedDate', type: 'dateTime' },
		{ name: 'viewUrl', type: 'text' },
		{ name: 'userId', type: 'id' },
		{ name: 'contentItemId', type: 'id' },
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
		COURSE_TITLE,
		{ name: 'title', type: 'text' },
		{ name: 'type', type: 'enum' },
		{ name: 'sequentialNumber', type: 'number' },
		{ name: 'description', type: 'text' },
		{ name: 'addedDate', type: 'dateTime' },
		{ name: 'viewUrl', type: 'text' },
		{ name: 'authorId', type: 'id' },
		{ name: 'courseId', type: 'id' },
		{ name: 'contentItemId', type: 'id' },
		{ name: 'moduleId', type: 'id' },
	],
};

/** Profile fields become columns in camelCase. The fields that an account defines itself come last. */
export const USER: RecordSchema = {
	primaryKey: ['userId'],
	additionalColumns: true,
	createTransform: createUserFlattener,
	columns: [
		{ name: 'userName', type: 'text', derive: (user) => toPerson(user).name },
		{ name: 'email', type: 'text' },
		{ name: 'departmentName', type: 'text', lookup: { kind: 'department', by: 'departmentId' } },
		{ name: 'groupNames', type: 'list', lookup: { kind: 'group', by: 'groups' } },
		{
			name: 'statusName',
			type: 'text',
			derive: ({ status }) => nameOfStatus(USER_STATUSES, status) ?? toToken(status),
		},
		{ name: 'status', type: 'number' },
		{ name: 'role', type: 'enum' },
		{ name: 'login', type: 'text' },
		{ name: 'firstName', type: 'text' },
		{ name: 'lastName', type: 'text' },
		{ name: 'addedDate', type: 'dateTime' },
		{ name: 'lastLoginDate', type: 'dateTime' },
		{ name: 'roleId', type: 'id' },
		{ name: 'departmentId', type: 'id' },
		{ name: 'groups', type: 'list' },
		{ name: 'userId', type: 'id' },
	],
};

/** A user before a change: also with `fields` as the API sent them, see `profileValue`. */
export const USER_BEFORE: RecordSchema = {
	...USER,
	createTransform: () => {
		const flatten = createUserFlattener();
		return (user) => ({ ...flatten(user), fields: user.fields });
	},
};

/** The topmost department has no parent. */
export const DEPARTMENT: RecordSchema = {
	primaryKey: ['departmentId'],
	columns: [
		{ name: 'name', type: 'text' },
		{
			name: 'parentDepartmentName',
			type: 'text',
			lookup: { kind: 'department', by: 'parentDepartmentId' },
		},
		{ name: 'code', type: 'text' },
		{ name: 'subordination', type: 'object' },
		{ name: 'parentDepartmentId', type: 'id' },
		{ name: 'departmentId', type: 'id' },
	],
};

/** A group of learners. iSpring Learn chooses the members of a smart group by rules. */
export const GROUP: RecordSchema = {
	primaryKey: ['groupId'],
	columns: [
		{ name: 'name', type: 'text' },
		{ name: 'isSmart', type: 'boolean' },
		{ name: 'groupId', type: 'id' },
	],
};

/** A group on its own, with its members. The API key of a department administrator may see only some of them. */
export const GROUP_WITH_MEMBERS: RecordSchema = {
	primaryKey: ['groupId'],
	createTransform:
		() =>
		({ userIds, ...group }) =>
			userIds === undefined ? group : { ...group, userIds: toIds(userIds) },
	columns: [
		{ name: 'name', type: 'text' },
		{ name: 'isSmart', type: 'boolean' },
		{ name: 'usersCount', type: 'number' },
		{ name: 'userNames', type: 'list', lookup: { kind: 'user', by: 'userIds' } },
		{ name: 'userIds', type: 'list' },
		{ name: 'groupId', type: 'id' },
	],
};

/** The points of one user. */
export const POINTS: RecordSchema = {
	primaryKey: ['userId'],
	columns: [
		...PERSON,
		{ name: 'points', type: 'number' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
	],
};
