import type { ListResource } from './listResource';
import { ENROLLMENT_OR_DATE, RESULT_COLUMNS } from './resultColumns';

/**
 * `GET /learners/results`: who did which course, when, with what result. Its records are those of
 * the module results less the module, with the title of the course, and a duration of which no
 * document gives the unit.
 */
export const COURSE_RESULT: ListResource = {
	label: 'course results',
	path: '/learners/results',
	list: 'results',
	row: 'result',
	named: { learner: 'userId' },
	schema: {
		key: ['userId', 'courseId', ENROLLMENT_OR_DATE],
		keyColumn: 'resultKey',
		columns: [
			{ name: 'userId', type: 'id' },
			{ name: 'courseId', type: 'id' },
			{ name: 'courseTitle', type: 'text' },
			...RESULT_COLUMNS,
			{ name: 'duration', type: 'number' },
		],
	},
};
