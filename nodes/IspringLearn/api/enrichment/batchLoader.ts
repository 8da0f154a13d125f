import { chunk, IDS_PER_REQUEST } from '../paginator/chunkQuery';
import {
	INVALID_ID_STATUS,
	MAX_INVALID_IDS,
	bisectInvalidIds,
} from '../paginator/bisectInvalidIds';
import type { ReadPages, ReadAll } from '../paginator/readAll';
import { createAllReader } from '../paginator/readAll';
import type { ListEndpoint } from '../endpoints/endpoint';
import type { RawRecord } from '../schema/record';
import { readId } from '../schema/record';
import { orStatus } from '../requester/requestError';

/** How records of a list are looked up: by which filter, and what of each is kept. */
export interface LoaderConfig<T> {
	resource: ListEndpoint;
	/** The filter that takes ids. */
	filter: string;
	/** The field that holds a record's own id. */
	id: string;
	keep: (record: RawRecord) => T;
}

/** The account may not read the list, or its API has none. */
export const LIST_UNAVAILABLE: ReadonlySet<number> = new Set([403, 404]);

const EXPECTED: ReadonlySet<number> = new Set([INVALID_ID_STATUS, ...LIST_UNAVAILABLE]);

/** From so many ids on, the list itself may take fewer requests than they do. It is tried once. */
const MANY = 1000;

/** The form in which ids are compared. */
export const normalizeId = (id: string): string => id.trim().toLowerCase();

/** What is kept under an id, which is sent in the form that it is kept in but for rare exceptions. */
export const findById = <T>(kept: ReadonlyMap<string, T>, id: string): T | undefined =>
	kept.get(id) ?? kept.get(normalizeId(id));

/**
 * Looks records up by their ids, none twice: so many ids a request, or, when there are many, in the
 * list itself as long as a page of it brings more of them than a request for ids would.
 */
export class BatchLoader<T> {
	/** True when iSpring Learn does not give the list to this account. */
	unavailable = false;
	private readonly unknown = new Set<string>();
	private readonly found = new Map<string, T>();
	private readonly noted = new Set<string>();
	private waiting: string[] = [];
	private list: 'untried' | 'tried' | 'read' = 'untried';
	private readonly underWay: Array<Promise<void>> = [];
	private readonly read: ReadAll;

	constructor(
		private readonly pages: ReadPages,
		private readonly how: LoaderConfig<T>,
	) {
		this.read = createAllReader(pages);
	}

	/** Notes an id to be looked up, unless the list has told already. */
	enqueue(id: string): void {
		if (this.list === 'read' || this.noted.has(id)) return;
		const key = normalizeId(id);
		if (key === '' || this.noted.has(key) || this.found.has(key)) return;
		this.noted.add(key);
		this.waiting.push(key);
	}

	/** Whether there are wanted ids of which no look-up has begun. */
	get hasQueued(): boolean {
		return this.waiting.length > 0;
	}

	/**
	 * Waits until every id that was wanted is looked up.
	 * @throws what stopped a request, unless it was that ids are not known or the list is refused
	 */
	async flush(): Promise<void> {
		if (this.waiting.length > 0) {
			this.underWay.push(this.lookUpAll(this.waiting));
			this.waiting = [];
		}
		await Promise.all(this.underWay);
	}

	/** What was kept of a record; undefined when there is none with that id. */
	get(id: string): T | undefined {
		return findById(this.found, id);
	}

	private isWorthTheList(): boolean {
		return this.list === 'untried' && this.noted.size >= MANY;
	}

	private async lookUpAll(ids: string[]): Promise<void> {
		const left = this.isWorthTheList() ? await this.findInList(ids) : ids;
		await Promise.all(chunk(left, IDS_PER_REQUEST).map(async (some) => await this.lookUp(some)));
	}

	/** The ids that are still to be looked up; none when the list was read to its end. */
	private async findInList(ids: readonly string[]): Promise<string[]> {
		const left = await orStatus(this.readList(ids), LIST_UNAVAILABLE);
		if (typeof left !== 'number') return left;
		this.unavailable = true;
		return [];
	}

	private async readList(ids: readonly string[]): Promise<string[]> {
		this.list = 'tried';
		const left = new Set(ids);
		let pages = 0;
		for await (const records of this.pages(this.how.resource)) {
			for (const record of records) left.delete(this.keep(record));
			pages += 1;
			if (ids.length - left.size < pages * IDS_PER_REQUEST) return [...left];
		}
		this.list = 'read';
		return [];
	}

	private async lookUp(ids: string[]): Promise<void> {
		for await (const id of bisectInvalidIds(ids, async (some) => await this.isAccepted(some))) {
			this.unknown.add(id);
			if (this.unknown.size > MAX_INVALID_IDS) this.unavailable = true;
		}
	}

	/** Keeps what a call gives. False when it is refused for the sake of some of the ids. */
	private async isAccepted(ids: readonly string[]): Promise<boolean> {
		if (this.unavailable) return true;
		const { resource, filter } = this.how;
		const records = await orStatus(this.read(resource, { [filter]: ids }), EXPECTED);
		if (records === INVALID_ID_STATUS) return false;
		if (typeof records === 'number') this.unavailable = true;
		else for (const record of records) this.keep(record);
		return true;
	}

	/** Gives the id under which it is found. */
	private keep(record: RawRecord): string {
		const id = normalizeId(readId(record, this.how.id));
		this.found.set(id, this.how.keep(record));
		return id;
	}
}
