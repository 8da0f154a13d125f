/** A dropdown of a list operation that decides what is read. */
import type { INodeProperties, PreSendAction } from 'n8n-workflow';
import type { ListEndpoint } from '../../api/endpoints/endpoint';
import type { Runtime } from '../../api/runtime';
import { assertChoice } from '../../fields/choices';
import { guardField } from '../../fields/guard/guardField';
import type { OutputForm } from '../../fields/outputFields';
import type { RowSink } from './listReader';
import { listRouting } from './listRouting';

/** A dropdown that selects one of several endpoints, whose records have the same columns. */
export interface EndpointChoice extends Pick<INodeProperties, 'displayName' | 'name'> {
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

/** Marks the dropdown of an operation: those of two operations look the same, but return items or a file. */
const OPERATION: unique symbol = Symbol('operation');

/** Stops a node without one of the choices, which n8n would send to no endpoint of ours. */
const checkChoice = ({ displayName, name, options }: EndpointChoice): PreSendAction =>
	async function (request) {
		assertChoice(this, displayName, this.getNodeParameter(name), options);
		return request;
	};

/** The dropdown, and the fields of each of its options. */
export function choiceFields(
	operation: string,
	choice: EndpointChoice,
	output: OutputForm,
	runtime: Runtime,
	sink: RowSink,
): INodeProperties[] {
	const { options, ...dropdown } = choice;
	const marked = { ...dropdown, [OPERATION]: operation };
	return [
		{
			...marked,
			type: 'options',
			noDataExpression: true,
			routing: { send: { preSend: [checkChoice(choice)] } },
			options: options.map(({ endpoint, fields = [], filters = [], ...option }) => ({
				...option,
				routing: listRouting(
					runtime,
					endpoint,
					[...fields, ...filters],
					{ ...output, endpoint },
					sink,
				),
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
export function showForFilters(
	collection: INodeProperties,
	choice?: EndpointChoice,
): INodeProperties {
	if (choice === undefined) return collection;
	const filtered = choice.options.filter(({ filters = [] }) => filters.length > 0);
	const values = filtered.map(({ value }) => value);
	return { ...collection, displayOptions: { show: { [`/${choice.name}`]: values } } };
}
