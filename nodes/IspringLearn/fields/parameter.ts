/** How the value of a field gets into a request: n8n puts the raw value there, the field replaces it. */
import type { IDataObject, IExecuteSingleFunctions, INodePropertyRouting } from 'n8n-workflow';
import { cleanText } from '../api/pastedText';

/**
 * Validates a form value and converts it into the value to send. Returns undefined to send nothing.
 * @throws NodeOperationError for a value that cannot be sent
 */
export type ParameterTransform = (
	value: unknown,
	context: IExecuteSingleFunctions,
) => IDataObject[string] | undefined;

/**
 * The routing of a field that sends one parameter. All parameters travel in the query. When the request
 * is made, the endpoint decides where each one goes: into the path, the query or the body.
 * @param name name of the parameter in the API, or path of the part of it that the field fills in, such
 * as `dueDate.startDate`
 * @param transform receives the whole parameter, even if the field fills in only a part of it
 */
export function sendParameter(name: string, transform: ParameterTransform): INodePropertyRouting {
	const [parameter] = name.split('.');
	return {
		send: {
			type: 'query',
			property: name,
			preSend: [
				async function (request) {
					const query: IDataObject = { ...request.qs };
					const value = transform(query[parameter], this);
					if (value === undefined) delete query[parameter];
					else query[parameter] = value;
					return { ...request, qs: query };
				},
			],
		},
	};
}

/** Whether a field holds nothing. */
export const isBlank = (value: unknown): boolean =>
	value === null || value === undefined || (typeof value === 'string' && cleanText(value) === '');

/**
 * The routing of a field that fills in one part of a parameter. A blank part is not sent.
 * @param path such as `dueDate.startDate`
 * @param read validates the value of the part and converts it
 * @param check checks all parts, after this one has been converted
 */
export function sendPart(
	path: `${string}.${string}`,
	read: ParameterTransform,
	check: (parts: IDataObject, context: IExecuteSingleFunctions) => void = () => {},
): INodePropertyRouting {
	const [, part] = path.split('.');
	return sendParameter(path, (value, context) => {
		const parts: IDataObject = { ...(value as IDataObject) };
		if (isBlank(parts[part])) delete parts[part];
		else parts[part] = read(parts[part], context);
		check(parts, context);
		return Object.keys(parts).length === 0 ? undefined : parts;
	});
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
