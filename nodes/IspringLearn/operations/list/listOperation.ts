/** The operations that read a list: Get Many returns items, Export to File writes a file. */
import type { INodeProperties } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
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
	PARALLEL_SUMMARY,
	RETURN_ALL_OR_LIMIT,
} from '../../fields/listFields';
import type { OutputForm } from '../../fields/outputFields';
import { outputFields, READABLE_VALUES } from '../../fields/outputFields';
import { createPreview } from '../../output/preview';
import type { EndpointChoice } from './endpointChoice';
import { choiceFields, showForFilters } from './endpointChoice';
import { acceptsPageToken, listRouting } from './listRouting';
import type { Operation } from '../resourceForm';
import { FILE_COLUMNS, fileSink } from './sinks/fileSink';
import { itemSink } from './sinks/itemSink';

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
	/** Selects the endpoint instead of `endpoint`. */
	choice?: EndpointChoice;
}

/** The operations that read a list, in the order of the form. */
export const listOperations = (definition: ListDefinition): Operation[] =>
	definition.toFile
		? [exportOperation(definition), getManyOperation(definition)]
		: [getManyOperation(definition)];

/** Get Many: one item for each record. */
function getManyOperation(definition: ListDefinition): Operation {
	const { endpoint, action, description, filters = [], choice, toFile } = definition;
	const output = { endpoint, simplified: definition.simplified, initial: 'simplified' } as const;
	return {
		name: 'Get Many',
		value: 'getAll',
		action,
		description,
		fields: (runtime) => [
			...(choice ? choiceFields('getAll', choice, output, runtime, itemSink(toFile)) : []),
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
	const { endpoint, filters = [], choice } = definition;
	const records = recordName(endpoint.name);
	const output = { endpoint, simplified: definition.simplified, initial: 'all' } as const;
	return {
		name: 'Export to File',
		value: 'export',
		action: `Export ${records} to file`,
		description: `Export ${records} to an Excel, CSV or NDJSON file, with no row limit`,
		fields: (runtime) => [
			...(choice ? choiceFields('export', choice, output, runtime, fileSink) : []),
			...FILE_FIELDS,
			...sharedFields(definition, output, choice, Object.values(CSV_OPTIONS)),
		],
		routing: choice
			? undefined
			: (runtime) => listRouting(runtime, endpoint, filters, output, fileSink),
		lists: true,
		preview: createPreview(FILE_COLUMNS),
		exceptInTools: true,
	};
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
			...(endpoint.byLearner === undefined ? [] : [endpoint.summary ? PARALLEL_SUMMARY : PARALLEL]),
		]),
	];
}
