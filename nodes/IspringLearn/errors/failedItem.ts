import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * An item that tells of something that did not work, with the fields of its input item and linked to it.
 * On the error output if the node has one, else among the results.
 */
export function failedItem(
	context: IExecuteSingleFunctions,
	message: string,
	more: IDataObject = {},
): INodeExecutionData {
	const item: INodeExecutionData = {
		json: { ...context.getInputData().json, error: message, ...more },
		pairedItem: { item: context.getItemIndex() },
	};
	if (context.getNode().onError !== 'continueErrorOutput') return item;
	// n8n sends an item with an error to the error output. It is not enumerable, so that n8n does not
	// copy it along: with it nothing but its message would be left of the item.
	const error = new NodeOperationError(context.getNode(), message);
	return Object.defineProperty(item, 'error', { value: error });
}

/** The items of a read; where the node goes on after what stops others, an item that tells what stopped it. */
export async function orFailedItem(
	context: IExecuteSingleFunctions,
	read: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	try {
		return await read();
	} catch (error) {
		if (!context.continueOnFail()) return await Promise.reject(error);
		return [failedItem(context, error instanceof Error ? error.message : String(error))];
	}
}
