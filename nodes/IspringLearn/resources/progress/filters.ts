/** The filters of rows that sum up results: they decide which results count. */
import type { INodeProperties } from 'n8n-workflow';
import { onlyIf } from '../../fields/onlyIf';
import { moduleFilters } from '../moduleResult/filters';
import { resultFilters } from '../resultFilters';

/** Says that a filter selects what is counted, not what is returned. */
const counting = (field: INodeProperties): INodeProperties => ({
	...field,
	description: field.description?.replace(/\b([Oo]nly) return\b/, '$1 count'),
});

/** What the rows count. The values are saved in workflows. */
export const BASIS = { displayName: 'Count', name: 'basis' } as const;
export const COURSES = { name: 'Courses', value: 'courses' } as const;
export const MODULES = { name: 'Modules', value: 'modules' } as const;

/** The filters of the form. Course results can't be filtered by modules. */
export const progressFilters = resultFilters(
	moduleFilters.map((field) => onlyIf(field, BASIS, MODULES)),
).map(counting);
