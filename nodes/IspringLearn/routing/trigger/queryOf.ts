import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import type { Query } from '../../source/paging/batches';

const parameterOf = ({ name, routing }: INodeProperties): string => routing?.send?.property ?? name;

/** Whether a field asks by this query parameter, or by one end of it. */
export const asksBy = (field: INodeProperties, parameter: string): boolean =>
	parameterOf(field).split('.')[0] === parameter;

/** Puts a value where a name with dots in it leads. */
function put(query: IDataObject, path: string, value: IDataObject[string]): void {
	const [name, ...inside] = path.split('.');
	if (inside.length === 0) query[name] = value;
	else {
		const nested: IDataObject = { ...(query[name] as IDataObject | undefined) };
		put(nested, inside.join('.'), value);
		query[name] = nested;
	}
}

/**
 * What n8n's routing engine makes of the fields of a collection: first their values as they are, each
 * where its field says, then, field by field, what its `preSend` turns them into.
 * @throws NodeOperationError for a value that cannot be sent
 */
export async function queryOf(
	fields: readonly INodeProperties[],
	values: IDataObject,
	context: IExecuteSingleFunctions,
): Promise<Query> {
	const added = fields.filter(({ name }) => Object.hasOwn(values, name));
	const query: IDataObject = {};
	for (const field of added) put(query, parameterOf(field), values[field.name]);
	let request: IHttpRequestOptions = { url: '', qs: query };
	for (const { routing } of added) {
		for (const preSend of routing?.send?.preSend ?? []) {
			request = await preSend.call(context, request);
		}
	}
	return request.qs ?? {};
}
