import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { exportOperation } from '../../operations/listOperation';
import { moduleResultFilters } from './filters';
import { MODULE_RESULT_SIMPLIFIED } from './simplified';

export const exportToFile = exportOperation({
	endpoint: ENDPOINTS.moduleResults,
	action: 'Export module results to file',
	description: 'Export module results to a CSV or NDJSON file, with no row limit',
	filters: moduleResultFilters,
	simplified: MODULE_RESULT_SIMPLIFIED,
});
