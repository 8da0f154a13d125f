/** The operations that read a list: Get Many returns items, Export to File writes a file. */
import type { INodeProperties } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import type { Runtime } from '../../api/runtime';
import { shapeOf } from '../../api/schema/rowShape';
import { recordName } from '../../errors/messages/template';
import { CSV_OPTIONS, FILE_FIELDS } from '../../fields/fileFields';
import { EMPTY_EXPRESSIONS } from '../../fields/guard/emptyExpressions';
import { guardField } from '../../fields/guard/guardField';
import { holdsIds } from '../../fields/ids/idField';
import { FIND_IN_LISTS, needFindInLists, SKIP_INVALID_IDS } from '../../fields/ids/ids';
import {
	filterCollection,
	optionCollection,
	PAGE_TOKEN,
	PAGING_OPTIONS,
	PARALLEL,
	RETURN_ALL_OR_LIMIT,
} from '../../fields/listFields';
import type { OutputForm } from '../../fields/outputFields';
import { outputFields, READABLE_VALUES } from '../../fields/outputFields';
import { createPreview } from '../../output/preview';
import { acceptsPageToken, listRouting } from './listRouting';
import type { Operation } from '../resourceForm';
import { FILE_COLUMNS, fileSink, itemSink } from './sinks';

/** A list that operations read: the texts are those of Get Many. */
interface ListDefinition {
	endpoint: ListEndpoint;
	/** The name of Get Many in n8n's node panel, such as "Get many module results". */
	action: string;
	description: string;
	filters?: INodeProperties[];
	/** The columns of the output Simplified, in order: at most ten that people read. */
	simplified: readonly string[];
	/** Whether the resource also has the operation Export to File. */
	toFile?: true;
}

/** A dropdown that selects one of several endpoints with the same records. */
interface EndpointChoice extends Pick<INodeProperties, 'displayName' | 'name'> {
	default: string;
	options: Array<{
		name: string;
		value: string;
		description: string;
		endpoint: ListEndpoint;
		/** Required fields that are shown only for this choice. */
		fields?: INodeProperties[];
		filters?: INodeProperties[];
	}>;
}

interface GetMany extends ListDefinition {
	/** Selects the endpoint instead of `endpoint`, whose columns they share. */
	choice?: EndpointChoice;
}

/** The operations that read a list, in the order of the form. */
export const listOperations = (definition: GetMany): Operation[] =>
	definition.toFile
		? [exportOperation(definition), getManyOperation(definition)]
		: [getManyOperation(definition)];

/** Get Many: one item for each record. */
function getManyOperation(definition: GetMany): Operation {
	const { endpoint, action, description, filters = [], choice, toFile } = definition;
	const output = { endpoint, simplified: definition.simplified, initial: 'simplified' } as const;
	return {
		name: 'Get Many',
		value: 'getAll',
		action,
		description,
		fields: (runtime) => [
			...(choice ? choiceFields(choice, output, runtime) : []),
			...RETURN_ALL_OR_LIMIT,
			...sharedFields(definition, output, choice),
		],
		routing: choice
			? undefined
			: (runtime) => listRouting(runtime, endpoint, filters, output, itemSink(toFile)),
		lists: true,
		preview: createPreview(shapeOf(endpoint.schema, definition.simplified).columns),
	};
}

/** Export to File: one file for each input item. */
function exportOperation(definition: ListDefinition): Operation {
	const { endpoint, filters = [] } = definition;
	const records = recordName(endpoint.name);
	const output = { endpoint, simplified: definition.simplified, initial: 'all' } as const;
	return {
		name: 'Export to File',
		value: 'export',
		action: `Export ${records} to file`,
		description: `Export ${records} to an Excel, CSV or NDJSON file, with no row limit`,
		fields: () => [
			...FILE_FIELDS,
			...sharedFields(definition, output, undefined, Object.values(CSV_OPTIONS)),
		],
		routing: (runtime) => listRouting(runtime, endpoint, filters, output, fileSink),
		lists: true,
		preview: createPreview(FILE_COLUMNS),
		exceptInTools: true,
	};
}

/** The dropdown, and the fields of each of its options. */
function choiceFields(
	{ options, ...dropdown }: EndpointChoice,
	output: OutputForm,
	runtime: Runtime,
): INodeProperties[] {
	return [
		{
			...dropdown,
			type: 'options',
			noDataExpression: true,
			options: options.map(({ endpoint, fields = [], filters = [], ...option }) => ({
				...option,
				routing: listRouting(runtime, endpoint, [...fields, ...filters], output),
			})),
		},
		...options.flatMap(({ value, fields = [] }) =>
			fields.map((field) => ({
				...guardField(field, { isRequired: true }),
				displayOptions: { show: { [dropdown.name]: [value] } },
			})),
		),
	];
}

/**
 * Shows the filters for those choices that have them. n8n does not send what a hidden field still holds. The
 * slash keeps n8n from reading this property after those of `preserveNames`, which have to be the last.
 */
function showForFilters(collection: INodeProperties, choice?: EndpointChoice): INodeProperties {
	if (choice === undefined) return collection;
	const filtered = choice.options.filter(({ filters = [] }) => filters.length > 0);
	const values = filtered.map(({ value }) => value);
	return { ...collection, displayOptions: { show: { [`/${choice.name}`]: values } } };
}

/** The fields that Get Many and Export to File have in common. */
function sharedFields(
	{ endpoint, filters = [] }: ListDefinition,
	output: OutputForm,
	choice?: EndpointChoice,
	ownOptions: readonly INodeProperties[] = [],
): INodeProperties[] {
	const hasFilters = filters.length > 0;
	const guarded = filters.map((field) => guardField(field, { collection: 'filters' }));
	return [
		...outputFields(output),
		...(hasFilters ? [showForFilters(filterCollection(guarded), choice)] : []),
		optionCollection([
			READABLE_VALUES,
			...ownOptions,
			...(needFindInLists(filters) ? [FIND_IN_LISTS] : []),
			...(filters.some(holdsIds) ? [SKIP_INVALID_IDS] : []),
			...(hasFilters ? [EMPTY_EXPRESSIONS] : []),
			...PAGING_OPTIONS.filter(({ name }) => name !== PAGE_TOKEN || acceptsPageToken(endpoint)),
			...(endpoint.byLearner === undefined ? [] : [PARALLEL]),
		]),
	];
}
