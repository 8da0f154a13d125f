import type { ListEndpoint } from './listEndpoint';
import { ENROLLMENT_OR_DATE, RESULT_COLUMNS } from '../schema/resultColumns';

/**
 * `GET /learners/modules/results`: who did which module, when, with what result. Field list: the
 * endpoint's reference page; awardedScore and passingScore are in the vendor's OpenAPI file only.
 */
export const MODULE_RESULT: ListEndpoint = {
	label: 'module results',
	path: '/learners/modules/results',
	list: 'results',
	xmlItem: 'result',
	references: { learner: 'userId', course: 'courseId' },
	schema: {
		primaryKey: ['userId', 'courseId', 'moduleId', ENROLLMENT_OR_DATE],
		keyColumn: 'resultKey',
		columns: [
			{ name: 'userId', type: 'id' },
			{ name: 'courseId', type: 'id' },
			{ name: 'moduleId', type: 'id' },
			{ name: 'moduleTitle', type: 'text' },
			{ name: 'courseItemId', type: 'id' },
			...RESULT_COLUMNS,
		],
	},
};
