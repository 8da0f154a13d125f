import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperation } from '../../operations/listOperation';
import { ACTIVE_LEARNERS_NOTICE } from '../resultFilters';
import { moduleResultFilters } from './filters';
import { MODULE_RESULT_SIMPLIFIED } from './simplified';

export const getAll = listOperation({
	endpoint: ENDPOINTS.moduleResults,
	action: 'Get many module results',
	description: 'Retrieve a list of module results: who took which module, when, and how they did',
	filters: moduleResultFilters,
	notice: ACTIVE_LEARNERS_NOTICE,
	simplified: MODULE_RESULT_SIMPLIFIED,
	canExport: true,
});
