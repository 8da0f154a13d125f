/** The schema of enrollments: who is assigned to which course. */
import type { RecordSchema } from '../recordSchema';
import { PERSON, DEPARTMENT_OF_PERSON, COURSE_TITLE } from './columns';

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
