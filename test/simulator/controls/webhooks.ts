import type { Change } from '../lists/row';
import type { Simulator } from '../server';
import type { DeliveryFault, Message } from '../webhooks';

type Commands = Record<string, () => unknown>;

/** One value, or a list of them. */
const listOf = <T>(body: string): T[] => ([JSON.parse(body)] as Array<T | T[]>).flat() as T[];

const changesOf = (body: string): Array<[number, Change]> =>
	Object.entries(JSON.parse(body) as Record<string, Change>).map(([index, change]) => [
		Number(index),
		change,
	]);

/**
 * The commands about webhooks: `POST events` (`{type, messages}`), `POST moduleResults` and `POST courseResults` (changes by index), `POST time`
 * (`{seconds}` to pass), `POST deliveryFaults`, `POST redeliver` (`{count}` of the latest calls), `POST calls` (`{subscriberName, body, signature}`, a
 * call that nobody asked for), `POST callbackHosts` (local servers by origin). Those that make calls wait for their answers.
 */
export function webhookCommands(simulator: Simulator, body: string): Commands {
	const { webhooks } = simulator;
	return {
		'POST events': async () => {
			for (const { type, messages } of listOf<{ type: string; messages: Message[] }>(body))
				webhooks.fire(type, ...messages);
			await webhooks.idle();
		},
		'POST moduleResults': async () => {
			for (const [index, change] of changesOf(body)) simulator.change(index, change);
			await webhooks.idle();
		},
		'POST courseResults': async () => {
			for (const [index, change] of changesOf(body)) simulator.changeCourse(index, change);
			await webhooks.idle();
		},
		'POST time': () => simulator.passTime((JSON.parse(body) as { seconds: number }).seconds),
		'POST deliveryFaults': () => webhooks.faults.add(...listOf<DeliveryFault>(body)),
		'POST redeliver': async () => {
			const { count = 1 } = JSON.parse(body || '{}') as { count?: number };
			for (const delivery of webhooks.log.slice(-count)) await webhooks.redeliver(delivery);
		},
		'POST calls': async () => {
			type Foreign = { subscriberName: string; body: string; signature?: string | null };
			for (const one of listOf<Foreign>(body))
				await webhooks.post(one.subscriberName, one.body, one.signature);
		},
		'POST callbackHosts': () => {
			for (const [origin, local] of Object.entries(JSON.parse(body) as Record<string, string>))
				webhooks.hosts.set(origin, local);
		},
		'GET deliveries': () => undefined,
		'GET subscribers': () => undefined,
	};
}

const toLines = (all: readonly object[]): string =>
	all.map((one) => `${JSON.stringify(one)}\n`).join('');

/** `GET deliveries`: the log of calls. `GET subscribers`: who there is, and what waits for them. */
export const webhookLines: Readonly<Record<string, (simulator: Simulator) => string>> = {
	deliveries: ({ webhooks }) => toLines(webhooks.log),
	subscribers: ({ webhooks, rules }) =>
		toLines(
			[...webhooks.subscribers.values()].map((one) => ({
				subscriberName: one.name,
				callbackUrl: one.callbackUrl,
				...one.info(rules.idleProcess),
				subscriptions: [...one.subscriptions.values()],
				waiting: one.queue.length,
			})),
		),
};
