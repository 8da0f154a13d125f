/** The schema of homework. An assignment has attempts, which an instructor grades. */
import { DEPARTMENT_OF_PERSON, PERSON } from './columns';
import { toNumber } from '../normalizer';
import type { RecordSchema } from '../recordSchema';
import { recordsWith } from '../record';

/** Homework. `courseFields` has the values of fields that the account defined. */
export const ASSIGNMENT: RecordSchema = {
	primaryKey: ['assignmentId'],
	createTransform:
		() =>
		({ courseFields, courseField = courseFields, ...record }) => ({
			...record,
			courseFields: recordsWith(courseField, 'fieldId', 'fieldValue'),
		}),
	columns: [
		{ name: 'title', type: 'text' },
		{ name: 'courseFields', type: 'list' },
		{ name: 'instructorId', type: 'id' },
		{ name: 'assignmentId', type: 'id' },
	],
};

/**
 * An attempt that waits for a grade, with its assignment. In XML each attachment is an element of its own, which the
 * OpenAPI file puts into the attempt itself.
 */
export const HOMEWORK_ATTEMPT: RecordSchema = {
	primaryKey: ['attemptId'],
	createTransform:
		() =>
		({ attachments, attachment = attachments, ...record }) => ({
			...record,
			attachments: recordsWith(attachment, 'fileName', 'url').map(({ fileSize, ...file }) => ({
				...file,
				fileSize: toNumber(fileSize) ?? null,
			})),
		}),
	columns: [
		...PERSON,
		{ name: 'assignmentTitle', type: 'text' },
		{ name: 'instructorName', type: 'text', lookup: { kind: 'user', by: 'instructorId' } },
		{ name: 'comment', type: 'text' },
		{ name: 'attachments', type: 'list' },
		{ name: 'courseFields', type: 'list' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'instructorId', type: 'id' },
		{ name: 'assignmentId', type: 'id' },
		{ name: 'enrollmentId', type: 'id' },
		{ name: 'attemptId', type: 'id' },
	],
};
