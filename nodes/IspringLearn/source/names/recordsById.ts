import { IDS_PER_REQUEST } from '../paging/batches';
import { ID_NOT_KNOWN, MOST_UNKNOWN, refusedIds } from '../paging/refusedIds';
import type { ReadWhole } from '../readWhole';
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

const normal = (id: string): string => id.trim().toLowerCase();

/** Looks records up by their ids: so many ids a request, and no id twice. */
export class RecordsById<T> {
	/** True when iSpring Learn does not give the list to this account. */
	refused = false;
	private readonly unknown = new Set<string>();
	private readonly found = new Map<string, T>();
	/** Every id that was wanted as it was written, with the one that is looked up. */
	private readonly wanted = new Map<string, string>();
	private readonly asked = new Set<string>();
	private waiting: string[] = [];
	private readonly underWay: Array<Promise<void>> = [];

	constructor(
		private readonly read: ReadWhole,
		private readonly how: LookUp<T>,
	) {}

	/** Notes an id. A request goes out as soon as there are enough of them. */
	want(id: string): void {
		if (this.wanted.has(id)) return;
		const key = normal(id);
		this.wanted.set(id, key);
		if (key === '' || this.asked.has(key)) return;
		this.asked.add(key);
		this.waiting.push(key);
		if (this.waiting.length === IDS_PER_REQUEST) this.send();
	}

	/**
	 * Waits until every id that was wanted is looked up.
	 * @throws what stopped a request, unless it was that ids are not known or the list is refused
	 */
	async settle(): Promise<void> {
		this.send();
		await Promise.all(this.underWay);
	}

	/** What was kept of a record; undefined when there is none with that id. */
	get(id: string): T | undefined {
		return this.found.get(this.wanted.get(id) ?? normal(id));
	}

	private send(): void {
		const ids = this.waiting;
		this.waiting = [];
		if (ids.length === 0) return;
		const lookingUp = this.lookUp(ids);
		// Whoever settles gets to know of it; until then it is not unhandled.
		lookingUp.catch(() => {});
		this.underWay.push(lookingUp);
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
		const { resource, filter, id, keep } = this.how;
		const records = await unlessStatus(this.read(resource, { [filter]: ids }), EXPECTED);
		if (records === ID_NOT_KNOWN) return false;
		if (typeof records === 'number') this.refused = true;
		else for (const record of records) this.found.set(normal(idOf(record, id)), keep(record));
		return true;
	}
}
