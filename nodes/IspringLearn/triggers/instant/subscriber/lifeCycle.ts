/**
 * The life of a subscriber:
 *
 *     register → ask for a code → iSpring Learn posts it to the URL → confirm → subscribe → events … → remove
 *
 * A confirmation comes to the trigger's webhook, perhaps in another process, while `create` waits for its effect. After
 * a day without a successful delivery, iSpring Learn takes the confirmation back, and drops what it has not delivered.
 * Then `subscriberExists` is false, and n8n creates the subscriber again.
 */
import { WEBHOOKS } from '../../../api/endpoints/webhooks';
import { FORBIDDEN } from '../../../api/httpStatus';
import { findStatusError, orStatus } from '../../../api/requester/requestError';
import type { SendRequest } from '../../../api/requester/requester';
import { SubscriberError } from './subscriberError';
import { readState, readSubscriptions, UNKNOWN_NAME } from './subscriberState';
import type { Subscription } from './subscription';
import { isSameSubscription } from './subscription';

/** A subscriber, as it should be. */
export interface Subscriber {
	name: string;
	callbackUrl: string;
	secret: string;
	subscription: Subscription;
}

/** What the functions work with. */
export interface SubscriberTools {
	/** Sends a request, again where its endpoint allows that. */
	call: SendRequest;
	/** The time in milliseconds. */
	now: () => number;
	sleep: (milliseconds: number) => Promise<void>;
	/** Whether there is time to wait this long. Absent: there is. */
	hasTimeFor?: (milliseconds: number) => boolean;
	/** Receives an error that doesn't stop anything. */
	onIgnored: (error: unknown) => void;
}

/** Waits for a request that may be rejected because of the role of the API key. */
export const asAdministrator = async <T>(request: Promise<T>): Promise<T> =>
	await request.catch(async (error: unknown) =>
		findStatusError(error)?.status === FORBIDDEN
			? await Promise.reject(new SubscriberError('forbiddenWebhooks'))
			: await Promise.reject(error),
	);

/**
 * Removes a subscriber. One that is missing counts as removed.
 * @throws what the request threw otherwise
 */
export async function removeSubscriber(call: SendRequest, name: string): Promise<void> {
	// A success has no body, but `orStatus` takes objects only.
	const removal = call(WEBHOOKS.remove, { subscriberName: name }).then(() => ({}));
	await orStatus(removal, UNKNOWN_NAME);
}

/** Answers a confirmation: from then on, iSpring Learn sends events. */
export async function confirmSubscriber(
	call: SendRequest,
	name: string,
	code: string,
): Promise<void> {
	await call(WEBHOOKS.confirm, { subscriberName: name, code });
}

/**
 * Whether a subscriber receives its events: it is confirmed and active, and has the subscription and no other one.
 * Where the API doesn't say, the other response decides.
 * @throws what a request threw
 */
export async function subscriberExists(
	tools: SubscriberTools,
	subscriber: Subscriber,
): Promise<boolean> {
	const { call } = tools;
	const state = await asAdministrator(readState(call, subscriber.name));
	if (state.kind === 'missing') return false;
	if (state.kind === 'known') {
		if (!state.isConfirmed || !state.isActive) return false;
		if (state.isSuspended && !(await renewSettings(tools, subscriber))) return false;
	}
	const listed = await readSubscriptions(call, subscriber.name);
	if (listed === null) return state.kind === 'known';
	const { subscription } = subscriber;
	return listed.length > 0 && listed.every((one) => isSameSubscription(one, subscription));
}

/**
 * Sends URL and secret again. Deliveries fail if the key of the credential has changed, and the secret with it. The
 * events that wait are delivered then, while those of a subscriber that is created again would be lost.
 * @returns whether the URL is still confirmed
 */
async function renewSettings(
	{ call, onIgnored }: SubscriberTools,
	{ name, callbackUrl, secret }: Subscriber,
): Promise<boolean> {
	const settings = { subscriberName: name, callbackUrl, secret };
	await call(WEBHOOKS.changeSettings, settings).catch(onIgnored);
	const state = await readState(call, name);
	return state.kind === 'unknown' || (state.kind === 'known' && state.isConfirmed);
}
