/** Collects IDs, and looks each of them up once. */

/** Converts an ID to the form in which IDs are compared. */
export const normalizeId = (id: string): string => id.trim().toLowerCase();

/** Looks an ID up as sent first (nearly always the stored form), then normalised. */
export const findById = <T>(byId: ReadonlyMap<string, T>, id: string): T | undefined =>
	byId.get(id) ?? byId.get(normalizeId(id));

/** The queue of a loader. How it requests records is up to `loadAll`. */
export abstract class QueuedLoader<T> {
	/** What is kept of each record, by its normalised ID. */
	protected readonly found = new Map<string, T>();
	/** The normalised IDs that are queued or have been looked up. */
	protected readonly known = new Set<string>();
	private readonly running: Array<Promise<void>> = [];
	private queue: string[] = [];

	/** Looks up normalised IDs, and adds what it finds to `found`. */
	protected abstract loadAll(ids: string[]): Promise<void>;

	/** Adds an ID to the next requests, unless it is known. */
	enqueue(id: string): void {
		if (this.known.has(id)) return;
		const key = normalizeId(id);
		if (key === '' || this.known.has(key) || this.found.has(key)) return;
		this.known.add(key);
		this.queue.push(key);
	}

	/** Whether there are IDs that `flush` has to request. */
	get hasQueued(): boolean {
		return this.queue.length > 0;
	}

	/**
	 * Requests the queued IDs, and waits until every ID queued so far is looked up.
	 * @throws what a request threw, unless it says that records can't be read
	 */
	async flush(): Promise<void> {
		if (this.queue.length > 0) {
			this.running.push(this.loadAll(this.queue));
			this.queue = [];
		}
		await Promise.all(this.running);
	}

	/** What is kept of a record; undefined if no record has this ID. */
	get(id: string): T | undefined {
		return findById(this.found, id);
	}
}
