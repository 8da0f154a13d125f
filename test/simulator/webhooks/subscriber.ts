import type { EventType } from '../world';
import { filterMessage, isEventType, type Message, type Param } from './filters';
import type { WebhookRules } from './rules';

/** A message that waits to be sent. */
export interface QueuedEvent {
	type: string;
	message: Message;
}
export interface Subscription {
	subscriptionType: EventType;
	/** Absent for all messages. */
	params?: readonly Param[];
}

/** A subscriber: its URL, what it subscribes to, and what waits for it. */
export class Subscriber {
	/** "a subscriber is born enabled". */
	isActive = true;
	isConfirmed = false;
	/** The code that confirms the URL. "a new code voids earlier ones". */
	code: string | undefined;
	readonly subscriptions = new Map<EventType, Subscription>();
	/** What waits, in the order it happened. */
	queue: QueuedEvent[] = [];
	/** Epoch seconds: since when calls fail, and when the next attempt is due. */
	failingSince: number | undefined;
	retryAt: number | undefined;

	constructor(
		readonly name: string,
		public callbackUrl: string,
		public secret: string | undefined,
	) {}

	/** Whether something can be sent now. */
	get isReady(): boolean {
		return this.isActive && this.isConfirmed && this.retryAt === undefined && this.queue.length > 0;
	}

	/** What `/webhook/subscriber/info` tells. "SUSPENDED = delivery failed, queue kept, retry pending". */
	info(idle: WebhookRules['idleProcess']): Record<string, string> {
		const process = this.queue.length > 0 ? 'ACTIVE' : idle;
		return {
			subscriberStatus: this.isActive ? 'ACTIVE' : 'INACTIVE',
			confirmationStatus: this.isConfirmed ? 'CONFIRMED' : 'UNCONFIRMED',
			notificationProcessStatus:
				this.failingSince !== undefined
					? 'SUSPENDED'
					: this.isActive && this.isConfirmed
						? process
						: 'INACTIVE',
		};
	}

	/** Queues a message if the subscriber wants it. Every subscriber gets types that the documentation does not know. */
	receive({ type, message }: QueuedEvent, filteredIds: WebhookRules['filteredIds']): void {
		if (!this.isActive || !this.isConfirmed) return;
		if (!isEventType(type)) {
			this.queue.push({ type, message });
			return;
		}
		const subscription = this.subscriptions.get(type);
		const left =
			subscription && filterMessage(type, message, subscription.params ?? [], filteredIds);
		if (left) this.queue.push({ type, message: left });
	}

	/** "Several consecutive events of one type come in one call; another type starts a new call." */
	nextBatch(max: number): QueuedEvent[] {
		const other = this.queue.findIndex(({ type }) => type !== this.queue[0].type);
		return this.queue.slice(0, other < 0 ? max : Math.min(other, max));
	}
	delivered(batch: readonly QueuedEvent[]): void {
		this.queue = this.queue.filter((one) => !batch.includes(one));
		this.failingSince = undefined;
	}

	setActive(isActive: boolean): void {
		this.isActive = isActive;
		[this.failingSince, this.retryAt] = [undefined, undefined];
	}
	confirm(): void {
		this.isConfirmed = true;
		this.code = undefined;
	}
	/** "the callback becomes UNCONFIRMED and all queued events are lost". */
	unconfirm(): void {
		[this.isConfirmed, this.code, this.queue] = [false, undefined, []];
		[this.failingSince, this.retryAt] = [undefined, undefined];
	}
}
