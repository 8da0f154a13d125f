import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { shouldSend } from '../../fields/guard/guardField';
import { withValue } from '../../fields/parameter';
import type { Query } from '../../api/paginator/chunkQuery';

const parameterOf = ({ name, routing }: INodeProperties): string => routing?.send?.property ?? name;

/** Whether a field asks by this query parameter, or by one end of it. */
export const sendsParameter = (field: INodeProperties, parameter: string): boolean =>
	parameterOf(field).split('.')[0] === parameter;

/** What the filters ask for. */
export interface Asked {
	query: Query;
	/** True when a filter says that nothing is to be given this time. */
	isNothing: boolean;
}

/**
 * What n8n's routing engine makes of the fields of a collection: first their values as they are, each
 * where its field says, then, field by field, what its `preSend` turns them into.
 * @throws NodeOperationError for a value that cannot be sent
 */
export async function buildQuery(
	fields: readonly INodeProperties[],
	values: IDataObject,
	context: IExecuteSingleFunctions,
): Promise<Asked> {
	const added = fields.filter(({ name }) => Object.hasOwn(values, name));
	let qs: IDataObject = {};
	for (const field of added) qs = withValue(qs, parameterOf(field), values[field.name]);
	let request: IHttpRequestOptions = { url: '', qs };
	for (const { routing } of added) {
		for (const preSend of routing?.send?.preSend ?? []) {
			request = await preSend.call(context, request);
		}
	}
	const isNothing = !shouldSend(request);
	return { query: request.qs ?? {}, isNothing };
}
