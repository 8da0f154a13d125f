/** Query parameters by path: n8n nests a parameter such as `dueDate.startDate`. */
import type { IDataObject } from 'n8n-workflow';

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value where a path leads; undefined where it leads nowhere. */
export function valueAt(query: IDataObject | undefined, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), query);
}

/** The same query with this value where the path leads. */
export function withValue(query: IDataObject, path: string, value: unknown): IDataObject {
	const [name, ...inside] = path.split('.');
	if (inside.length === 0) return { ...query, [name]: value as IDataObject[string] };
	const nested = query[name];
	const within = isObject(nested) ? nested : {};
	return { ...query, [name]: withValue(within, inside.join('.'), value) };
}
