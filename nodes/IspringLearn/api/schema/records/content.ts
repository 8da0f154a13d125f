/** The schemas of courses, of other content, and of the modules of courses. */
import type { RawRecord } from '../record';
import { readId } from '../record';
import type { RecordSchema } from '../recordSchema';
import { COURSE_TITLE } from './columns';

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
