/** Lets the input items of a run write one after another, in their order, once all of them are prepared. */
interface Turn {
	/** Resolves when every earlier item has ended its turn. */
	start: Promise<void>;
	end: () => void;
}

/**
 * The turns of a run. n8n starts all items at once, so that each is added before any of them goes on. Every
 * item that waits has to end its turn, or those after it wait forever.
 *
 * added → prepared → (all prepared, earlier ones ended) → its turn → ended
 */
export class Turns {
	private readonly turns = new Map<number, Turn>();
	private last: Promise<void> = Promise.resolve();
	private readonly unprepared = new Set<number>();
	private waiting: Array<() => void> = [];

	/** The number of items so far. */
	get count(): number {
		return this.turns.size;
	}

	/** Adds an item after those that were added before. */
	add(item: number): void {
		const start = this.last;
		let end = () => {};
		const ended = new Promise<void>((resolve) => {
			end = resolve;
		});
		this.last = start.then(async () => await ended);
		this.turns.set(item, { start, end });
		this.unprepared.add(item);
	}

	/** Waits until every item is prepared, then for the turn of this one. */
	async take(item: number): Promise<void> {
		const allPrepared = new Promise<void>((resolve) => this.waiting.push(resolve));
		this.prepared(item);
		await allPrepared;
		await this.turns.get(item)?.start;
	}

	/** Ends the turn of an item, also of one that does not write. */
	end(item: number): void {
		this.turns.get(item)?.end();
		this.prepared(item);
	}

	private prepared(item: number): void {
		this.unprepared.delete(item);
		if (this.unprepared.size > 0) return;
		for (const resolve of this.waiting.splice(0)) resolve();
	}
}
