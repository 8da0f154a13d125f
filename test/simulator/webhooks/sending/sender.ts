import { setTimeout as pause } from 'node:timers/promises';
import type { WebhookRules } from '../rules';
import type { Subscriber } from '../subscriber';
import { DeliveryFaults, type DeliveryFault } from './faults';
import { post } from './post';
import { sign } from './signature';

/** A call to make. */
export interface Call {
	/** A code, events of the queue, a call that was made before, or one that nobody asked for. */
	kind: 'code' | 'events' | 'again' | 'foreign';
	/** Its type as in the documentation. */
	type: string;
	body: string;
	/** Undefined for none. */
	signature: string | undefined;
}
/** A call that was made, and its answer. */
export interface Delivery extends Call {
	/** Epoch seconds, by the clock of the simulator. */
	at: number;
	subscriberName: string;
	url: string;
	/** 0 without an answer. */
	status: number;
	answer: string;
	/** Whether the vendor counts it as delivered. */
	isAccepted: boolean;
}

const WRONG_SECRET = 'another secret';

/** Sends calls, with the faults that were asked for, and keeps a log. */
export class Sender {
	readonly faults = new DeliveryFaults();
	log: Delivery[] = [];
	private readonly closing = new AbortController();

	constructor(
		private readonly rules: WebhookRules,
		private readonly hosts: ReadonlyMap<string, string>,
	) {}

	/** The signature of a body; undefined without a secret. */
	signatureOf({ secret }: Pick<Subscriber, 'secret'>, body: string): string | undefined {
		const { signature } = this.rules;
		return secret === undefined || signature === 'none' ? undefined : sign(body, secret, signature);
	}

	/** Sends a call of the vendor, signed with the secret of the subscriber. */
	async send(
		subscriber: Subscriber,
		call: Omit<Call, 'signature'>,
		at: number,
		isSigned = true,
	): Promise<Delivery> {
		const fault = this.faults.take(subscriber.name, call.type) ?? {};
		const body = disturbedBody(call, fault);
		const signature = this.disturbedSignature(subscriber, body, isSigned, fault);
		const { signal } = this.closing;
		if (fault.delayMs) await pause(fault.delayMs, undefined, { signal }).catch(() => undefined);
		const sent = await this.deliver(subscriber, { ...call, body, signature }, at, fault);
		if (fault.twice) await this.deliver(subscriber, { ...sent, kind: 'again' }, at);
		return sent;
	}

	/** Makes a call as it is. */
	async deliver(
		{ name, callbackUrl }: Subscriber,
		{ kind, type, body, signature }: Call,
		at: number,
		{ lost, lostAnswer }: DeliveryFault = {},
	): Promise<Delivery> {
		const delivery: Delivery = {
			at,
			subscriberName: name,
			url: callbackUrl,
			kind,
			type,
			body,
			signature,
			status: 0,
			answer: '',
			isAccepted: false,
		};
		this.log.push(delivery);
		if (lost) return delivery;
		const reply = await post(
			{
				url: callbackUrl,
				body,
				headers: signature === undefined ? {} : { 'X-Hub-Signature': signature },
				timeoutMs: this.rules.deliveryTimeoutMs,
				signal: this.closing.signal,
			},
			this.hosts,
		);
		const isAccepted = !lostAnswer && this.rules.acceptedStatuses.includes(reply.status);
		return Object.assign(delivery, reply, { isAccepted });
	}

	/** Breaks off the calls that are being made. */
	close(): void {
		this.closing.abort();
	}

	private disturbedSignature(
		subscriber: Subscriber,
		body: string,
		isSigned: boolean,
		{ signature }: DeliveryFault,
	): string | undefined {
		if (typeof signature === 'object') return signature.text;
		if (!isSigned || signature === 'none') return undefined;
		return this.signatureOf(signature === 'wrong' ? { secret: WRONG_SECRET } : subscriber, body);
	}
}

function disturbedBody({ body }: Pick<Call, 'body'>, fault: DeliveryFault): string {
	const { type, bytes = 0 } = fault;
	const typed =
		type === undefined
			? body
			: body.replace(/^\{"type":"[^"]*"/, () => `{"type":${JSON.stringify(type)}`);
	const text = fault.body ?? typed;
	return text + ' '.repeat(Math.max(0, bytes - Buffer.byteLength(text)));
}
