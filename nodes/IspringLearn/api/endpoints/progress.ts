/** Rows that sum up results. The API has no such lists: the package reads the results. */
import type { RecordSchema } from '../schema/recordSchema';
import * as schemas from '../schema/records/progress';
import type { ListEndpoint } from './endpoint';
import { ENDPOINTS } from './endpoints';

/** Who is late comes first, then who has most to do. */
const ORDER = ['overdue', 'open'];

const progress = (
	name: string,
	of: ListEndpoint,
	by: 'userId' | 'courseId',
	schema: RecordSchema,
): ListEndpoint => ({ ...of, name, schema, summary: { of, by, order: ORDER } });

const { courseResults, moduleResults } = ENDPOINTS;
const LEARNERS = 'learnerProgressRows';
const COURSES = 'courseProgressRows';

/** By the resource, and by what they count. */
export const PROGRESS = {
	learnerProgress: {
		courses: progress(LEARNERS, courseResults, 'userId', schemas.LEARNER_PROGRESS),
		modules: progress(LEARNERS, moduleResults, 'userId', schemas.LEARNER_PROGRESS),
	},
	courseProgress: {
		courses: progress(COURSES, courseResults, 'courseId', schemas.COURSE_PROGRESS),
		modules: progress(COURSES, moduleResults, 'courseId', schemas.COURSE_PROGRESS_BY_MODULES),
	},
};
