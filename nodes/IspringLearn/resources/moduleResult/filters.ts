import type { INodeProperties } from 'n8n-workflow';
import { idList } from '../../fields/ids/ids';
import { resultFilters } from '../resultFilters';

/** The filters that only module results have. */
export const moduleFilters: INodeProperties[] = [
	idList({
		displayName: 'Module Names or IDs',
		name: 'moduleIds',
		from: 'getModules',
		description:
			'Only return results for these modules. To shorten the list, select courses first.',
	}),
	idList({
		displayName: 'Course Item Names or IDs',
		name: 'courseItemIds',
		from: 'getCourseItems',
		description:
			'Only return results for these content items or trainings, whether part of a course or assigned separately. To shorten the list, select courses first.',
	}),
];

/** The filters of module results. Together they can send every parameter of the endpoint that filters. */
export const moduleResultFilters: INodeProperties[] = resultFilters(moduleFilters);
