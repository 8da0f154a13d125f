import type { IExecuteSingleFunctions, INodeProperties, PreSendAction } from 'n8n-workflow';
import { valueAt, withValue } from '../queryPath';
import { readMeaning } from './emptyExpressions';
import { carried, withoutResults } from './verdict';

interface Guard {
	/** A trigger has no input items. */
	isTrigger?: boolean;
}

/**
 * A field that limits what is returned, made safe: an expression in it that yields nothing is not taken
 * for a field left blank, and what it refuses travels with the request.
 * @param field goes into the query from the collection Filters, or into the path of the request
 */
export function guarded(
	field: INodeProperties,
	{ isTrigger = false }: Guard = {},
): INodeProperties {
	const { routing } = field;
	const checks = routing?.send?.preSend;
	if (!checks) return field;
	const parameter = routing.send?.property;

	async function check(this: IExecuteSingleFunctions, request: Parameters<PreSendAction>[0]) {
		const isInQuery = parameter !== undefined;
		const path = isInQuery ? `filters.${field.name}` : field.name;
		const value = isInQuery ? valueAt(request.qs, parameter) : this.getNodeParameter(path, '');
		let meaning = readMeaning(this, field, path, value, isTrigger);
		let checked = request;
		if (meaning !== 'value' && isInQuery) {
			// What the field itself takes for blank, whatever the expression made of nothing.
			checked = { ...request, qs: withValue(request.qs ?? {}, parameter, '') };
		}
		if (meaning === 'noResults' && !isInQuery) return withoutResults(checked);
		for (const one of checks ?? []) checked = await one.call(this, checked);
		if (meaning === 'value' && isInQuery && valueAt(checked.qs, parameter) === undefined) {
			// The field found nothing in the value, and would not filter.
			meaning = readMeaning(this, field, path, undefined, isTrigger);
		}
		return meaning === 'noResults' ? withoutResults(checked) : checked;
	}
	return {
		...field,
		routing: { ...routing, send: { ...routing.send, preSend: [carried(check)] } },
	};
}
