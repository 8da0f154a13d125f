import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { PAGING_OPTIONS, returnAllOrLimit, simplify } from '../../fields/paging';
import { readList } from '../../routing/readList';
import { MODULE_RESULT } from '../../source/record/moduleResult';
import { moduleResultFilters } from './filters';

const show = { resource: ['moduleResult'], operation: ['getAll'] };

export const getAllModuleResults: INodePropertyOptions = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many module results',
	description: 'Get who did which module, when and with what result, one item for each',
	routing: readList(MODULE_RESULT, moduleResultFilters),
};

export const getAllModuleResultsFields: INodeProperties[] = [
	...returnAllOrLimit(show),
	simplify(show),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		displayOptions: { show },
		options: moduleResultFilters,
	},
	{
		displayName:
			'iSpring Learn gives results of active learners only. To see others as well, choose them in the filter User Statuses.',
		name: 'activeLearnersNotice',
		type: 'notice',
		default: '',
		displayOptions: { show, hide: { '/filters.userStatuses': [{ _cnd: { exists: true } }] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show },
		options: PAGING_OPTIONS,
	},
];
