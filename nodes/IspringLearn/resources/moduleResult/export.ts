import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { exportOperation } from '../../operations/listOperation';
import { ACTIVE_LEARNERS_NOTICE } from '../resultFilters';
import { moduleResultFilters } from './filters';
import { MODULE_RESULT_SIMPLIFIED } from './simplified';

export const exportToFile = exportOperation({
	endpoint: ENDPOINTS.moduleResults,
	action: 'Export module results to a file',
	description: 'Write any number of module results into a CSV or NDJSON file',
	filters: moduleResultFilters,
	notice: ACTIVE_LEARNERS_NOTICE,
	simplified: MODULE_RESULT_SIMPLIFIED,
});
