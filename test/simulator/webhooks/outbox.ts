import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WebhookRules } from './rules';
import { eventsBody } from './sending/envelope';
import type { Sender } from './sending/sender';
import type { Subscriber } from './subscriber';

const DAY = 86_400;

/**
 * Delivers the queues in order: "retries for one day, events pile up and are sent in order when it works again; after a day the
 * callback becomes UNCONFIRMED and all queued events are lost". The clock of the simulator decides when an attempt is due.
 */
export class Outbox {
	private readonly running = new Map<Subscriber, Promise<void>>();
	private retrying = Promise.resolve();
	private timer: NodeJS.Timeout | undefined;
	private isClosed = false;

	constructor(
		private readonly subscribers: ReadonlyMap<string, Subscriber>,
		private readonly sender: Sender,
		private readonly rules: WebhookRules,
		private readonly now: () => number,
	) {}

	/** Delivers what waits, from the next turn on, so that events of one moment share a call. `at`: the time of the calls. */
	wake(subscriber: Subscriber, at?: number): Promise<void> {
		if (!subscriber.isReady) return Promise.resolve();
		const running = this.running.get(subscriber) ?? this.run(subscriber, at);
		this.running.set(subscriber, running);
		return running;
	}

	/** Resolves when no call is being made. */
	async idle(): Promise<void> {
		while (this.running.size > 0) await Promise.all(this.running.values());
	}

	/** Makes all attempts that were due until now, each at its time. */
	catchUp(): Promise<void> {
		this.retrying = this.retrying.then(() => this.retryDue());
		return this.retrying;
	}

	close(): void {
		this.isClosed = true;
		clearTimeout(this.timer);
	}

	private async run(subscriber: Subscriber, at: number | undefined): Promise<void> {
		await nextTurn();
		try {
			while (!this.isClosed && this.isRegistered(subscriber) && subscriber.isReady)
				await this.sendBatch(subscriber, at ?? this.now());
		} finally {
			// Without a turn between: who queues an event later starts again.
			this.running.delete(subscriber);
		}
	}

	private async sendBatch(subscriber: Subscriber, time: number): Promise<void> {
		const batch = subscriber.nextBatch(this.rules.maxBatch);
		const body = eventsBody(batch, this.rules);
		const call = { kind: 'events', type: batch[0].type, body } as const;
		const { isAccepted } = await this.sender.send(subscriber, call, time);
		if (isAccepted) subscriber.delivered(batch);
		else this.suspend(subscriber, time);
	}

	private suspend(subscriber: Subscriber, time: number): void {
		subscriber.failingSince ??= time;
		subscriber.retryAt = Math.min(time + this.rules.retrySeconds, subscriber.failingSince + DAY);
		this.arm();
	}

	private async retryDue(): Promise<void> {
		for (let due = this.nextRetry(); due && due.retryAt <= this.now(); due = this.nextRetry()) {
			const { subscriber, retryAt } = due;
			subscriber.retryAt = undefined;
			if (retryAt - (subscriber.failingSince ?? retryAt) >= DAY) subscriber.unconfirm();
			else await this.wake(subscriber, retryAt);
		}
		this.arm();
	}

	private nextRetry(): { subscriber: Subscriber; retryAt: number } | undefined {
		return [...this.subscribers.values()]
			.flatMap((subscriber) => {
				const { retryAt } = subscriber;
				return retryAt === undefined ? [] : [{ subscriber, retryAt }];
			})
			.sort((a, b) => a.retryAt - b.retryAt)[0];
	}

	/** In real time, attempts need no one who moves the clock. */
	private arm(): void {
		clearTimeout(this.timer);
		const next = this.nextRetry();
		if (next === undefined || this.isClosed) return;
		const ms = Math.max(1, next.retryAt - this.now()) * 1000;
		this.timer = setTimeout(() => void this.catchUp(), ms).unref();
	}

	private isRegistered(subscriber: Subscriber): boolean {
		return this.subscribers.get(subscriber.name) === subscriber;
	}
}
