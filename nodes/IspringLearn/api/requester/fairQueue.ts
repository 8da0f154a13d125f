/** A request that waits for a slot. */
export interface Waiter {
	/** An owner's requests are served in order. Owners take turns. */
	owner: object;
	/** How often the request was sent before. The more often, the earlier its turn among those of its owner. */
	tries: number;
	/** Called when the request may start. */
	start: () => void;
}

/** A queue in which owners take turns: one owner's hundred requests do not delay the single request of another. */
export class FairQueue {
	private readonly byOwner = new Map<object, Waiter[]>();

	get isEmpty(): boolean {
		return this.byOwner.size === 0;
	}

	add(waiter: Waiter): void {
		const waiting = this.byOwner.get(waiter.owner) ?? [];
		const behind = waiting.findIndex(({ tries }) => tries < waiter.tries);
		waiting.splice(behind === -1 ? waiting.length : behind, 0, waiter);
		this.byOwner.set(waiter.owner, waiting);
	}

	/** Removes and returns the next request. */
	next(): Waiter | undefined {
		for (const [owner, waiting] of this.byOwner) {
			const waiter = waiting.shift();
			this.byOwner.delete(owner);
			if (waiting.length > 0) this.byOwner.set(owner, waiting);
			return waiter;
		}
		return undefined;
	}

	/** Removes a request that no longer waits. */
	remove(waiter: Waiter): void {
		const waiting = this.byOwner.get(waiter.owner) ?? [];
		const left = waiting.filter((one) => one !== waiter);
		if (left.length > 0) this.byOwner.set(waiter.owner, left);
		else this.byOwner.delete(waiter.owner);
	}
}
