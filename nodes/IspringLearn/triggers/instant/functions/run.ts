/** One call of a function by n8n: what it reads from the form and the credential, and how it reports errors. */
import type { INodeProperties } from 'n8n-workflow';
import { LoggerProxy, NodeOperationError, sleep } from 'n8n-workflow';
import type { Query } from '../../../api/paginator/chunkQuery';
import { INVALID_ID_STATUS } from '../../../api/paginator/invalidIds';
import { findStatusError } from '../../../api/requester/requestError';
import { CREDENTIAL, readConnection } from '../../../api/requester/requester';
import type { Runtime } from '../../../api/runtime';
import { instantForm } from '../../../errors/form';
import { recordName } from '../../../errors/messages/template';
import type { ReadRequest } from '../../../errors/throwNodeError';
import { describeError } from '../../../errors/throwNodeError';
import { ListUnreadable } from '../../../methods/names/nameResolver';
import { createLabelOf, labelsOfFilled } from '../../../operations/ids/idFields';
import { readMaxRetries } from '../../form/outputOptions';
import { forgetIds, resolveNames } from '../../form/resolvedIds';
import type { InstantEventName } from '../events';
import { validateCallbackUrl } from '../subscriber/callbackUrl';
import { deriveSecret } from '../subscriber/identity';
import type { Subscriber, SubscriberTools } from '../subscriber/lifeCycle';
import { SubscriberError } from '../subscriber/subscriberError';
import type { EventFilters } from '../subscriber/subscription';
import { toSubscription } from '../subscriber/subscription';
import type { InstantForm } from './parameters';
import { readInstantEvent, readInstantFilters } from './parameters';
import type { InstantContext, SendingContext } from './requests';
import { createRequests } from './requests';

/** A call that reads the whole form. */
export interface InstantRun {
	runtime: Runtime;
	context: InstantContext;
	form: InstantForm;
}

/** Under which name iSpring Learn knows a node, and where it sends events. */
export interface Address {
	name: string;
	callbackUrl: string;
	/** Whether it is for a test event. */
	isTest: boolean;
}

/** Trigger On and the filters, without names. */
export interface InstantSelection {
	event: InstantEventName;
	query: Query;
	/** A hash of the filters as the form holds them. */
	hash: string;
}

/**
 * Reads what the form selects, and looks its names up.
 * @throws NodeOperationError for an invalid value; ListUnreadable
 */
export async function readSelection({
	runtime,
	context,
	form,
}: InstantRun): Promise<InstantSelection> {
	const event = readInstantEvent(context);
	const { query, hash } = await readInstantFilters(context, form, event);
	const createLookups = async () => await createRequests(runtime, context, readMaxRetries(context));
	const source = { runtime, context, createRequests: createLookups };
	return { event, hash, query: await resolveNames(source, form.filtersOf(event), query) };
}

/**
 * The subscriber of a node, as it should be.
 * @throws SubscriberError if it can't receive events; HostError
 */
export async function describeSubscriber(
	context: Pick<InstantContext, 'getCredentials'>,
	{ name, callbackUrl, isTest }: Address,
	{ event, query }: InstantSelection,
): Promise<Subscriber> {
	const credential = await context.getCredentials(CREDENTIAL);
	if (credential.authentication === 'accessToken' && !isTest) {
		throw new SubscriberError('temporaryCredential');
	}
	const { baseURL } = await readConnection(context);
	const fault = validateCallbackUrl(callbackUrl, baseURL);
	if (fault !== null) throw fault;
	const secret = deriveSecret(name, credential) ?? '';
	return { name, callbackUrl, secret, subscription: toSubscription(event, query as EventFilters) };
}

/** What the life of a subscriber takes. */
export async function createSubscriberTools({
	runtime,
	context,
}: Omit<InstantRun, 'form'>): Promise<SubscriberTools> {
	const { call } = await createRequests(runtime, context, readMaxRetries(context));
	return {
		call,
		now: () => Date.now(),
		sleep,
		onIgnored: (error) => {
			void describe(context, error).then((reason) =>
				LoggerProxy.debug(reason, { node: context.getNode().name }),
			);
		},
	};
}

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
