/** n8n as far as it matters to the state of a trigger: when it is kept, when it is lost. */
import type { PollConfig } from '../../../../../nodes/IspringLearn/api/incremental/pollConfig';
import { poll } from '../../../../../nodes/IspringLearn/api/incremental/poll';
import type { ResultSource } from '../../../../../nodes/IspringLearn/api/incremental/readSlice';
import type { State } from '../../../../../nodes/IspringLearn/api/incremental/state';
import { restoreState, storeState } from '../../../../../nodes/IspringLearn/api/incremental/state';
import type { EventName, Server } from './account';
import { Down, keyOf } from './account';

/** When n8n comes to an end around the handing over of items. */
export type Crash = 'before' | 'itemsOnly' | 'stateOnly' | null;

export interface Tick {
	/** So many pages a poll may read before it is late. */
	pages: number;
	crash: Crash;
}

/** A pass or a sweep that came to its end, and whose outcome was not lost. */
export interface Read {
	start: number;
	end: number;
}

/** What is known of sweeps, as long as the state that they came to is not lost. */
interface Marks {
	/** When the one that is under way began, */
	begun: number | null;
	/** the last one that came to its end, */
	last: number;
	/** and that before the first of those that learned what was there. */
	learning: number | null;
}

export class Engine {
	readonly given = new Map<string, number>();
	/** What was under way when n8n ended between handing items over and saving, where its own order decides. */
	readonly lostByN8n = new Set<string>();
	readonly passes: Read[] = [];
	readonly sweeps: Read[] = [];
	/** Times of which nothing is known that arrives so late that only a sweep finds it. */
	readonly blind: Read[] = [];
	/** When the poll began of which the first state was saved; null before. */
	activatedAt: number | null = null;
	private kept = true;
	private saved = 'null';
	private memory = 'null';
	private readAt: number | null = null;
	private marks: Marks = { begun: null, last: -Infinity, learning: null };
	private savedMarks: Marks = this.marks;

	/**
	 * @param isDurable whether n8n saves the state together with the execution and after every poll by
	 * schedule, as it can since 2.36; else it saves when there are items, and at the activation
	 */
	constructor(
		private readonly event: EventName,
		private readonly server: Server,
		private readonly isDurable: boolean,
		private readonly remembered: number,
	) {}

	/** What is known of the last poll: n8n's copy, or the memory of its process. */
	get knownReadAt(): number {
		const saved = restoreState(JSON.parse(this.memory))?.readAt ?? 0;
		return Math.max(saved, this.readAt ?? 0);
	}

	get isReading(): boolean {
		return restoreState(JSON.parse(this.memory))?.scan != null;
	}

	/** Whether everything is read that is to be read for now, sweeps included. */
	get isAtRest(): boolean {
		const state = restoreState(JSON.parse(this.memory));
		return state !== null && state.scan === null && state.late.sweep === null && !state.late.waits;
	}

	/** Whether the next poll goes on from where the last one ended. */
	get isKept(): boolean {
		return this.kept;
	}

	/** Ends n8n and starts it again. */
	restart(): void {
		this.memory = this.saved;
		this.marks = this.savedMarks;
		this.readAt = null;
		if (this.saved !== 'null') return;
		// Nothing is known of the activation any more: what is there now was there before.
		this.activatedAt = null;
		this.passes.length = 0;
		this.sweeps.length = 0;
		this.blind.length = 0;
	}

	/** The workflow was changed: n8n loads it anew. What was begun and not saved, the trigger itself remembers. */
	reload(): void {
		if (this.saved === 'null') return;
		this.memory = this.saved;
		this.marks = this.savedMarks;
	}

	/** One poll. True when it went well and n8n lived on. */
	async poll(order: PollConfig, { pages, crash }: Tick, isActivation: boolean): Promise<boolean> {
		const begin = this.server.now;
		let left = pages;
		const { event } = order;
		const source: ResultSource = {
			now: () => this.server.now,
			askNow: async () => {
				this.server.request();
				return this.server.now;
			},
			queries: this.server.queries,
			pages: ({ from, until }, first) => {
				const end = until === null ? null : until + 1;
				const server = this.server.pages(event.date, from - 1, end, first);
				return counted(server, () => (left -= 1));
			},
		};
		const { remembered } = this;
		const limits = { rows: 12, remembered, isLate: () => left <= 0 };
		const asked = { ...order, readAt: this.readAt };
		const before = restoreState(JSON.parse(this.memory));
		const polled = await poll(before, asked, source, limits).catch(async (error: unknown) =>
			error instanceof Down ? null : await Promise.reject(error),
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
				this.marks = this.markedAfter(before, state, order, begin);
				this.savedMarks = this.marks;
				this.saved = json;
				this.activatedAt ??= begin;
			}
			this.restart();
			return false;
		}
		this.count(keys);
		const isForgotten = this.isDurable && isActivation && keys.length === 0;
		this.kept = !isForgotten || this.saved === 'null';
		if (this.kept) {
			this.memory = json;
			this.marks = this.markedAfter(before, state, order, begin);
		}
		if (!isForgotten && (this.isDurable || isActivation || keys.length > 0)) {
			this.saved = json;
			this.savedMarks = this.marks;
		}
		this.readAt = state.readAt;
		this.activatedAt ??= begin;
		if (state.scan === null) this.passes.push({ start: state.readAt ?? 0, end: this.server.now });
		return true;
	}

	/** What is known of sweeps after a poll whose outcome is kept. */
	private markedAfter(before: State | null, after: State, order: PollConfig, begin: number): Marks {
		const { begun, last, learning } = this.marks;
		const isNew = before?.filters !== order.filters || before.late.span !== order.late.span;
		// Who begins with a date, or with all there is, is given what is there.
		const isTold = before === null && order.start().from !== 'now';
		const learns = isNew && !isTold ? (learning ?? last) : learning;
		const start = (isNew ? null : begun) ?? begin;
		const { sweep, dueAt } = after.late;
		if (sweep !== null) return { begun: start, last, learning: learns };
		if (dueAt === (isNew ? null : before.late.dueAt))
			return { begun: null, last, learning: learns };
		this.sweeps.push({ start, end: this.server.now });
		if (learns !== null) this.blind.push({ start: learns, end: this.server.now });
		return { begun: null, last: start, learning: null };
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
