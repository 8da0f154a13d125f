/** Builds a query from form fields, as n8n's routing engine does for the node. It does not run triggers. */
import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import type { Query } from '../../api/paginator/chunkQuery';
import { shouldSend } from '../../fields/guard/guardField';
import { joinDates } from '../../fields/dates/joinDates';
import { withValue } from '../../fields/parameter';

/** What n8n passes to every function of a trigger that reads the form. */
export type FormContext = Pick<IPollFunctions, 'getNode' | 'getTimezone'> & {
	getNodeParameter: (name: string, fallback?: unknown) => unknown;
};

/** The functions of n8n that fields use to validate a value. A trigger has no input items. */
export function fieldContext(context: FormContext): IExecuteSingleFunctions {
	const functions: Pick<IExecuteSingleFunctions, 'getNode' | 'getTimezone' | 'getItemIndex'> & {
		getNodeParameter: (name: string, fallback?: unknown) => unknown;
	} = {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		getItemIndex: () => 0,
		getNodeParameter: (name, fallback) => context.getNodeParameter(name, fallback),
	};
	return functions as IExecuteSingleFunctions;
}

const parameterOf = ({ name, routing }: INodeProperties): string => routing?.send?.property ?? name;

/** Whether a field sends this query parameter, or one end of its range. */
export const sendsParameter = (field: INodeProperties, parameter: string): boolean =>
	parameterOf(field).split('.')[0] === parameter;

interface BuiltQuery {
	query: Query;
	/** True if a filter is empty and the form says that there are no results then. */
	isNothing: boolean;
}

/**
 * Puts the value of each field where the field sends it, then runs the `preSend` functions of the fields.
 * Relative dates count from now, which is the poll.
 * @throws NodeOperationError for a value that cannot be sent
 */
export async function buildQuery(
	fields: readonly INodeProperties[],
	values: IDataObject,
	context: IExecuteSingleFunctions,
): Promise<BuiltQuery> {
	const added = fields.filter(({ name }) => Object.hasOwn(values, name));
	let qs: IDataObject = {};
	for (const field of added) qs = withValue(qs, parameterOf(field), values[field.name]);
	let request: IHttpRequestOptions = { url: '', qs };
	for (const { routing } of added) {
		for (const preSend of routing?.send?.preSend ?? []) {
			request = await preSend.call(context, request);
		}
	}
	const isSkipped = !shouldSend(request);
	const { query, isNothing } = joinDates(context, request.qs ?? {}, Date.now());
	return { query, isNothing: isSkipped || isNothing };
}
