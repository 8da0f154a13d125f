/** Looks records up in a list that is read as a whole, because the API has no filter by ID for it. */
import type { ListEndpoint } from '../endpoints/endpoint';
import type { ReadPages } from '../paginator/readPages';
import { createAllReader } from '../paginator/readPages';
import { orStatus } from '../requester/requestError';
import type { RawRecord } from '../schema/record';
import { readId } from '../schema/record';
import type { LoaderConfig, Unavailable } from './batchLoader';
import { LIST_UNAVAILABLE } from '../httpStatus';
import { findById, normalizeId } from './queuedLoader';

/** Reads the list once, when the first ID is needed. */
export class ListLoader<T> {
	unavailable: Unavailable | null = null;
	/** All readers wait for the same request, so none has to wait for another. */
	readonly hasQueued = false;
	readonly endpoint: ListEndpoint;
	private isNeeded = false;
	private records: ReadonlyMap<string, T> = new Map();
	private reading?: Promise<void>;

	constructor(
		private readonly readPages: ReadPages,
		private readonly config: Omit<LoaderConfig<T>, 'filter'>,
	) {
		this.endpoint = config.endpoint;
	}

	/** Notes that an ID is needed. */
	enqueue(id: string): void {
		this.isNeeded ||= id.trim() !== '';
	}

	/**
	 * Reads the list, if an ID is needed.
	 * @throws what a request threw, except for an unavailable list
	 */
	async flush(): Promise<void> {
		if (this.isNeeded) await (this.reading ??= this.read());
	}

	/** The selected part of a record; undefined if no record has this ID. */
	get(id: string): T | undefined {
		return findById(this.records, id);
	}

	private async read(): Promise<void> {
		const { endpoint, id, select } = this.config;
		const all = await orStatus(createAllReader(this.readPages)(endpoint), LIST_UNAVAILABLE);
		if (typeof all === 'number') this.unavailable = all;
		else {
			const entryOf = (one: RawRecord): [string, T] => [normalizeId(readId(one, id)), select(one)];
			this.records = new Map(all.map(entryOf));
		}
	}
}
