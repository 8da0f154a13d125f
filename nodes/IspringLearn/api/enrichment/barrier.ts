/**
 * Lets those who read at the same time wait for each other, so that what they need besides is asked
 * for once for all of them.
 */
export class Barrier {
	private readers = 0;
	private waiting: Array<() => void> = [];

	/** Begins to read. Whoever joins has to leave, or the others wait for ever. */
	join(): void {
		this.readers += 1;
	}

	/** Has read everything, or stopped. */
	leave(): void {
		this.readers -= 1;
		this.goOnIfAllWait();
	}

	/** Waits until every reader waits or has left. */
	async wait(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.goOnIfAllWait();
		});
	}

	private goOnIfAllWait(): void {
		if (this.waiting.length < this.readers) return;
		for (const goOn of this.waiting.splice(0)) goOn();
	}
}
