import type { ListEndpoint } from './listEndpoint';
import { ENROLLMENT_OR_DATE, RESULT_COLUMNS } from '../schema/resultColumns';

/**
 * `GET /learners/results`: who did which course, when, with what result. Its records are those of
 * the module results less the module, with the title of the course, and a duration of which no
 * document gives the unit.
 */
export const COURSE_RESULT: ListEndpoint = {
	label: 'course results',
	path: '/learners/results',
	list: 'results',
	xmlItem: 'result',
	references: { learner: 'userId' },
	schema: {
		primaryKey: ['userId', 'courseId', ENROLLMENT_OR_DATE],
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
