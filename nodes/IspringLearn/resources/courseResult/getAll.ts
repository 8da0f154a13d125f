import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { getMany } from '../../operations/getMany';
import { ACTIVE_LEARNERS_NOTICE, RESULT_FILTERS } from '../resultFilters';

/** What the form shows for the resource Course Result. */
export const courseResult = getMany({
	resource: 'courseResult',
	action: 'Get many course results',
	description: 'Get who did which course, when and with what result, one item for each',
	list: ENDPOINTS.courseResults,
	filters: [...RESULT_FILTERS],
	notice: ACTIVE_LEARNERS_NOTICE,
	names: ['learner', 'department'],
});
