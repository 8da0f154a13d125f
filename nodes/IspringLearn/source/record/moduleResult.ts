import type { ListResource } from './listResource';
import { ENROLLMENT_OR_DATE, RESULT_COLUMNS } from './resultColumns';

/**
 * `GET /learners/modules/results`: who did which module, when, with what result. Field list: the
 * endpoint's reference page; awardedScore and passingScore are in the vendor's OpenAPI file only.
 */
export const MODULE_RESULT: ListResource = {
	label: 'module results',
	path: '/learners/modules/results',
	list: 'results',
	row: 'result',
	named: { learner: 'userId', course: 'courseId' },
	schema: {
		key: ['userId', 'courseId', 'moduleId', ENROLLMENT_OR_DATE],
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
