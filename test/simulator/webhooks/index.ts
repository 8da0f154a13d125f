import { randomUUID } from 'node:crypto';
import type { World } from '../world';
import type { Message } from './filters';
import { Outbox } from './outbox';
import type { WebhookRules } from './rules';
import type { DeliveryFaults } from './sending/faults';
import { confirmationBody } from './sending/envelope';
import { Sender, type Delivery } from './sending/sender';
import { Subscriber } from './subscriber';

export type { Message } from './filters';
export type { DeliveryFault } from './sending/faults';
export type { Delivery } from './sending/sender';
export type { Subscriber } from './subscriber';
export { WEBHOOK_RULES, type SignatureForm, type WebhookRules } from './rules';

/** The vendor's side of webhooks: subscribers, and the calls they get. */
export class Webhooks {
	readonly subscribers = new Map<string, Subscriber>();
	/** Local servers by the origin that they stand for: `https://n8n.example.com` → `http://127.0.0.1:5678`. */
	readonly hosts: Map<string, string>;
	private readonly sender: Sender;
	private readonly outbox: Outbox;
	private readonly codes = new Set<Promise<unknown>>();
	private readonly now: () => number;

	constructor(
		world: World,
		private readonly rules: WebhookRules,
		hosts: Readonly<Record<string, string>> = {},
	) {
		this.hosts = new Map(Object.entries(hosts));
		this.now = () => world.clock();
		this.sender = new Sender(rules, this.hosts);
		this.outbox = new Outbox(this.subscribers, this.sender, rules, this.now);
		world.announce = (type, message) => this.fire(type, message as Message);
	}

	/** The calls since the last reset, in order. */
	get log(): readonly Delivery[] {
		return this.sender.log;
	}
	get faults(): DeliveryFaults {
		return this.sender.faults;
	}

	/** Messages of one type, whatever happened: to those who subscribed to it. Everyone gets an unknown type. */
	fire(type: string, ...messages: Message[]): void {
		for (const subscriber of this.subscribers.values()) {
			for (const message of messages) subscriber.receive({ type, message }, this.rules.filteredIds);
			this.wake(subscriber);
		}
	}

	/** Sends what waits for a subscriber. */
	wake(subscriber: Subscriber): void {
		void this.outbox.wake(subscriber);
	}

	/** Sends a new code to the URL of a subscriber. */
	sendCode(subscriber: Subscriber): Promise<Delivery> {
		const code = randomUUID();
		subscriber.code = code;
		const body = confirmationBody(code, this.rules);
		const call = { kind: 'code', type: 'CONFIRMATION', body } as const;
		const sent: Promise<Delivery> = this.sender
			.send(subscriber, call, this.now(), this.rules.signsConfirmation)
			.finally(() => this.codes.delete(sent));
		this.codes.add(sent);
		return sent;
	}

	/** Makes a call again, as it was. */
	redeliver(delivery: Delivery): Promise<Delivery> {
		return this.call(delivery.subscriberName, { ...delivery, kind: 'again' });
	}
	/** Makes a call to a subscriber's URL that nobody asked for. Without a `signature`, it has the right one; null for none. */
	post(subscriberName: string, body: string, signature?: string | null): Promise<Delivery> {
		const right = this.sender.signatureOf(this.subscriber(subscriberName), body);
		return this.call(subscriberName, {
			kind: 'foreign',
			type: '',
			body,
			signature: signature === undefined ? right : (signature ?? undefined),
		});
	}

	/** Makes the attempts that were due until now, each at its time. To be called after the clock was moved. */
	catchUp(): Promise<void> {
		return this.outbox.catchUp();
	}
	/** Resolves when no call is being made: what is left waits for its next attempt. */
	async idle(): Promise<void> {
		await Promise.all(this.codes);
		await this.outbox.idle();
	}
	/** Clears the log and the faults. Subscribers stay. */
	forget(): void {
		this.sender.log = [];
		this.faults.clear();
	}
	close(): void {
		this.outbox.close();
		this.sender.close();
	}

	private subscriber(name: string): Subscriber {
		const found = this.subscribers.get(name);
		if (!found) throw new Error(`No subscriber ${name}`);
		return found;
	}
	private call(name: string, call: Parameters<Sender['deliver']>[1]): Promise<Delivery> {
		return this.sender.deliver(this.subscriber(name), call, this.now());
	}
}
