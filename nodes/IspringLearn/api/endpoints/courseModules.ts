import type { ListEndpoint } from './listEndpoint';
import type { RawRecord, RecordSchema } from '../schema/normalizer';

const schema: RecordSchema = {
	primaryKey: ['moduleId'],
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

const named = {
	list: 'modules',
	xmlItem: 'module',
	label: 'course modules',
	schema,
	// What is called contentItemId elsewhere is called itemId in the list of one course.
	createTransform:
		() =>
		({ itemId, ...record }: RawRecord) => ({ contentItemId: itemId, ...record }),
};

/**
 * The modules of many courses. `GET /courses/modules` gives them at once, without trainings; the
 * vendor says that it should no longer be used, so that each course is asked for instead.
 */
export const COURSE_MODULE: ListEndpoint = {
	...named,
	path: '/courses/modules',
	byCourse: 'courseIds',
};

/**
 * `GET /course/{courseId}/modules`: every module of one course, trainings included.
 * @param courseId a UUID, or what stands for one until it is known
 */
export const modulesOfCourse = (courseId: string): ListEndpoint => ({
	...named,
	path: `/course/${courseId}/modules`,
	unpaged: true,
});
