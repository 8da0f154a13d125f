import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { exportOperation } from '../../operations/listOperation';
import { ACTIVE_LEARNERS_NOTICE } from '../resultFilters';
import { moduleResultFilters } from './filters';
import { MODULE_RESULT_SIMPLIFIED } from './simplified';

export const exportToFile = exportOperation({
	endpoint: ENDPOINTS.moduleResults,
	action: 'Export module results to file',
	description: 'Export module results to a CSV or NDJSON file, with no row limit',
	filters: moduleResultFilters,
	notice: ACTIVE_LEARNERS_NOTICE,
	simplified: MODULE_RESULT_SIMPLIFIED,
});
