import { oneOf } from '../writes/body/fields';
import type { Rules } from '../rules';
import { post, Refusal, type Call, type Commit, type Write } from '../writes/write';
import { EVENT_TYPES, FILTERS } from './filters';
import { idsOf, secret, short, subscription, url } from './fields';
import type { Webhooks } from './index';
import { Subscriber, type Subscription } from './subscriber';

/** Checks a subscription against the account and the other ones of its subscriber. */
function checkSubscription(
	{ world, rules }: Call,
	{ isConfirmed, subscriptions }: Subscriber,
	{ subscriptionType, params = [] }: Subscription,
): void {
	if (!isConfirmed && !rules.subscribesUnconfirmed)
		throw new Refusal(400, 'The callback URL is not confirmed');
	const isThere = subscriptions.has(subscriptionType);
	if (isThere && rules.subscribedTwice === 'refuse')
		throw new Refusal(400, `Already subscribed to ${subscriptionType}`);
	if (!isThere && subscriptions.size >= rules.maxSubscriptions)
		throw new Refusal(400, 'The subscriber has another subscription');
	if (rules.unknownFilterIds === 'accept') return;
	for (const param of params) {
		const { kind } = FILTERS[subscriptionType][param.name];
		const unknown = idsOf(param).find((id) => world.find(kind, id.toLowerCase()) < 0);
		if (unknown !== undefined) throw new Refusal(400, `${param.name}: unknown id ${unknown}`);
	}
}

/** All calls of `/webhook`: "All JSON, `POST` unless said, success 200 with empty body". */
export function webhookWrites(webhooks: Webhooks): Write[] {
	const { subscribers } = webhooks;
	const find = (name: string, { unknownSubscriber }: Rules): Subscriber => {
		const found = subscribers.get(name);
		if (!found) throw new Refusal(unknownSubscriber, 'Subscriber not found');
		return found;
	};
	/** A call that takes nothing but the name of a subscriber. */
	const plain = (path: string, plan: (subscriber: Subscriber, rules: Rules) => Commit): Write =>
		post({
			path,
			status: 200,
			body: { subscriberName: short },
			plan: ({ rules }, { subscriberName }) => plan(find(subscriberName, rules), rules),
		});
	const named = { subscriberName: short };
	return [
		post({
			path: '/webhook/register',
			status: 200,
			body: { ...named, callbackUrl: url, secret },
			plan: (_, { subscriberName: name, callbackUrl, secret: given }) => {
				if (subscribers.has(name)) throw new Refusal(400, `Subscriber ${name} already exists`);
				return () => void subscribers.set(name, new Subscriber(name, callbackUrl, given));
			},
		}),
		post({
			path: '/webhook/settings/change',
			status: 200,
			body: { ...named, callbackUrl: url, secret },
			plan: ({ rules }, { subscriberName, callbackUrl, secret: given }) => {
				const subscriber = find(subscriberName, rules);
				return () => {
					// "a changed URL must be confirmed again"
					if (callbackUrl !== subscriber.callbackUrl) subscriber.unconfirm();
					subscriber.callbackUrl = callbackUrl;
					subscriber.secret = given ?? subscriber.secret;
				};
			},
		}),
		plain('/webhook/code/send', (subscriber, { codeSending }) => async () => {
			const sent = webhooks.sendCode(subscriber);
			if (codeSending === 'later') return;
			const { isAccepted } = await sent;
			if (!isAccepted && codeSending === 'checks')
				throw new Refusal(400, 'The code cannot be sent to the callback URL');
		}),
		post({
			path: '/webhook/confirm',
			status: 200,
			body: { ...named, code: short },
			plan: ({ rules }, { subscriberName, code }) => {
				const subscriber = find(subscriberName, rules);
				if (code !== subscriber.code) throw new Refusal(400, 'The code is wrong');
				return () => subscriber.confirm();
			},
		}),
		post({
			path: '/webhook/subscribe',
			status: 200,
			body: { ...named, subscription },
			plan: (call, { subscriberName, subscription: wanted }) => {
				const subscriber = find(subscriberName, call.rules);
				checkSubscription(call, subscriber, wanted);
				return () => void subscriber.subscriptions.set(wanted.subscriptionType, wanted);
			},
		}),
		post({
			path: '/webhook/unsubscribe',
			status: 200,
			body: { ...named, subscriptionType: oneOf(...EVENT_TYPES) },
			plan: ({ rules }, { subscriberName, subscriptionType }) => {
				const { subscriptions } = find(subscriberName, rules);
				if (!subscriptions.has(subscriptionType)) throw new Refusal(404, 'Subscription not found');
				return () => void subscriptions.delete(subscriptionType);
			},
		}),
		plain('/webhook/enable', (subscriber) => () => {
			subscriber.setActive(true);
			webhooks.wake(subscriber);
		}),
		plain('/webhook/disable', (subscriber) => () => subscriber.setActive(false)),
		plain(
			'/webhook/remove',
			({ name }) =>
				() =>
					void subscribers.delete(name),
		),
	];
}
