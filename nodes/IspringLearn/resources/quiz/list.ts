import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { courseFilters, quizFilters } from '../../fields/ids/idFilters';
import { idList } from '../../fields/ids/ids';
import { textSearch } from '../../fields/textSearch';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: ENDPOINTS.quizzes,
	action: 'Get many quizzes',
	description: 'Retrieve a list of quizzes and the courses that contain them',
	simplified: ['quizTitle', 'courseTitles', 'contentItemId', 'quizId'],
	filters: [
		...courseFilters('Only return quizzes in these courses', 'parentCourseIds'),
		textSearch({
			displayName: 'Title Contains',
			name: 'titleContains',
			placeholder: 'e.g. fire safety',
			columns: ['quizTitle'],
			description:
				"Only return quizzes whose title contains all of these words. iSpring Learn doesn't have this filter, so the node reads all quizzes.",
		}),
		...quizFilters('Only return these quizzes'),
		idList({
			displayName: 'Content Item Names or IDs',
			name: 'contentItemIds',
			from: 'getContents',
			description: 'Only return the quizzes of these content items',
		}),
	],
});
