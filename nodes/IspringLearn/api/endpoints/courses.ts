import type { ListEndpoint } from './listEndpoint';
import type { RawRecord } from '../schema/normalizer';
import { readId } from '../schema/normalizer';

/**
 * `GET /contents`: courses and the other content of an account. It needs the right to edit content,
 * and leaves out what is linked from other courses. The id of a course is its contentItemId.
 */
export const COURSE: ListEndpoint = {
	label: 'courses',
	path: '/contents',
	list: 'contentItems',
	xmlItem: 'contentItem',
	schema: {
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
	},
};

/** What `type` says of a course. */
export const COURSE_TYPE = 'Course';

/** Asks for courses alone. */
export const ONLY_COURSES = { contentTypes: [COURSE_TYPE] };

/** Whether a record is a course, should a host have passed over the filter. */
export const isCourse = (content: RawRecord): boolean =>
	['', COURSE_TYPE.toLowerCase()].includes(readId(content, 'type').toLowerCase());
