import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { getMany } from '../../operations/getMany';
import { ACTIVE_LEARNERS_NOTICE } from '../resultFilters';
import { moduleResultFilters } from './filters';

/** What the form shows for the resource Module Result. */
export const moduleResult = getMany({
	resource: 'moduleResult',
	action: 'Get many module results',
	description: 'Get who did which module, when and with what result, one item for each',
	list: ENDPOINTS.moduleResults,
	filters: moduleResultFilters,
	notice: ACTIVE_LEARNERS_NOTICE,
	names: ['learner', 'course', 'department'],
	toFile: {
		action: 'Export module results to a file',
		description: 'Write any number of module results into a CSV or NDJSON file',
	},
});
