import type { ListResource } from './listResource';
import type { RawRecord, RecordSchema } from './schema';

const schema: RecordSchema = {
	key: ['moduleId'],
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

const named = { list: 'modules', row: 'module', label: 'course modules' };

/** `GET /courses/modules`: the modules of many courses, without trainings. */
export const COURSE_MODULE: ListResource = { ...named, path: '/courses/modules', schema };

/**
 * `GET /course/{courseId}/modules`: every module of one course, trainings included. What is called
 * contentItemId elsewhere is called itemId here.
 * @param courseId a UUID, or what stands for one until it is known
 */
export const modulesOfCourse = (courseId: string): ListResource => ({
	...named,
	path: `/course/${courseId}/modules`,
	schema,
	whole: true,
	flatten: ({ itemId, ...record }: RawRecord) => ({ contentItemId: itemId, ...record }),
});
