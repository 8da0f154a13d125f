/** The schema of homework. An assignment has attempts, which an instructor grades. */
import { DEPARTMENT_OF_PERSON, PERSON } from './schemas';
import type { RecordSchema } from './recordSchema';
import { recordsWith } from './record';

/** Homework. `courseFields` has the values of fields that the account defined. */
export const ASSIGNMENT: RecordSchema = {
	primaryKey: ['assignmentId'],
	columns: [
		{ name: 'title', type: 'text' },
		{ name: 'courseFields', type: 'object' },
		{ name: 'instructorId', type: 'id' },
		{ name: 'assignmentId', type: 'id' },
	],
};

/** An attempt that waits for a grade, with its assignment. In XML each attachment is an element of its own. */
export const HOMEWORK_ATTEMPT: RecordSchema = {
	primaryKey: ['attemptId'],
	createTransform:
		() =>
		({ attachments, ...record }) => ({
			...record,
			attachments: recordsWith(attachments, 'fileName').map(({ fileSize, ...file }) => ({
				...file,
				fileSize: typeof fileSize === 'string' ? Number(fileSize) : fileSize,
			})),
		}),
	columns: [
		...PERSON,
		{ name: 'assignmentTitle', type: 'text' },
		{ name: 'instructorName', type: 'text', lookup: { kind: 'user', by: 'instructorId' } },
		{ name: 'comment', type: 'text' },
		{ name: 'attachments', type: 'list' },
		{ name: 'courseFields', type: 'object' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'instructorId', type: 'id' },
		{ name: 'assignmentId', type: 'id' },
		{ name: 'enrollmentId', type: 'id' },
		{ name: 'attemptId', type: 'id' },
	],
};
