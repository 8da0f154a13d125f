import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';
import { moduleResultFilters } from './filters';
import { MODULE_RESULT_SIMPLIFIED } from './simplified';

export const operations = listOperations({
	endpoint: ENDPOINTS.moduleResults,
	action: 'Get many module results',
	description: 'Retrieve a list of module results: who took which module, when, and how they did',
	filters: moduleResultFilters,
	simplified: MODULE_RESULT_SIMPLIFIED,
	toFile: true,
});
