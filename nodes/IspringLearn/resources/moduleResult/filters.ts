import type { INodeProperties } from 'n8n-workflow';
import { idList } from '../../fields/ids';
import { RESULT_FILTERS } from '../resultFilters';

const byName = (a: INodeProperties, b: INodeProperties): number =>
	a.displayName.localeCompare(b.displayName, 'en');

/** Every parameter of `GET /learners/modules/results` that filters, in the order the form shows them. */
export const moduleResultFilters: INodeProperties[] = [
	...RESULT_FILTERS,
	idList({
		displayName: 'Course Item Names or IDs',
		name: 'courseItemIds',
		from: 'getCourseItems',
		description:
			'Only return results for these content items or trainings, whether part of a course or assigned separately. To shorten the list, select courses first.',
	}),
	idList({
		displayName: 'Module Names or IDs',
		name: 'moduleIds',
		from: 'getModules',
		description:
			'Only return results for these modules. To shorten the list, select courses first.',
	}),
].sort(byName);
