import type { INodeProperties, INodePropertyRouting } from 'n8n-workflow';
import { FIND_IN_LISTS, SKIP_INVALID_IDS, takesIds } from '../fields/ids';
import { addNames } from '../fields/names';
import { PAGING_OPTIONS, returnAllOrLimit, simplify } from '../fields/paging';
import { readList } from '../routing/readList';
import type { NameKind } from '../source/names/directory';
import type { ListResource } from '../source/record/listResource';

/** What is particular about the Get Many of one resource. */
export interface GetMany {
	/** Value of the resource in the form. */
	resource: string;
	/** "Get many module results": what n8n's list of nodes says. */
	action: string;
	description: string;
	/** The list that is read, unless a field in `before` decides on it. */
	list?: ListResource;
	/** Fields above Return All. */
	before?: INodeProperties[];
	filters?: INodeProperties[];
	/** A remark below the filters. */
	notice?: INodeProperties;
	/** What names can be added of. */
	names?: readonly NameKind[];
}

/** The form of a resource whose one operation is Get Many. */
export function getMany({
	resource,
	action,
	description,
	list,
	before = [],
	filters = [],
	notice,
	names = [],
}: GetMany): INodeProperties[] {
	const show = { resource: [resource], operation: ['getAll'] };
	const routing: INodePropertyRouting | undefined = list && readList(list, filters);
	const collection = (
		displayName: string,
		name: string,
		placeholder: string,
		options: INodeProperties[],
	): INodeProperties => ({
		displayName,
		name,
		type: 'collection',
		placeholder,
		default: {},
		displayOptions: { show },
		options,
	});
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: [{ name: 'Get Many', value: 'getAll', action, description, routing }],
			default: 'getAll',
		},
		...before,
		...returnAllOrLimit(show),
		simplify(show),
		...(filters.length > 0 ? [collection('Filters', 'filters', 'Add Filter', filters)] : []),
		...(notice ? [notice] : []),
		collection('Options', 'options', 'Add Option', [
			...(names.length > 0 ? [addNames(names)] : []),
			...([...before, ...filters].some(takesIds) ? [FIND_IN_LISTS] : []),
			...PAGING_OPTIONS,
			...(filters.some(takesIds) ? [SKIP_INVALID_IDS] : []),
		]),
	];
}
