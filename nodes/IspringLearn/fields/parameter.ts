/** How the value of a field gets into a request: n8n puts the raw value there, the field replaces it. */
import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

/** Where a parameter is sent. Path parameters travel in the query until the request is made. */
export type ParameterLocation = 'query' | 'path' | 'body';

const CONTAINERS = {
	query: 'qs',
	path: 'qs',
	body: 'body',
} as const satisfies Record<ParameterLocation, keyof IHttpRequestOptions>;

/**
 * Validates a form value and converts it into the value to send. Returns undefined to send nothing.
 * @throws NodeOperationError for a value that cannot be sent
 */
export type ParameterTransform = (
	value: unknown,
	context: IExecuteSingleFunctions,
) => IDataObject[string] | undefined;

interface Parameter {
	/** Name of the parameter in the API. A path parameter has the name of its field. */
	name: string;
	in?: ParameterLocation;
	/** Path of the part that the field fills in, such as `dueDate.startDate`; default: the whole. */
	property?: string;
}

/**
 * The routing of a field that sends one parameter.
 * @param transform receives the whole parameter, even if the field fills in only a part of it
 */
export function sendParameter(
	{ name, in: location = 'query', property = name }: Parameter,
	transform: ParameterTransform,
): INodePropertyRouting {
	const container = CONTAINERS[location];
	return {
		send: {
			// n8n cannot put a value into the path, so the field reads it from the form.
			...(location !== 'path' && { type: location, property }),
			preSend: [
				async function (request) {
					const parameters = { ...(request[container] as IDataObject | undefined) };
					const raw = location === 'path' ? this.getNodeParameter(name, '') : parameters[name];
					const value = transform(raw, this);
					if (value === undefined) delete parameters[name];
					else parameters[name] = value;
					return { ...request, [container]: parameters };
				},
			],
		},
	};
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the value at a path such as `dueDate.startDate`; undefined if there is none. */
export function valueAt(query: IDataObject | undefined, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), query);
}

/** Returns a copy of the query with a value set at a path. */
export function withValue(query: IDataObject, path: string, value: unknown): IDataObject {
	const [name, ...rest] = path.split('.');
	if (rest.length === 0) return { ...query, [name]: value as IDataObject[string] };
	const nested = query[name];
	const inner = isObject(nested) ? nested : {};
	return { ...query, [name]: withValue(inner, rest.join('.'), value) };
}
