/** What n8n shows for a write that was not done, or not confirmed. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { failedItem } from '../../errors/failedItem';
import { sendForm } from '../../errors/form';
import { describeReason } from '../../errors/messages';
import { recordName } from '../../errors/messages/template';
import { withEntries } from '../../errors/messages/writeMessages';
import type { ReadRequest } from '../../errors/throwNodeError';
import { describeError, throwNodeError } from '../../errors/throwNodeError';
import { ListUnreadable } from '../../methods/names/nameResolver';
import type { SendDefinition } from './definition';
import { idsOfPair } from './pairs';
import type { Split } from './plan';
import { SendFailed } from './sendPlan';

const FORM = sendForm();

const requestFor = (label: string): ReadRequest => ({
	label,
	idFilters: [],
	form: FORM,
	retries: 0,
});

/** What is known about the request that failed. */
function describeRequest(error: unknown, { endpoint, action, check }: SendDefinition): ReadRequest {
	if (error instanceof ListUnreadable) return requestFor(error.label);
	const request = requestFor(recordName(endpoint.name));
	if (!(error instanceof SendFailed)) return request;
	const { entries, retries } = error;
	const task = `${action.charAt(0).toLowerCase()}${action.slice(1)}`;
	const write = { task, check, entries, mayBeDone: error.isUnconfirmed };
	return { ...request, retries, write };
}

/** An entry of a list, or a pair of two lists, as an item shows it. */
const toFieldOf =
	({ fields }: Partial<Split> = {}) =>
	(entry: string): string | IDataObject => {
		if (fields === undefined) return entry;
		const ids = idsOfPair(entry);
		return { [fields[0]]: ids[0], [fields[1]]: ids[1] };
	};

/**
 * What became of the entries of a list, as the fields of an item.
 * @param earlier the entries that an earlier try has done
 */
function entryFields(
	error: unknown,
	{ split }: SendDefinition,
	earlier: readonly string[],
	isUnconfirmed: boolean,
): IDataObject {
	if (!(error instanceof SendFailed)) {
		return earlier.length > 0 ? ({ doneIds: earlier.map(toFieldOf(split)) } as IDataObject) : {};
	}
	if (error.entries.failed.length === 0) return {};
	const { done, failed, unsent } = error.entries;
	const toField = toFieldOf(error.plan.split);
	return {
		doneIds: done.map(toField),
		[isUnconfirmed ? 'unconfirmedIds' : 'rejectedIds']: failed.map(toField),
		unsentIds: unsent.map(toField),
	} as IDataObject;
}

/** An error that explains a failed request, with what became of the entries of its list. */
function explain(explanation: unknown, { write }: ReadRequest): unknown {
	if (explanation instanceof NodeOperationError && write !== undefined) {
		const { description } = explanation;
		explanation.description = withEntries({ description: description ?? '' }, write).description;
	}
	return explanation;
}

interface Failure {
	definition: SendDefinition;
	/** Counts the input items that were done. */
	done: () => number;
	/** The number of input items. */
	items: number;
	/** The entries of the item's list that have been done. */
	entries: () => ReadonlySet<string>;
}

/** The sentences about what was done before. */
function describeDone(
	error: unknown,
	earlier: readonly string[],
	{ done, items }: Pick<Failure, 'done' | 'items'>,
): string[] {
	const isEarlier = !(error instanceof SendFailed) && earlier.length > 0;
	const data = { done: done(), unsent: items - done() - 1 };
	const reasons = [
		...(isEarlier ? [describeReason('earlierTry', { done: earlier.length }, FORM)] : []),
		...(items > 1 ? [describeReason('stoppedItems', data, FORM)] : []),
	];
	return reasons.map(({ description }) => description);
}

/**
 * Ends an input item that failed: with an item that reports it, or the error that stops the node.
 * @param onUnconfirmed receives the error of a write that may have been done, and must not be repeated
 * @throws NodeOperationError or NodeApiError
 */
export async function endWithError(
	context: IExecutePaginationFunctions,
	error: unknown,
	{ definition, entries, ...counts }: Failure,
	onUnconfirmed: (error: unknown) => void,
): Promise<INodeExecutionData[]> {
	const request = describeRequest(error, definition);
	const thrown = error instanceof SendFailed ? explain(error.explanation, request) : error;
	const shown = await throwNodeError(context, thrown, request).catch((one: unknown) => one);
	const isUnconfirmed = request.write?.mayBeDone ?? false;
	if (isUnconfirmed) onUnconfirmed(shown);
	const earlier = [...entries()];
	if (context.continueOnFail()) {
		const message = shown instanceof Error ? shown.message : String(shown);
		const fields = entryFields(error, definition, earlier, isUnconfirmed);
		return [failedItem(context, message, fields)];
	}
	if (shown instanceof NodeApiError || shown instanceof NodeOperationError) {
		const sentences = [shown.description, ...describeDone(error, earlier, counts)];
		shown.description = sentences.filter(Boolean).join(' ');
	}
	return await Promise.reject(shown);
}

/** Says why the result of a write could not be read. */
export async function describeUnread(
	context: IExecutePaginationFunctions,
	error: unknown,
): Promise<string> {
	const label = error instanceof ListUnreadable ? error.label : '';
	const { message: cause } = await describeError(context, error, requestFor(label));
	const { message, description } = describeReason('unreadResult', { cause }, FORM);
	return `${message}. ${description}`;
}
