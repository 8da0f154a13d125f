/** Reports failures as items, for nodes that continue on errors. */
import { LoggerProxy, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../api/auth/networkError';
import { ENDPOINTS } from '../api/endpoints/endpoints';
import type { FormDescriptor } from './form';
import { describeReason } from './messages';
import { LOG_LINES } from './messages/nodeMessages';
import { recordName } from './messages/template';

/**
 * Builds an item that reports a failure, with the fields of its input item and linked to it. n8n puts it on
 * the error output if the node has one, else among the results.
 */
export function failedItem(
	context: IExecuteSingleFunctions,
	message: string,
	fields: IDataObject = {},
): INodeExecutionData {
	const item: INodeExecutionData = {
		json: { ...context.getInputData().json, error: message, ...fields },
		pairedItem: { item: context.getItemIndex() },
	};
	if (context.getNode().onError !== 'continueErrorOutput') return item;
	// n8n routes an item with an `error` to the error output. As an enumerable property, it would make n8n
	// replace the item by the error's message.
	const error = new NodeOperationError(context.getNode(), message);
	return Object.defineProperty(item, 'error', { value: error });
}

/** Builds an item that reports an error: its message, and its description with the reason and the next step. */
export function itemOfError(
	context: IExecuteSingleFunctions,
	error: unknown,
	fields: IDataObject = {},
): INodeExecutionData {
	const { message = String(error), description } = isObject(error) ? error : {};
	const hasDescription = typeof description === 'string' && description !== '';
	const errorDescription = hasDescription ? { errorDescription: description } : {};
	return failedItem(context, String(message), { ...errorDescription, ...fields });
}

/** Returns the items of a read. If it fails and the node continues on failure, returns an item that reports it. */
export async function orFailedItem(
	context: IExecuteSingleFunctions,
	read: () => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	try {
		return await read();
	} catch (error) {
		if (!context.continueOnFail()) return await Promise.reject(error);
		return [itemOfError(context, error)];
	}
}

/** IDs that were left out. */
export interface LabelledIds {
	/** Label of the field that holds them; null when they come from a list of all of them. */
	label: string | null;
	ids: readonly string[];
	/** The `name` of their endpoint, for those without a field. Default: courses. */
	records?: string;
	/** True when the account may not read them. Otherwise iSpring Learn does not know them. */
	isForbidden?: boolean;
}

/**
 * Reports skipped IDs: in n8n's log and, if the node continues on errors, as one item for each filter. A
 * declarative node cannot add hints to its output.
 */
export function reportSkippedIds(
	context: IExecuteSingleFunctions,
	skipped: readonly LabelledIds[],
	form: FormDescriptor,
): INodeExecutionData[] {
	const itemIndex = context.getItemIndex();
	const fieldOf = ({ label, records = ENDPOINTS.courses.name }: LabelledIds): string =>
		label ?? recordName(records);
	for (const one of skipped) {
		LoggerProxy.warn(LOG_LINES.unknownIdsSkipped, {
			field: fieldOf(one),
			ids: [...one.ids],
			itemIndex,
		});
	}
	if (!context.continueOnFail()) return [];
	return skipped.map((one) => {
		const { isForbidden = false } = one;
		const { message } = describeReason('skippedIds', { ...one, isForbidden }, form);
		return failedItem(context, message, { field: fieldOf(one), skippedIds: [...one.ids] });
	});
}
