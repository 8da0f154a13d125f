import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';
import { resultFilters } from '../resultFilters';

export const operations = listOperations({
	endpoint: ENDPOINTS.courseResults,
	action: 'Get many course results',
	description: 'Retrieve a list of course results: who took which course, when, and how they did',
	simplified: [
		'userName',
		'userEmail',
		'departmentName',
		'courseTitle',
		'completionStatus',
		'progress',
		'dueDate',
		'completionDate',
		'isOverdue',
		'resultKey',
	],
	filters: resultFilters(),
	toFile: true,
});
