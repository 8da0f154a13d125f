/** n8n as far as it matters to the state of a trigger: when it is kept, when it is lost. */
import type { Order } from '../../../../../nodes/IspringLearn/source/trigger/poll';
import { poll } from '../../../../../nodes/IspringLearn/source/trigger/poll';
import type { ResultSource } from '../../../../../nodes/IspringLearn/source/trigger/reader';
import { restoreState, storeState } from '../../../../../nodes/IspringLearn/source/trigger/state';
import type { EventName, Server } from './account';
import { Down, keyOf } from './account';

/** When n8n comes to an end around the handing over of items. */
export type Crash = 'before' | 'itemsOnly' | 'stateOnly' | null;

export interface Tick {
	/** So many pages a poll may read before it is late. */
	pages: number;
	crash: Crash;
}

/** A pass that came to its end, and whose outcome was not lost. */
export interface Pass {
	start: number;
	end: number;
}

export class Engine {
	readonly given = new Map<string, number>();
	/** What was under way when n8n ended between handing items over and saving, where its own order decides. */
	readonly lostByN8n = new Set<string>();
	readonly passes: Pass[] = [];
	/** When the poll began of which the first state was saved; null before. */
	activatedAt: number | null = null;
	private kept = true;
	private saved = 'null';
	private memory = 'null';
	private readAt: number | null = null;

	/**
	 * @param isDurable whether n8n saves the state together with the execution and after every poll by
	 * schedule, as it can since 2.36; else it saves when there are items, and at the activation
	 */
	constructor(
		private readonly event: EventName,
		private readonly server: Server,
		private readonly isDurable: boolean,
	) {}

	/** What is known of the last poll: n8n's copy, or the memory of its process. */
	get knownReadAt(): number {
		const saved = restoreState(JSON.parse(this.memory))?.readAt ?? 0;
		return Math.max(saved, this.readAt ?? 0);
	}

	get isReading(): boolean {
		return restoreState(JSON.parse(this.memory))?.pass != null;
	}

	/** Whether the next poll goes on from where the last one ended. */
	get isKept(): boolean {
		return this.kept;
	}

	/** Ends n8n and starts it again. */
	restart(): void {
		this.memory = this.saved;
		this.readAt = null;
		if (this.saved !== 'null') return;
		// Nothing is known of the activation any more: what is there now was there before.
		this.activatedAt = null;
		this.passes.length = 0;
	}

	/** The workflow was changed: n8n loads it anew. What was begun and not saved, the trigger itself remembers. */
	reload(): void {
		if (this.saved !== 'null') this.memory = this.saved;
	}

	/** One poll. True when it went well and n8n lived on. */
	async poll(order: Order, { pages, crash }: Tick, isActivation: boolean): Promise<boolean> {
		const begin = this.server.now;
		let left = pages;
		const { event } = order;
		const source: ResultSource = {
			now: () => this.server.now,
			askNow: async () => {
				this.server.request();
				return this.server.now;
			},
			pages: ({ from, until }) => {
				const server = this.server.pages(event.date, from - 1, until === null ? null : until + 1);
				return counted(server, () => (left -= 1));
			},
		};
		const limits = { rows: 12, isLate: () => left <= 0 };
		const asked = { ...order, readAt: this.readAt };
		const polled = await poll(restoreState(JSON.parse(this.memory)), asked, source, limits).catch(
			async (error: unknown) => (error instanceof Down ? null : await Promise.reject(error)),
		);
		if (polled === null) return false;
		const { state, records } = polled;
		const keys = records.map((record) => keyOf(this.event, record));
		const json = JSON.stringify(storeState(state));
		if (crash === 'before') {
			this.restart();
			return false;
		}
		if (keys.length > 0 && crash !== null && !this.isDurable) {
			for (const key of keys) this.lostByN8n.add(key);
			if (crash === 'itemsOnly') this.count(keys);
			else {
				this.saved = json;
				this.activatedAt ??= begin;
			}
			this.restart();
			return false;
		}
		this.count(keys);
		const isForgotten = this.isDurable && isActivation && keys.length === 0;
		this.kept = !isForgotten || this.saved === 'null';
		if (this.kept) this.memory = json;
		if (!isForgotten && (this.isDurable || isActivation || keys.length > 0)) this.saved = json;
		this.readAt = state.readAt;
		this.activatedAt ??= begin;
		if (state.pass === null) this.passes.push({ start: state.readAt ?? 0, end: this.server.now });
		return true;
	}

	private count(keys: readonly string[]): void {
		for (const key of keys) this.given.set(key, (this.given.get(key) ?? 0) + 1);
	}
}

async function* counted<T>(pages: AsyncGenerator<T>, count: () => void): AsyncGenerator<T> {
	for await (const page of pages) {
		count();
		yield page;
	}
}
