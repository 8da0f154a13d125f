/** Limits the requests to a host: four at once, and none while the host asks for a pause. */
import { sleep } from 'n8n-workflow';
import { CancelledError, onAbort } from './abort';
import type { Waiter } from './fairQueue';
import { FairQueue } from './fairQueue';

/** Maximum requests at once to one host, however many items and workflows there are. */
const CONCURRENCY = 4;

/** A request for a slot. */
export interface SlotRequest {
	/** Owners take turns. Requests of one execution have the same owner. */
	owner: object;
	/** How often the request was sent before. */
	tries: number;
	/** Stops waiting when it aborts. */
	signal?: AbortSignal;
	/** Whether there is time to wait this long. Absent: there always is. */
	hasTimeFor?: (milliseconds: number) => boolean;
}

/** A slot, held while a request runs. */
export interface Slot {
	/** Call it when the request is over. */
	release: (outcome: { isAnswered: boolean }) => void;
	/**
	 * Call it instead when the host asked for a pause: no request starts for this long.
	 * @param reason the error with the host's answer; thrown to requests that have no time to wait
	 * @returns the number of pauses since the host last answered
	 */
	releaseForPause: (milliseconds: number, reason: unknown) => number;
}

/**
 * Grants slots for requests to one host. A request that waits for a retry holds no slot. After a pause, the
 * requests that were rejected go first: otherwise they could be rejected again and again.
 */
export class HostLimiter {
	private readonly queue = new FairQueue();
	private running = 0;
	/** Requests that may run at once. After a pause one goes ahead, and more follow as the host answers. */
	private concurrency = CONCURRENCY;
	/** Pauses that are not over. Requests start again when the last one ends. */
	private openPauses = 0;
	/** Pauses so far. All requests that run when a pause begins belong to that pause. */
	private pauses = 0;
	private pausesInARow = 0;
	/** The end of the latest pause, and the error with the host's answer. */
	private pause: { endsAtMs: number; reason: unknown } = { endsAtMs: 0, reason: null };

	/**
	 * Waits for a slot.
	 * @throws CancelledError as soon as the signal aborts; the reason of a pause that is too long to wait for
	 */
	async acquire({ owner, tries, signal, hasTimeFor }: SlotRequest): Promise<Slot> {
		if (signal?.aborted) throw new CancelledError();
		const pauseMs = this.pause.endsAtMs - Date.now();
		if (pauseMs > 0 && hasTimeFor?.(pauseMs) === false)
			return await Promise.reject(this.pause.reason);
		// Nothing runs or waits, so earlier pauses say nothing about the host today.
		if (this.running === 0 && this.queue.isEmpty) this.pausesInARow = 0;
		await new Promise<void>((resolve, reject) => {
			const start = () => {
				unsubscribe();
				this.running += 1;
				resolve();
			};
			const waiter: Waiter = { owner, tries, start };
			const unsubscribe = onAbort(signal, () => {
				unsubscribe();
				this.queue.remove(waiter);
				reject(new CancelledError());
			});
			this.queue.add(waiter);
			this.startNext();
		});
		return this.createSlot();
	}

	private createSlot(): Slot {
		const pausesBefore = this.pauses;
		const release = () => {
			this.running -= 1;
			this.startNext();
		};
		return {
			release: ({ isAnswered }) => {
				if (isAnswered) {
					this.pausesInARow = 0;
					this.concurrency = Math.min(this.concurrency + 1, CONCURRENCY);
				}
				release();
			},
			releaseForPause: (milliseconds, reason) => {
				this.beginPause(milliseconds, reason, pausesBefore === this.pauses);
				release();
				return this.pausesInARow;
			},
		};
	}

	private beginPause(milliseconds: number, reason: unknown, isNew: boolean): void {
		const endsAtMs = Date.now() + milliseconds;
		if (endsAtMs > this.pause.endsAtMs) this.pause = { endsAtMs, reason };
		if (isNew) {
			this.pauses += 1;
			this.pausesInARow += 1;
			// After a second pause in a row all go at once: a host that stays busy need not say so to each in turn.
			this.concurrency = this.pausesInARow === 1 ? 1 : CONCURRENCY;
		}
		this.openPauses += 1;
		void sleep(milliseconds).then(() => {
			this.openPauses -= 1;
			this.startNext();
		});
	}

	private startNext(): void {
		while (this.openPauses === 0 && this.running < this.concurrency && !this.queue.isEmpty) {
			this.queue.next()?.start();
		}
	}
}

/** Scheme and host of a URL in lower case, so that every spelling of a host shares one limiter. */
const toHost = (url: string): string => /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0].toLowerCase() ?? url;

/** One limiter for each host. All workflows of a process share it. */
export class HostLimiters {
	private readonly byHost = new Map<string, HostLimiter>();

	/** @param url of the API, or of anything at its host */
	forHost(url: string): HostLimiter {
		const host = toHost(url);
		const limiter = this.byHost.get(host) ?? new HostLimiter();
		this.byHost.set(host, limiter);
		return limiter;
	}
}
