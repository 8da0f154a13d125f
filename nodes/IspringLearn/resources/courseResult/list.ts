import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';
import { resultFilters } from '../resultFilters';
import { COURSE_RESULT_SIMPLIFIED } from './simplified';

export const operations = listOperations({
	endpoint: ENDPOINTS.courseResults,
	action: 'Get many course results',
	description: 'Retrieve a list of course results: who took which course, when, and how they did',
	simplified: COURSE_RESULT_SIMPLIFIED,
	filters: resultFilters(),
	toFile: true,
});
