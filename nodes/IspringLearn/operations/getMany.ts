import type { INodeProperties, INodePropertyOptions, INodePropertyRouting } from 'n8n-workflow';
import { CSV_OPTIONS, fileToWrite } from '../fields/fileFields';
import { EMPTY_EXPRESSIONS } from '../fields/guard/emptyExpressions';
import { guardField } from '../fields/guard/guardField';
import { FIND_IN_LISTS, SKIP_INVALID_IDS, holdsIds } from '../fields/ids';
import {
	addNames,
	PAGE_TOKEN,
	PAGING_OPTIONS,
	returnAllOrLimit,
	simplify,
} from '../fields/listFields';
import { FILE_COLUMNS, fileSink } from './fileSink';
import { itemSink } from './itemSink';
import { listRouting } from './listOperation';
import type { NameKind } from '../api/enrichment/nameLookup';
import type { Runtime } from '../api/runtime';
import type { ListEndpoint } from '../api/endpoints/endpoint';
import type { RecordSchema } from '../api/schema/normalizer';
import { schemaColumns } from '../api/schema/normalizer';
import type { Preview } from './preview';
import { previewOf } from './preview';

/** What is particular about the list of one resource. */
export interface GetMany {
	/** Value of the resource in the form. */
	resource: string;
	/** "Get many module results": what n8n's list of nodes says. */
	action: string;
	description: string;
	/** The list that is read, unless a field in `before` decides on it. */
	list?: ListEndpoint;
	/** Whose columns come out; those of `list` when absent. */
	schema?: RecordSchema;
	/** Fields above Return All. */
	before?: (runtime: Runtime) => INodeProperties[];
	filters?: INodeProperties[];
	/** True where there is no page to start from. */
	unpaged?: boolean;
	/** A remark below the filters. */
	notice?: INodeProperties;
	/** What names can be added of. */
	names?: readonly NameKind[];
	/** What n8n's list of nodes and the form say of a second operation, Export to File, if there is one. */
	toFile?: Pick<GetMany, 'action' | 'description'>;
}

const BY_FILE = 'Choose the operation Export to File: it takes any number.';

/** A resource: its form, and what its operations give, by their values. */
export interface ResourceForm {
	/** Builds the form. Its operations keep their state in the runtime. */
	form: (runtime: Runtime) => INodeProperties[];
	/** For the build alone. */
	previews: () => Record<string, Preview>;
}

/** The form of a resource that has Get Many, and Export to File with the same fields where `toFile` is given. */
export function getMany(definition: GetMany): ResourceForm {
	const { list, schema = list?.schema, toFile } = definition;
	return {
		form: (runtime) => buildForm(definition, runtime),
		previews: () => ({
			...(schema && { getAll: previewOf(schemaColumns(schema)) }),
			...(toFile && { export: previewOf(FILE_COLUMNS) }),
		}),
	};
}

function buildForm(
	{
		resource,
		action,
		description,
		list,
		before: fieldsBefore = () => [],
		filters = [],
		unpaged = false,
		notice,
		names = [],
		toFile,
	}: GetMany,
	runtime: Runtime,
): INodeProperties[] {
	const before = fieldsBefore(runtime);
	const shownFor = (...operation: string[]) => ({ resource: [resource], operation });
	const show = toFile ? shownFor('export', 'getAll') : shownFor('getAll');
	const routing: INodePropertyRouting | undefined =
		list && listRouting(runtime, list, filters, itemSink(toFile && BY_FILE));
	const operations: INodePropertyOptions[] = [
		{ name: 'Get Many', value: 'getAll', action, description, routing },
	];
	if (toFile) {
		operations.unshift({
			name: 'Export to File',
			value: 'export',
			...toFile,
			routing: list && listRouting(runtime, list, filters, fileSink),
		});
	}
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
			options: operations,
			default: 'getAll',
		},
		...before.map((field) => guardField(field)),
		...(toFile ? fileToWrite(shownFor('export')) : []),
		...returnAllOrLimit(shownFor('getAll')),
		simplify(show),
		...(filters.length > 0
			? [
					collection(
						'Filters',
						'filters',
						'Add Filter',
						filters.map((field) => guardField(field)),
					),
				]
			: []),
		...(notice ? [{ ...notice, displayOptions: { ...notice.displayOptions, show } }] : []),
		collection('Options', 'options', 'Add Option', [
			...(names.length > 0 ? [addNames(names)] : []),
			...(toFile ? CSV_OPTIONS : []),
			...(filters.length > 0 ? [EMPTY_EXPRESSIONS] : []),
			...([...before, ...filters].some(holdsIds) ? [FIND_IN_LISTS] : []),
			...PAGING_OPTIONS.filter(({ name }) => !unpaged || name !== PAGE_TOKEN),
			...(filters.some(holdsIds) ? [SKIP_INVALID_IDS] : []),
		]),
	];
}
