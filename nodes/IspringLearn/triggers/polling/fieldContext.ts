import type { IExecuteSingleFunctions, IPollFunctions } from 'n8n-workflow';

/**
 * What the fields of a form need in order to check a value, for a trigger: it has no input items, and
 * n8n's routing engine, which would bring its own, does not run it.
 */
export function fieldContext(context: IPollFunctions): IExecuteSingleFunctions {
	const needed: Pick<IExecuteSingleFunctions, 'getNode' | 'getTimezone' | 'getItemIndex'> & {
		getNodeParameter: (name: string, fallback?: unknown) => unknown;
	} = {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		getItemIndex: () => 0,
		getNodeParameter: (name, fallback) => context.getNodeParameter(name, fallback),
	};
	return needed as IExecuteSingleFunctions;
}
