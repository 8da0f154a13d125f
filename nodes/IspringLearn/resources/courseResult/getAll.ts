import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { ListDefinition } from '../../operations/listOperation';
import { listOperation } from '../../operations/listOperation';
import { resultFilters } from '../resultFilters';

export const courseResults: ListDefinition = {
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
};

export const getAll = listOperation(courseResults);
