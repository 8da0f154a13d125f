/** Lets the work for one key run one after another. */
export class Turns {
	private readonly last = new Map<string, Promise<unknown>>();

	/** Waits for the work before, whether it succeeds or not, then does this work. */
	async take<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.last.get(key) ?? Promise.resolve();
		const turn = before.then(work, work);
		const ended = turn.then(
			() => {},
			() => {},
		);
		this.last.set(key, ended);
		try {
			return await turn;
		} finally {
			if (this.last.get(key) === ended) this.last.delete(key);
		}
	}
}
