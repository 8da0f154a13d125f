/**
 * Lets concurrent readers wait for each other, so that they can share requests. Input items of one run, for
 * example, announce the IDs they need, wait, and then look all of them up together.
 */
export class Barrier {
	private readers = 0;
	private waiting: Array<() => void> = [];

	/** Registers a reader. Every reader has to leave, or the others wait forever. */
	join(): void {
		this.readers += 1;
	}

	/** Unregisters a reader that has finished or failed. */
	leave(): void {
		this.readers -= 1;
		this.releaseIfAllWait();
	}

	/** Resolves once every reader waits or has left. */
	async wait(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.waiting.push(resolve);
			this.releaseIfAllWait();
		});
	}

	private releaseIfAllWait(): void {
		if (this.waiting.length < this.readers) return;
		for (const release of this.waiting.splice(0)) release();
	}
}
