/** Who waits, and for whom. */
export interface Waiter {
	/** Those of one owner are served in turn, the owners one after another. */
	owner: object;
	/** How often it was served before; the more often, the further ahead. */
	tries: number;
	/** It is this one's turn. */
	go: () => void;
}

/**
 * A queue in which owners take turns: one with a hundred waiting requests holds up nobody who has a
 * single one.
 */
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

	/** Takes the next one out. */
	next(): Waiter | undefined {
		for (const [owner, waiting] of this.byOwner) {
			const waiter = waiting.shift();
			this.byOwner.delete(owner);
			if (waiting.length > 0) this.byOwner.set(owner, waiting);
			return waiter;
		}
		return undefined;
	}

	/** Takes one out that waits no longer. */
	remove(waiter: Waiter): void {
		const waiting = this.byOwner.get(waiter.owner) ?? [];
		const left = waiting.filter((one) => one !== waiter);
		if (left.length > 0) this.byOwner.set(waiter.owner, left);
		else this.byOwner.delete(waiter.owner);
	}
}
