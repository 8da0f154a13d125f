/** Runs a field's `preSend` as n8n's routing does: the raw value is in the query already. */
import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { NODE } from './errors';

export const ITEM = 7;

export function context(timezone = 'Europe/Berlin'): IExecuteSingleFunctions {
	const functions: Partial<IExecuteSingleFunctions> = {
		getNode: () => NODE,
		getItemIndex: () => ITEM,
		getTimezone: () => timezone,
	};
	return functions as IExecuteSingleFunctions;
}

/** The query that is sent after the field's turn. */
export async function sent(
	field: INodeProperties | undefined,
	query: IDataObject,
	timezone?: string,
): Promise<IDataObject | undefined> {
	const [preSend, ...more] = field?.routing?.send?.preSend ?? [];
	if (!preSend) throw new TypeError(`${field?.name} has no preSend`);
	expect(more).toEqual([]);
	const request: IHttpRequestOptions = { url: '/x', qs: query, headers: { a: 'b' } };
	const before = structuredClone(query);
	const { qs, ...rest } = await preSend.call(context(timezone), request);
	expect(rest).toEqual({ url: '/x', headers: { a: 'b' } });
	expect(request.qs).toEqual(before);
	return qs as IDataObject | undefined;
}
