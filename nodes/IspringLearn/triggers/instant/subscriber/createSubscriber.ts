/** Creates a subscriber, step by step. Any answer may be lost, and then the step may have been carried out. */
import { apiErrorMessage } from '../../../api/decoder/body';
import { WEBHOOKS } from '../../../api/endpoints/webhooks';
import { BAD_REQUEST, CONFLICT } from '../../../api/httpStatus';
import { classifyError, findStatusError } from '../../../api/requester/requestError';
import { mayBeDone } from '../../../api/requester/retryRules';
import type { Subscriber, SubscriberTools } from './lifeCycle';
import { asAdministrator, removeSubscriber } from './lifeCycle';
import { SubscriberError } from './subscriberError';
import type { SubscriberState } from './subscriberState';
import { readState, readSubscriptions } from './subscriberState';
import { isSameSubscription } from './subscription';

/** How long to wait for the confirmation. n8n allows two minutes for everything. */
const CONFIRMATION_MS = 30_000;

/** How long to wait while the API doesn't say whether the URL is confirmed. */
const UNKNOWN_MS = 5000;

const INTERVAL_MS = 1000;

/** Statuses with which the API may report that it couldn't post a code. */
const NOT_POSTED: ReadonlySet<number> = new Set([BAD_REQUEST, CONFLICT, 422]);

/**
 * Creates a subscriber, in place of one that an earlier attempt may have left behind.
 * @throws SubscriberError; or what a request threw. Nothing is left behind, unless it couldn't be removed
 */
export async function createSubscriber(
	tools: SubscriberTools,
	subscriber: Subscriber,
): Promise<void> {
	const { call, onIgnored } = tools;
	const { name } = subscriber;
	await asAdministrator(removeSubscriber(call, name));
	try {
		await register(tools, subscriber);
		await askForCode(tools, subscriber);
		await waitForConfirmation(tools, subscriber);
		await subscribe(tools, subscriber);
	} catch (error) {
		await removeSubscriber(call, name).catch(onIgnored);
		await Promise.reject(error);
	}
}

async function register(
	{ call }: SubscriberTools,
	{ name, callbackUrl, secret }: Subscriber,
): Promise<void> {
	const settings = { subscriberName: name, callbackUrl, secret };
	const request = call(WEBHOOKS.register, settings).catch(async (error: unknown) => {
		if (!mayBeDone(classifyError(error))) return await Promise.reject(error);
		// The response was lost. If the request was, too, nobody has the name.
		const { kind } = await readState(call, name);
		return kind === 'missing' ? await Promise.reject(error) : null;
	});
	await asAdministrator(request);
}

async function askForCode(
	{ call, onIgnored }: SubscriberTools,
	{ name, callbackUrl }: Subscriber,
): Promise<void> {
	await call(WEBHOOKS.sendCode, { subscriberName: name }).catch(async (error: unknown) => {
		// The code may have been posted although the response was lost.
		if (mayBeDone(classifyError(error))) return onIgnored(error);
		const { status, body } = findStatusError(error) ?? { status: 0, body: '' };
		if (!NOT_POSTED.has(status)) return await Promise.reject(error);
		const reply = apiErrorMessage(body);
		return await Promise.reject(new SubscriberError('unconfirmedUrl', { callbackUrl, reply }));
	});
}

/** Waits until the URL is confirmed, or the API doesn't say so for too long to expect that it will. */
async function waitForConfirmation(
	{ call, now, sleep, hasTimeFor = () => true, onIgnored }: SubscriberTools,
	{ name, callbackUrl }: Subscriber,
): Promise<void> {
	const startedAt = now();
	let isKnown = false;
	for (;;) {
		const state = await readState(call, name).catch((error: unknown): SubscriberState => {
			onIgnored(error);
			return { kind: 'unknown' };
		});
		if (state.kind === 'known' && state.isConfirmed) return;
		isKnown ||= state.kind !== 'unknown';
		const waited = now() - startedAt;
		if (!isKnown && waited >= UNKNOWN_MS) return;
		if (waited >= CONFIRMATION_MS || !hasTimeFor(INTERVAL_MS)) {
			throw new SubscriberError('unconfirmedUrl', { callbackUrl, reply: '' });
		}
		await sleep(INTERVAL_MS);
	}
}

async function subscribe(
	{ call, onIgnored }: SubscriberTools,
	{ name, subscription }: Subscriber,
): Promise<void> {
	const request = call(WEBHOOKS.subscribe, { subscriberName: name, subscription });
	await request.catch(async (error: unknown) => {
		const listed = await readSubscriptions(call, name).catch((unread: unknown) => {
			onIgnored(unread);
			return null;
		});
		const isThere = listed?.some((one) => isSameSubscription(one, subscription)) ?? false;
		return isThere ? null : await Promise.reject(error);
	});
}
