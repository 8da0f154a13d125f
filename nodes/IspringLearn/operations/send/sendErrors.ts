/** What n8n shows for a write that was not done, or not confirmed. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { itemOfError } from '../../errors/failedItem';
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
import type { Written } from './written';

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
	const { isUnconfirmed: mayBeDone, mayBePartlyDone } = error;
	return { ...request, retries, write: { task, check, entries, mayBeDone, mayBePartlyDone } };
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

/** The item that failed, among those of its run. */
interface Failure {
	definition: SendDefinition;
	/** What became of the items of the run. */
	written: Written;
	/** The number of input items. */
	items: number;
}

/** The sentences about what was done before. */
function describeDone(
	error: unknown,
	{ written, items }: Pick<Failure, 'written' | 'items'>,
	item: number,
): string[] {
	const earlier = written.entriesOf(item).size;
	const isEarlier = !(error instanceof SendFailed) && earlier > 0;
	const { done } = written;
	const begun = written.begun.filter((one) => one !== item).length;
	const data = { done, begun, unsent: items - done - begun - 1 };
	const reasons = [
		...(isEarlier ? [describeReason('earlierTry', { done: earlier }, FORM)] : []),
		...(items > 1 ? [describeReason('stoppedItems', data, FORM)] : []),
	];
	return reasons.map(({ description }) => description);
}

/**
 * Ends an input item that failed: with an item that reports it, or the error that stops the node. Notes that a write
 * must not be repeated if it may have been done, also in part.
 * @throws NodeOperationError or NodeApiError
 */
export async function endWithError(
	context: IExecutePaginationFunctions,
	error: unknown,
	failure: Failure,
): Promise<INodeExecutionData[]> {
	const { definition, written } = failure;
	const item = context.getItemIndex();
	const request = describeRequest(error, definition);
	const thrown = error instanceof SendFailed ? explain(error.explanation, request) : error;
	const shown = await throwNodeError(context, thrown, request).catch((one: unknown) => one);
	const isUnconfirmed = request.write?.mayBeDone ?? false;
	const isLast = isUnconfirmed || (request.write?.mayBePartlyDone ?? false);
	if (context.continueOnFail()) {
		const fields = entryFields(error, definition, [...written.entriesOf(item)], isUnconfirmed);
		const items = [itemOfError(context, shown, fields)];
		if (isLast) written.set(item, { items, isDone: false });
		return items;
	}
	if (shown instanceof NodeApiError || shown instanceof NodeOperationError) {
		const sentences = [shown.description, ...describeDone(error, failure, item)];
		shown.description = sentences.filter(Boolean).join(' ');
	}
	if (isLast) written.set(item, { error: shown });
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
