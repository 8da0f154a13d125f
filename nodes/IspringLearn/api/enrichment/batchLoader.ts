/** Looks records up by ID, in as few requests as possible. */
import { chunk, IDS_PER_REQUEST } from '../paginator/chunkQuery';
import { INVALID_ID_STATUS, MAX_INVALID_IDS, bisectInvalidIds } from '../paginator/invalidIds';
import type { ReadPages, ReadAll } from '../paginator/readPages';
import { createAllReader } from '../paginator/readPages';
import type { ListEndpoint } from '../endpoints/endpoint';
import { LIST_UNAVAILABLE } from '../httpStatus';
import type { RawRecord } from '../schema/record';
import { readId } from '../schema/record';
import { orStatus } from '../requester/requestError';
import { normalizeId, QueuedLoader } from './queuedLoader';

/** Where and how to look records up. */
export interface LoaderConfig<T> {
	endpoint: ListEndpoint;
	/** The filter that takes IDs. */
	filter: string;
	/** The field that holds a record's own ID. */
	id: string;
	/** Selects the part of a record to keep. */
	select: (record: RawRecord) => T;
}

/** Why a list cannot be read: the status of the answer, or nearly none of the IDs exist in it. */
export type Unavailable = number | 'unknownIds';

const EXPECTED: ReadonlySet<number> = new Set([INVALID_ID_STATUS, ...LIST_UNAVAILABLE]);

/** With this many IDs, reading the whole list may take fewer requests. */
const TRY_WHOLE_LIST = 1000;

/**
 * Looks each record up once: up to 50 IDs per request. With many IDs it reads the list itself, for as long as
 * a page of it contains more of them than a request by ID would return.
 */
export class BatchLoader<T> extends QueuedLoader<T> {
	unavailable: Unavailable | null = null;
	readonly endpoint: ListEndpoint;
	private readonly invalidIds = new Set<string>();
	private readonly readAll: ReadAll;
	private list: 'unread' | 'partly read' | 'read' = 'unread';

	constructor(
		private readonly readPages: ReadPages,
		private readonly config: LoaderConfig<T>,
	) {
		super();
		this.readAll = createAllReader(readPages);
		this.endpoint = config.endpoint;
	}

	/** Adds an ID to the next requests, unless it is known or the whole list has been read. */
	override enqueue(id: string): void {
		if (this.list !== 'read') super.enqueue(id);
	}

	protected async loadAll(ids: string[]): Promise<void> {
		const triesList = this.list === 'unread' && this.known.size >= TRY_WHOLE_LIST;
		const rest = triesList ? await this.loadFromList(ids) : ids;
		await Promise.all(chunk(rest, IDS_PER_REQUEST).map(async (some) => await this.load(some)));
	}

	/** Returns the IDs that are still to be looked up; none if the list was read to its end. */
	private async loadFromList(ids: readonly string[]): Promise<string[]> {
		const rest = await orStatus(this.readList(ids), LIST_UNAVAILABLE);
		if (typeof rest !== 'number') return rest;
		this.unavailable = rest;
		return [];
	}

	private async readList(ids: readonly string[]): Promise<string[]> {
		this.list = 'partly read';
		const rest = new Set(ids);
		let pages = 0;
		for await (const records of this.readPages(this.config.endpoint)) {
			for (const record of records) rest.delete(this.keep(record));
			pages += 1;
			if (ids.length - rest.size < pages * IDS_PER_REQUEST) return [...rest];
		}
		this.list = 'read';
		return [];
	}

	private async load(ids: string[]): Promise<void> {
		for await (const id of bisectInvalidIds(ids, async (some) => await this.tryLoad(some))) {
			this.invalidIds.add(id);
			if (this.invalidIds.size > MAX_INVALID_IDS) this.unavailable ??= 'unknownIds';
		}
	}

	/** Returns false if the API rejects the request because of some of the IDs. */
	private async tryLoad(ids: readonly string[]): Promise<boolean> {
		if (this.unavailable !== null) return true;
		const { endpoint, filter } = this.config;
		const records = await orStatus(this.readAll(endpoint, { [filter]: ids }), EXPECTED);
		if (records === INVALID_ID_STATUS) return false;
		if (typeof records === 'number') this.unavailable = records;
		else for (const record of records) this.keep(record);
		return true;
	}

	/** Stores the selected part of a record, and returns the record's normalised ID. */
	private keep(record: RawRecord): string {
		const id = normalizeId(readId(record, this.config.id));
		this.found.set(id, this.config.select(record));
		return id;
	}
}
