/** Columns that several kinds of records have: who, which course, and the key of a result. */
import { primaryKey } from '../normalizer';
import type { Column, RecordSchema } from '../recordSchema';
import { shortKey } from '../shortKey';

/** The fields that identify a record. */
export type Key = RecordSchema['primaryKey'];

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
