import { TRAINING_LISTS } from '../../api/endpoints/trainings';
import { exactDates } from '../../fields/dates/dates';
import { relativeDate } from '../../fields/dates/relativeDates';
import { courseFilters } from '../../fields/ids/idFilters';
import { idList } from '../../fields/ids/ids';
import { textSearch } from '../../fields/textSearch';
import { listOperations } from '../../operations/list/listOperation';
import { LISTED_SESSION_SIMPLIFIED } from './simplified';

export const operations = listOperations({
	endpoint: TRAINING_LISTS.sessions,
	action: 'Get many training sessions',
	description: 'Retrieve a list of sessions of instructor-led trainings',
	simplified: LISTED_SESSION_SIMPLIFIED,
	filters: [
		...courseFilters(
			'Only return sessions of trainings in these courses. With this filter, the node needs fewer requests.',
		),
		idList({
			displayName: 'Training Names or IDs',
			name: 'trainingIds',
			from: 'getTrainings',
			description:
				'Only return sessions of these trainings. If you select courses first, the list only has their trainings.',
		}),
		relativeDate('startTime'),
		...exactDates('startTime'),
		textSearch({
			displayName: 'Instructor Contains',
			name: 'instructorContains',
			placeholder: 'e.g. smith',
			columns: ['instructor'],
			description: "Only return sessions whose instructor's name contains all of these words",
		}),
	],
	toFile: true,
});
