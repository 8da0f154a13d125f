import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { ListDefinition } from '../../operations/listOperation';
import { listOperation } from '../../operations/listOperation';
import { moduleResultFilters } from './filters';
import { MODULE_RESULT_SIMPLIFIED } from './simplified';

export const moduleResults: ListDefinition = {
	endpoint: ENDPOINTS.moduleResults,
	action: 'Get many module results',
	description: 'Retrieve a list of module results: who took which module, when, and how they did',
	filters: moduleResultFilters,
	simplified: MODULE_RESULT_SIMPLIFIED,
	toFile: true,
};

export const getAll = listOperation(moduleResults);
