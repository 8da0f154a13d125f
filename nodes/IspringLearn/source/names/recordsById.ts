import { chunk, IDS_PER_REQUEST } from '../paging/batches';
import { ID_NOT_KNOWN, MOST_UNKNOWN, refusedIds } from '../paging/refusedIds';
import type { ReadPages, ReadWhole } from '../paging/readWhole';
import { wholeReader } from '../paging/readWhole';
import type { ListResource } from '../record/listResource';
import type { RawRecord } from '../record/schema';
import { idOf } from '../record/schema';
import { unlessStatus } from '../request/fault';

/** How records of a list are looked up: by which filter, and what of each is kept. */
export interface LookUp<T> {
	resource: ListResource;
	/** The filter that takes ids. */
	filter: string;
	/** The field that holds a record's own id. */
	id: string;
	keep: (record: RawRecord) => T;
}

/** The account may not read the list, or its API has none. */
export const REFUSED: ReadonlySet<number> = new Set([403, 404]);

const EXPECTED: ReadonlySet<number> = new Set([ID_NOT_KNOWN, ...REFUSED]);

/** From so many ids on, the list itself may take fewer requests than they do. It is tried once. */
const MANY = 1000;

/** The form in which ids are compared. */
export const normal = (id: string): string => id.trim().toLowerCase();

/** What is kept under an id, which is sent in the form that it is kept in but for rare exceptions. */
export const foundIn = <T>(kept: ReadonlyMap<string, T>, id: string): T | undefined =>
	kept.get(id) ?? kept.get(normal(id));

/**
 * Looks records up by their ids, none twice: so many ids a request, or, when there are many, in the
 * list itself as long as a page of it brings more of them than a request for ids would.
 */
export class RecordsById<T> {
	/** True when iSpring Learn does not give the list to this account. */
	refused = false;
	private readonly unknown = new Set<string>();
	private readonly found = new Map<string, T>();
	private readonly noted = new Set<string>();
	private waiting: string[] = [];
	private list: 'untried' | 'tried' | 'read' = 'untried';
	private readonly underWay: Array<Promise<void>> = [];
	private readonly read: ReadWhole;

	constructor(
		private readonly pages: ReadPages,
		private readonly how: LookUp<T>,
	) {
		this.read = wholeReader(pages);
	}

	/** Notes an id to be looked up, unless the list has told already. */
	want(id: string): void {
		if (this.list === 'read' || this.noted.has(id)) return;
		const key = normal(id);
		if (key === '' || this.noted.has(key) || this.found.has(key)) return;
		this.noted.add(key);
		this.waiting.push(key);
	}

	/** Whether there are wanted ids of which no look-up has begun. */
	get isBehind(): boolean {
		return this.waiting.length > 0;
	}

	/**
	 * Waits until every id that was wanted is looked up.
	 * @throws what stopped a request, unless it was that ids are not known or the list is refused
	 */
	async settle(): Promise<void> {
		if (this.waiting.length > 0) {
			this.underWay.push(this.lookUpAll(this.waiting));
			this.waiting = [];
		}
		await Promise.all(this.underWay);
	}

	/** What was kept of a record; undefined when there is none with that id. */
	get(id: string): T | undefined {
		return foundIn(this.found, id);
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
		const left = await unlessStatus(this.readList(ids), REFUSED);
		if (typeof left !== 'number') return left;
		this.refused = true;
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
		for await (const id of refusedIds(ids, async (some) => await this.isAccepted(some))) {
			this.unknown.add(id);
			if (this.unknown.size > MOST_UNKNOWN) this.refused = true;
		}
	}

	/** Keeps what a call gives. False when it is refused for the sake of some of the ids. */
	private async isAccepted(ids: readonly string[]): Promise<boolean> {
		if (this.refused) return true;
		const { resource, filter } = this.how;
		const records = await unlessStatus(this.read(resource, { [filter]: ids }), EXPECTED);
		if (records === ID_NOT_KNOWN) return false;
		if (typeof records === 'number') this.refused = true;
		else for (const record of records) this.keep(record);
		return true;
	}

	/** Gives the id under which it is found. */
	private keep(record: RawRecord): string {
		const id = normal(idOf(record, this.how.id));
		this.found.set(id, this.how.keep(record));
		return id;
	}
}
