import {
	emptyAnswer,
	errorAnswer,
	listAnswer,
	objectAnswer,
	type Answer,
	type Format,
} from '../formats';
import type { Pair } from '../lists/filters';
import type { Rules } from '../rules';
import type { Webhooks } from './index';
import type { Subscriber } from './subscriber';

/** A read about one subscriber, which the query names: `GET /webhook/subscriber/info?subscriberName=…`. */
export interface SubscriberRead {
	path: string;
	make: (subscriber: Subscriber, format: Format, rules: Rules) => Answer;
}

export const SUBSCRIBER_READS: readonly SubscriberRead[] = [
	{
		path: '/webhook/subscriber/info',
		make: (subscriber, format, rules) => {
			if (rules.subscriberInfo === 'empty') return emptyAnswer(format, 200);
			const info = subscriber.info(rules.idleProcess);
			const element = format === 'json' ? 'response' : 'subscriberInfo';
			return objectAnswer(format, 200, rules.record === 'wrapped' ? { [element]: info } : info);
		},
	},
	{
		path: '/webhook/subscription/list',
		make: ({ subscriptions }, format) =>
			listAnswer(
				format,
				{ row: 'subscription', token: '' },
				[...subscriptions.values()].map(({ subscriptionType, params = [] }) => ({
					subscriptionType,
					params: params.map(({ name, value }) => ({ name, value })),
				})),
				undefined,
			),
	},
];

/** Answers a read about a subscriber. */
export function subscriberAnswer(
	{ make }: SubscriberRead,
	query: readonly Pair[],
	{ subscribers }: Webhooks,
	{ format, rules }: { format: Format; rules: Rules },
	remarks: { unknown: string[]; violations: string[] },
): Answer {
	const unknown = query.map(([name]) => name).filter((name) => name !== 'subscriberName');
	remarks.unknown.push(...unknown);
	remarks.violations.push(...unknown.map((name) => `Unknown parameter ${name}`));
	const names = query.filter(([name]) => name === 'subscriberName');
	if (names.length !== 1 || names[0][1] === '') {
		const message = 'Parameter subscriberName is missing, or given more than once';
		remarks.violations.push(message);
		return errorAnswer(format, 400, message);
	}
	const subscriber = subscribers.get(names[0][1]);
	return subscriber
		? make(subscriber, format, rules)
		: errorAnswer(format, rules.unknownSubscriber, 'Subscriber not found');
}
