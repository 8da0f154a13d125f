/** What the functions that n8n calls say about a failure, and about the request that failed. */
import type { INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Query } from '../../../api/paginator/chunkQuery';
import { INVALID_ID_STATUS } from '../../../api/paginator/invalidIds';
import { findStatusError } from '../../../api/requester/requestError';
import { instantForm } from '../../../errors/form';
import { recordName } from '../../../errors/messages/template';
import type { ReadRequest } from '../../../errors/throwNodeError';
import { describeError } from '../../../errors/throwNodeError';
import { ListUnreadable } from '../../../methods/names/nameResolver';
import { createLabelOf, labelsOfFilled } from '../../../operations/ids/idFields';
import { forgetIds } from '../../form/resolvedIds';
import type { InstantRun } from './parameters';
import { readInstantEvent, readInstantFilters } from './parameters';
import type { SendingContext } from './requests';

/** What a message says about the request that failed, besides the error itself. */
export function requestOf(
	label: string,
	filters: readonly INodeProperties[],
	query: Query,
): ReadRequest {
	const form = instantForm(createLabelOf(filters, query));
	return { label: recordName(label), idFilters: labelsOfFilled(filters, query), form, retries: 0 };
}

/** The same for a call that reads the whole form, as far as it can be read. */
export async function describeRequest(
	{ runtime, context, form }: InstantRun,
	label: string,
	error: unknown,
): Promise<ReadRequest> {
	if (findStatusError(error)?.status === INVALID_ID_STATUS) forgetIds({ runtime, context });
	const none = requestOf(label, [], {});
	if (error instanceof ListUnreadable) return { ...none, label: error.label };
	try {
		const event = readInstantEvent(context);
		const { query } = await readInstantFilters(context, form, event);
		return requestOf(label, form.filtersOf(event), query);
	} catch {
		return none;
	}
}

/** Describes an error in one text: what happened, then the next step, without any part of the credential. */
export async function describe(
	context: SendingContext,
	error: unknown,
	request = requestOf('webhooks', [], {}),
): Promise<string> {
	const isDescribed = error instanceof NodeOperationError;
	const { message, description } = isDescribed
		? error
		: await describeError(context, error, request);
	return `${message}. ${description ?? ''}`.trim();
}

/**
 * Describes an error that goes to n8n's log and must not stop anything.
 * @returns an empty text if the credential, whose secrets are masked, can't be read
 */
export const describeForLog = async (context: SendingContext, error: unknown): Promise<string> =>
	await describe(context, error).catch(() => '');
