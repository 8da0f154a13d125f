import { sleep } from 'n8n-workflow';
import { onAbort } from './onAbort';
import { CancelledError } from './abort';
import type { Waiter } from './fairQueue';
import { FairQueue } from './fairQueue';

/** Requests that run at once against one host, whatever the number of items and workflows. */
const AT_ONCE = 4;

/** On whose account a request waits. */
export interface Visitor {
	/** Owners take turns, such as two executions. */
	owner: object;
	/** How often the same request was made before. */
	tries: number;
	/** Ends the waiting. */
	signal?: AbortSignal;
	/** Whether there is time to wait so long; always, when absent. */
	hasTimeFor?: (milliseconds: number) => boolean;
}

/** A place that is held while a request runs. */
export interface Place {
	/** To be called when the host has answered. */
	leave: (outcome: { isAnswered: boolean }) => void;
	/**
	 * To be called when the host has asked to wait: nobody is let through for so long.
	 * @param reason what the host answered; who has no time to wait gets it thrown
	 * @returns how many pauses there were since the host last answered
	 */
	leaveForPause: (milliseconds: number, reason: unknown) => number;
}

/**
 * Lets requests to one host through: four at once, none during a pause. A place is not held while
 * waiting to retry; whoever retries after a pause goes first, or it could be refused again and again.
 */
export class Gate {
	private readonly queue = new FairQueue();
	private running = 0;
	/** How many may run. After a pause one goes ahead; the others follow as it turns out that the host answers. */
	private atOnce = AT_ONCE;
	/** Pauses that are not over; the last one to end lets the next requests through. */
	private pausing = 0;
	/** Pauses since the beginning. Requests that were under way when one began belong to it. */
	private pauses = 0;
	private pausesInARow = 0;
	/** When the last pause ends, and why it was asked for. */
	private pause: { endsAtMs: number; reason: unknown } = { endsAtMs: 0, reason: null };

	/**
	 * Waits for a place.
	 * @throws Cancelled at once when the signal is given; the reason of a pause for which there is no time
	 */
	async enter({ owner, tries, signal, hasTimeFor }: Visitor): Promise<Place> {
		if (signal?.aborted) throw new CancelledError();
		const pauseMs = this.pause.endsAtMs - Date.now();
		if (pauseMs > 0 && hasTimeFor?.(pauseMs) === false)
			return await Promise.reject(this.pause.reason);
		// Nobody waits for the host: what it asked for long ago tells nothing.
		if (this.running === 0 && this.queue.isEmpty) this.pausesInARow = 0;
		await new Promise<void>((resolve, reject) => {
			const waiter: Waiter = { owner, tries, go: () => void this.admit(forget, resolve) };
			const forget = onAbort(signal, () => {
				forget();
				this.queue.remove(waiter);
				reject(new CancelledError());
			});
			this.queue.add(waiter);
			this.letThrough();
		});
		return this.place();
	}

	private admit(forget: () => void, resolve: () => void): void {
		forget();
		this.running += 1;
		resolve();
	}

	private place(): Place {
		const pausesBefore = this.pauses;
		const leave = () => {
			this.running -= 1;
			this.letThrough();
		};
		return {
			leave: ({ isAnswered }) => {
				if (isAnswered) {
					this.pausesInARow = 0;
					this.atOnce = Math.min(this.atOnce + 1, AT_ONCE);
				}
				leave();
			},
			leaveForPause: (milliseconds, reason) => {
				const endsAtMs = Date.now() + milliseconds;
				if (endsAtMs > this.pause.endsAtMs) this.pause = { endsAtMs, reason };
				if (pausesBefore === this.pauses) {
					this.pauses += 1;
					this.pausesInARow += 1;
					// A host that goes on refusing need not tell them so one after another.
					this.atOnce = this.pausesInARow === 1 ? 1 : AT_ONCE;
				}
				this.pausing += 1;
				void sleep(milliseconds).then(() => {
					this.pausing -= 1;
					this.letThrough();
				});
				leave();
				return this.pausesInARow;
			},
		};
	}

	private letThrough(): void {
		while (this.pausing === 0 && this.running < this.atOnce && !this.queue.isEmpty) {
			this.queue.next()?.go();
		}
	}
}

/** The part of an address that stands for the host, so that two ways of writing it share a gate. */
const hostOf = (address: string): string =>
	/^[a-z]+:\/\/[^/?#]+/i.exec(address)?.[0].toLowerCase() ?? address;

/** One gate for each host. All workflows of a process share it. */
export class Gates {
	private readonly byHost = new Map<string, Gate>();

	/** @param address of the API, or of anything at its host */
	forHost(address: string): Gate {
		const host = hostOf(address);
		const gate = this.byHost.get(host) ?? new Gate();
		this.byHost.set(host, gate);
		return gate;
	}
}
