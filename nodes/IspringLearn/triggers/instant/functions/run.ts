/** What a call of a function by n8n reads from the form and the credential: the event, the filters and the subscriber. */
import { LoggerProxy, sleep } from 'n8n-workflow';
import type { Query } from '../../../api/paginator/chunkQuery';
import { CREDENTIAL, readConnection } from '../../../api/requester/requester';
import { readMaxRetries } from '../../form/outputOptions';
import { resolveNames } from '../../form/resolvedIds';
import type { InstantEventName } from '../events';
import { validateCallbackUrl } from '../subscriber/callbackUrl';
import { deriveSecret } from '../subscriber/identity';
import type { Subscriber, SubscriberTools } from '../subscriber/lifeCycle';
import { SubscriberError } from '../subscriber/subscriberError';
import type { EventFilters } from '../subscriber/subscription';
import { toSubscription } from '../subscriber/subscription';
import { describeForLog } from './failures';
import type { InstantRun } from './parameters';
import { readInstantEvent, readInstantFilters } from './parameters';
import type { InstantContext } from './requests';
import { createRequests } from './requests';

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
	deadline,
}: InstantRun): Promise<InstantSelection> {
	const event = readInstantEvent(context);
	const { query, hash } = await readInstantFilters(context, form, event);
	const createLookups = async () =>
		await createRequests(runtime, context, readMaxRetries(context), { deadline });
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

/** Creates what the functions for the life cycle of a subscriber work with. */
export async function createSubscriberTools({
	runtime,
	context,
	deadline,
}: Omit<InstantRun, 'form'>): Promise<SubscriberTools> {
	const maxRetries = readMaxRetries(context);
	const { call } = await createRequests(runtime, context, maxRetries, { deadline });
	return {
		call,
		hasTimeFor: deadline?.hasTimeFor,
		now: () => Date.now(),
		sleep,
		onIgnored: (error) => {
			void describeForLog(context, error).then((reason) =>
				LoggerProxy.debug(reason, { node: context.getNode().name }),
			);
		},
	};
}
