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
		follows: ['courseIds'],
		description:
			"Only results of these content items or trainings, as part of a course or assigned on their own. The list follows the filter 'Course Names or IDs'.",
	}),
	idList({
		displayName: 'Module Names or IDs',
		name: 'moduleIds',
		from: 'getModules',
		follows: ['courseIds'],
		description:
			"Only results of these modules, by their place in a course. The list follows the filter 'Course Names or IDs'.",
	}),
].sort(byName);
