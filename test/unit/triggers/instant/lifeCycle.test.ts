import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { createSubscriber } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/createSubscriber';
import {
	confirmSubscriber,
	removeSubscriber,
	subscriberExists,
} from '../../../../nodes/IspringLearn/triggers/instant/subscriber/lifeCycle';
import { SubscriberError } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/subscriberError';
import { toState } from '../../../../nodes/IspringLearn/triggers/instant/subscriber/subscriberState';
import { rejectionOf } from '../../support/thrown';
import { answer } from './support';
import type { Fault } from './vendor';
import { SUBSCRIBER, Vendor } from './vendor';

const { name, subscription } = SUBSCRIBER;

/** The status of an answer that n8n reports as an error; else what it is. */
const statusOf = (error: unknown): unknown =>
	(error as { response?: { status: number } }).response?.status ?? error;

function reachable(): Vendor {
	const vendor = new Vendor();
	vendor.confirmsAfterMs = 2500;
	return vendor;
}

/** The subscriber as it should be. */
const COMPLETE = {
	callbackUrl: SUBSCRIBER.callbackUrl,
	secret: SUBSCRIBER.secret,
	isConfirmed: true,
	subscriptions: [subscription],
};

describe('create', () => {
	test('registers, asks for a code, waits for the confirmation, and subscribes', async () => {
		const vendor = reachable();
		await createSubscriber(vendor.tools, SUBSCRIBER);
		expect(vendor.subscribers.get(name)).toMatchObject(COMPLETE);
		const info = Array(4).fill('subscriber/info') as string[];
		expect(vendor.requests).toEqual(['remove', 'register', 'code/send', ...info, 'subscribe']);
		expect(vendor.ignored).toEqual([]);
	});

	test('removes what an earlier attempt left behind', async () => {
		const vendor = reachable().add(name, { secret: 'old', isConfirmed: false, subscriptions: [] });
		await createSubscriber(vendor.tools, SUBSCRIBER);
		expect(vendor.subscribers.get(name)).toMatchObject(COMPLETE);
	});

	test('leaves other subscribers alone', async () => {
		const vendor = reachable().add('another');
		const before = { ...vendor.subscribers.get('another') };
		await createSubscriber(vendor.tools, SUBSCRIBER);
		expect(vendor.subscribers.get('another')).toEqual(before);
	});

	test('gives up earlier if a poll has no time left', async () => {
		const vendor = new Vendor();
		const hasTimeFor = (milliseconds: number) => vendor.nowMs + milliseconds <= 10_000;
		const creation = createSubscriber({ ...vendor.tools, hasTimeFor }, SUBSCRIBER);
		expect(await rejectionOf(SubscriberError, creation)).toMatchObject({
			reason: 'unconfirmedUrl',
		});
		expect(vendor.nowMs).toBe(10_000);
		expect(vendor.subscribers.size).toBe(0);
	});

	test('gives up on a URL that is not confirmed within 30 seconds, and removes the subscriber', async () => {
		const vendor = new Vendor();
		const error = await rejectionOf(SubscriberError, createSubscriber(vendor.tools, SUBSCRIBER));
		expect(error).toMatchObject({
			reason: 'unconfirmedUrl',
			data: { callbackUrl: SUBSCRIBER.callbackUrl, reply: '' },
		});
		expect(vendor.nowMs).toBe(30_000);
		expect([...vendor.subscribers]).toEqual([]);
	});

	test('waits as long for a confirmation that comes late', async () => {
		const vendor = new Vendor();
		vendor.confirmsAfterMs = 29_000;
		await createSubscriber(vendor.tools, SUBSCRIBER);
		expect(vendor.subscribers.get(name)).toMatchObject(COMPLETE);
	});

	test.each(['remove', 'register', 'code/send', 'subscribe'])(
		'with %s forbidden, names the role that is needed or passes the answer on, and leaves nothing',
		async (path) => {
			const vendor = reachable().fail(path, answer(403));
			const error = await rejectionOf(Error, createSubscriber(vendor.tools, SUBSCRIBER));
			const expected = ['remove', 'register'].includes(path) ? 'forbiddenWebhooks' : 403;
			expect(error instanceof SubscriberError ? error.reason : statusOf(error)).toBe(expected);
			expect([...vendor.subscribers]).toEqual([]);
		},
	);

	test.each<[string, Fault]>([
		['register', answer(400, 'Secret is too long')],
		['register', answer(401)],
		['code/send', answer(401)],
		['code/send', answer(404)],
		['subscribe', answer(400, 'Unknown user')],
	])('passes on what %s is rejected with, and leaves nothing', async (path, fault) => {
		const vendor = reachable().fail(path, fault);
		const error = await rejectionOf(Error, createSubscriber(vendor.tools, SUBSCRIBER));
		expect(error).toBe(fault);
		expect([...vendor.subscribers]).toEqual([]);
	});

	test('says what iSpring Learn says about a code that it could not post', async () => {
		const vendor = new Vendor().fail('code/send', answer(400, 'The URL responded with 502'));
		const error = await rejectionOf(SubscriberError, createSubscriber(vendor.tools, SUBSCRIBER));
		expect(error.data).toMatchObject({ reply: 'The URL responded with 502' });
		expect([...vendor.subscribers]).toEqual([]);
	});

	test('passes on why it could not subscribe, also if it cannot look for the subscription', async () => {
		const fault = answer(500);
		const vendor = reachable().fail('subscribe', fault).fail('subscription/list', answer(503));
		expect(await rejectionOf(Error, createSubscriber(vendor.tools, SUBSCRIBER))).toBe(fault);
		expect(vendor.ignored.map(statusOf)).toEqual([503]);
		expect([...vendor.subscribers]).toEqual([]);
	});

	test('reports a subscriber that it could not remove, beside the first error', async () => {
		const vendor = new Vendor().fail('remove', null, answer(500));
		await rejectionOf(SubscriberError, createSubscriber(vendor.tools, SUBSCRIBER));
		expect(vendor.ignored.map(statusOf)).toEqual([500]);
	});
});

/** Each step, with the request or its answer lost: whether the subscriber is complete in the end. If not, nothing is left. */
describe.each<[path: string, fault: Fault, isComplete: boolean]>([
	['remove', 'lostRequest', false],
	['remove', 'lostAnswer', false],
	['register', 'lostRequest', false],
	['register', 'lostAnswer', true],
	['code/send', 'lostRequest', false],
	['code/send', 'lostAnswer', true],
	['code/send', answer(504), false],
	['subscriber/info', 'lostRequest', true],
	['subscriber/info', answer(500), true],
	['subscribe', 'lostRequest', false],
	['subscribe', 'lostAnswer', true],
])('create, with %s failing by %s', (path, fault, isComplete) => {
	test(isComplete ? 'completes' : 'fails and leaves nothing behind', async () => {
		const vendor = reachable().fail(path, fault);
		const creation = createSubscriber(vendor.tools, SUBSCRIBER);
		if (isComplete) await creation;
		else await rejectionOf(Error, creation);
		const known = vendor.subscribers.get(name);
		if (isComplete) expect(known).toMatchObject(COMPLETE);
		else expect(known).toBeUndefined();
		// n8n tries again.
		await createSubscriber(vendor.tools, SUBSCRIBER);
		expect(vendor.subscribers.get(name)).toMatchObject(COMPLETE);
	});
});

describe('a state that says nothing useful', () => {
	test.each<[string, Fault]>([
		['an empty body', new DecodeError('emptyBody')],
		['other fields', new DecodeError('fieldsInstead', { excerpt: 'x', records: 'webhooks' })],
		['a value that no document lists', { confirmationStatus: 'MAYBE' }],
	])('does not keep create from subscribing: %s', async (_what, fault) => {
		const vendor = reachable().fail('subscriber/info', ...Array<Fault>(100).fill(fault));
		await createSubscriber(vendor.tools, SUBSCRIBER);
		expect(vendor.nowMs).toBe(5000);
		expect(vendor.subscribers.get(name)?.subscriptions).toEqual([subscription]);
	});

	test('leaves the decision to the list of subscriptions', async () => {
		const nothing = new DecodeError('emptyBody');
		const there = new Vendor().add(name).fail('subscriber/info', nothing);
		expect(await subscriberExists(there.tools, SUBSCRIBER)).toBe(true);
		const without = new Vendor().add(name, { subscriptions: [] }).fail('subscriber/info', nothing);
		expect(await subscriberExists(without.tools, SUBSCRIBER)).toBe(false);
		const neither = new Vendor()
			.add(name)
			.fail('subscriber/info', nothing)
			.fail('subscription/list', nothing);
		expect(await subscriberExists(neither.tools, SUBSCRIBER)).toBe(false);
	});

	test('a list that says nothing leaves it to the state', async () => {
		const vendor = new Vendor().add(name).fail('subscription/list', new DecodeError('emptyBody'));
		expect(await subscriberExists(vendor.tools, SUBSCRIBER)).toBe(true);
	});

	test.each([
		[{ confirmationStatus: 'confirmed', subscriberStatus: 'active' }, true, true],
		[{ confirmationStatus: ' CONFIRMED ' }, true, true],
		[{ confirmationStatus: 'CONFIRMED', subscriberStatus: 'INACTIVE' }, true, false],
		[{ confirmationStatus: 'UNCONFIRMED' }, false, true],
	])('%j is read', (info, isConfirmed, isActive) => {
		expect(toState(info)).toMatchObject({ kind: 'known', isConfirmed, isActive });
	});

	test.each([
		{},
		{ confirmationStatus: '' },
		{ confirmationStatus: null },
		{ confirmationStatus: {} },
	])('%j is not', (info) => {
		expect(toState(info)).toEqual({ kind: 'unknown' });
	});
});

describe('exists', () => {
	test('is true for a subscriber that receives its events', async () => {
		const vendor = new Vendor().add(name);
		expect(await subscriberExists(vendor.tools, SUBSCRIBER)).toBe(true);
		expect(vendor.requests).toEqual(['subscriber/info', 'subscription/list']);
	});

	test.each([
		['is missing', new Vendor()],
		['was unconfirmed after a day of failures', new Vendor().add(name, { isConfirmed: false })],
		['was disabled', new Vendor().add(name, { isActive: false })],
		['has no subscription', new Vendor().add(name, { subscriptions: [] })],
		[
			'has another event',
			new Vendor().add(name, { subscriptions: [{ subscriptionType: 'USER_REGISTERED' }] }),
		],
		[
			'has other filters',
			new Vendor().add(name, {
				subscriptions: [{ subscriptionType: subscription.subscriptionType }],
			}),
		],
		[
			'has one more event',
			new Vendor().add(name, {
				subscriptions: [{ ...subscription }, { subscriptionType: 'USER_REGISTERED' }],
			}),
		],
		['is unknown with status 400', new Vendor().fail('subscriber/info', answer(400))],
	])('is false for a subscriber that %s', async (_what, vendor) => {
		expect(await subscriberExists(vendor.tools, SUBSCRIBER)).toBe(false);
	});

	test('sends the secret again to one whose deliveries fail, and keeps the events that wait', async () => {
		const vendor = new Vendor().add(name, { isSuspended: true, secret: 'of an old key' });
		expect(await subscriberExists(vendor.tools, SUBSCRIBER)).toBe(true);
		expect(vendor.subscribers.get(name)).toMatchObject({ ...COMPLETE, isSuspended: false });
		expect(vendor.requests).not.toContain('remove');
	});

	test('does not depend on whether that succeeds', async () => {
		const vendor = new Vendor()
			.add(name, { isSuspended: true })
			.fail('settings/change', answer(500));
		expect(await subscriberExists(vendor.tools, SUBSCRIBER)).toBe(true);
		expect(vendor.ignored.map(statusOf)).toEqual([500]);
	});

	test('is false if the URL has to be confirmed again after that', async () => {
		const unconfirmed = { confirmationStatus: 'UNCONFIRMED' };
		const suspended = { confirmationStatus: 'CONFIRMED', notificationProcessStatus: 'SUSPENDED' };
		const vendor = new Vendor().add(name).fail('subscriber/info', suspended, unconfirmed);
		expect(await subscriberExists(vendor.tools, SUBSCRIBER)).toBe(false);
	});

	test('names the role that is needed', async () => {
		const vendor = new Vendor().fail('subscriber/info', answer(403));
		const error = await rejectionOf(SubscriberError, subscriberExists(vendor.tools, SUBSCRIBER));
		expect(error.reason).toBe('forbiddenWebhooks');
	});

	test.each(['subscriber/info', 'subscription/list'])('throws what stops %s', async (path) => {
		const fault = answer(503);
		const vendor = new Vendor().add(name).fail(path, fault);
		expect(await rejectionOf(Error, subscriberExists(vendor.tools, SUBSCRIBER))).toBe(fault);
	});
});

describe('remove', () => {
	test('removes the subscriber', async () => {
		const vendor = new Vendor().add(name).add('another');
		await removeSubscriber(vendor.tools.call, name);
		expect([...vendor.subscribers.keys()]).toEqual(['another']);
	});

	test.each([400, 404])('counts status %d as done', async (status) => {
		const vendor = new Vendor().fail('remove', answer(status));
		await removeSubscriber(vendor.tools.call, name);
		expect(vendor.requests).toEqual(['remove']);
	});

	test.each([401, 403, 500])('throws status %d', async (status) => {
		const fault = answer(status);
		const vendor = new Vendor().add(name).fail('remove', fault);
		expect(await rejectionOf(Error, removeSubscriber(vendor.tools.call, name))).toBe(fault);
	});
});

test('confirm sends the code of the subscriber', async () => {
	const sent: unknown[] = [];
	const call = async (endpoint: { path: string }, parameters: unknown) => {
		sent.push(endpoint.path, parameters);
		return await Promise.resolve(null);
	};
	await confirmSubscriber(call as unknown as Vendor['tools']['call'], name, 'code');
	expect(sent).toEqual(['/webhook/confirm', { subscriberName: name, code: 'code' }]);
});
