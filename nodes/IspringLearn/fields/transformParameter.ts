import type { IDataObject, IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

/** Turns a value of the form into what is sent; undefined sends nothing. Throws for what cannot be sent. */
export type ParameterTransform = (
	value: unknown,
	context: IExecuteSingleFunctions,
	query: IDataObject,
) => IDataObject[string] | undefined;

/** The `preSend` of one query parameter: n8n has put the raw value there, an empty one included. */
export function transformParameter(name: string, normalise: ParameterTransform): PreSendAction {
	return async function (this, request) {
		const query: IDataObject = { ...request.qs };
		const value = normalise(query[name], this, query);
		if (value === undefined) delete query[name];
		else query[name] = value;
		return { ...request, qs: query };
	};
}
