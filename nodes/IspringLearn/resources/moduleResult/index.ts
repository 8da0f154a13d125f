import { MODULE_RESULT } from '../../source/record/moduleResult';
import { getMany } from '../getMany';
import { activeLearnersNotice } from '../resultFilters';
import { moduleResultFilters } from './filters';

/** What the form shows for the resource Module Result. */
export const moduleResult = getMany({
	resource: 'moduleResult',
	action: 'Get many module results',
	description: 'Get who did which module, when and with what result, one item for each',
	list: MODULE_RESULT,
	filters: moduleResultFilters,
	notice: activeLearnersNotice('moduleResult'),
	names: ['learner', 'course', 'department'],
});
