/** n8n, as far as the state of a trigger is concerned: when it stores it, and when it loses it. */
import type { PollConfig } from '../../../../../nodes/IspringLearn/api/incremental/pollConfig';
import { poll } from '../../../../../nodes/IspringLearn/api/incremental/poll';
import type { ResultSource } from '../../../../../nodes/IspringLearn/api/incremental/readSlice';
import type { State } from '../../../../../nodes/IspringLearn/api/incremental/state';
import {
	restoreState,
	storeState,
} from '../../../../../nodes/IspringLearn/api/incremental/storedState';
import type { EventName, Server } from './account';
import { Down, keyOf } from './account';

/** What n8n had done when it was killed: nothing, passed the items on, or stored the state. */
export type Crash = 'before' | 'itemsOnly' | 'stateOnly' | null;

export interface PollOptions {
	/** Pages after which the time of the poll is up. */
	pages: number;
	crash: Crash;
}

/** A complete scan or sweep whose state was kept. */
export interface CompleteRead {
	start: number;
	end: number;
}

/** The sweeps behind a state. They are lost with it. */
interface SweepLog {
	/** When the current sweep started… */
	started: number | null;
	/** …when the last complete sweep started… */
	last: number;
	/** …and when the one before the first sweep that suppresses what was there. */
	beforeLearning: number | null;
}

export class Engine {
	readonly returned = new Map<string, number>();
	/** Events of polls during which n8n was killed between passing on items and storing the state. */
	readonly lostByN8n = new Set<string>();
	readonly scans: CompleteRead[] = [];
	readonly sweeps: CompleteRead[] = [];
	/** Times in which a late result may be missed, because a sweep suppressed what was there. */
	readonly blind: CompleteRead[] = [];
	/** When the poll started whose state was the first to be stored; null before. */
	activatedAt: number | null = null;
	private kept = true;
	/** The state in n8n's database, as JSON. */
	private saved = 'null';
	/** The state in n8n's memory, as JSON. */
	private memory = 'null';
	private readAt: number | null = null;
	private log: SweepLog = { started: null, last: -Infinity, beforeLearning: null };
	private savedLog: SweepLog = this.log;

	/**
	 * @param isDurable whether n8n stores the state together with the execution and after every scheduled
	 * poll, as it can since 2.36. Otherwise it stores it when there are items, and at the activation
	 */
	constructor(
		private readonly event: EventName,
		private readonly server: Server,
		private readonly isDurable: boolean,
		private readonly maxSeen: number,
	) {}

	/** How far the trigger knows to have read: from the state, or from the memory of its process. */
	get knownReadAt(): number {
		return Math.max(this.state?.readAt ?? 0, this.readAt ?? 0);
	}

	get isScanning(): boolean {
		return this.state?.scan != null;
	}

	/** Whether neither a scan nor a sweep is under way or due. */
	get isIdle(): boolean {
		const { state } = this;
		return (
			state !== null && state.scan === null && state.late.sweep === null && !state.late.sweepFirst
		);
	}

	/** Whether the next poll continues from the state of the last one. */
	get isKept(): boolean {
		return this.kept;
	}

	/** Kills n8n and starts it again. */
	restart(): void {
		this.memory = this.saved;
		this.log = this.savedLog;
		this.readAt = null;
		if (this.saved !== 'null') return;
		// The activation is forgotten: the trigger starts over, and what is there now was there before.
		this.activatedAt = null;
		this.scans.length = 0;
		this.sweeps.length = 0;
		this.blind.length = 0;
	}

	/** A change of the workflow: n8n reads the state from its database. If there is none, the trigger remembers it. */
	reload(): void {
		if (this.saved === 'null') return;
		this.memory = this.saved;
		this.log = this.savedLog;
	}

	/** Polls once. True if the poll succeeded and n8n was not killed. */
	async poll(
		config: PollConfig,
		{ pages, crash }: PollOptions,
		isActivation: boolean,
	): Promise<boolean> {
		const startedAt = this.server.now;
		let left = pages;
		const { event } = config;
		const source: ResultSource = {
			now: () => this.server.now,
			fetchNow: async () => {
				this.server.request();
				return this.server.now;
			},
			queries: this.server.queries,
			pages: ({ from, until }, fromQuery) => {
				const end = until === null ? null : until + 1;
				const sent = this.server.pages(event.date, from - 1, end, fromQuery);
				return onEach(sent, () => (left -= 1));
			},
		};
		const { maxSeen } = this;
		const limits = { maxRows: 12, maxSeen, isTimeUp: () => left <= 0 };
		const before = this.state;
		const polled = await poll(before, { ...config, readAt: this.readAt }, source, limits).catch(
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
				this.log = this.logAfter(before, state, config, startedAt);
				this.savedLog = this.log;
				this.saved = json;
				this.activatedAt ??= startedAt;
			}
			this.restart();
			return false;
		}
		this.count(keys);
		const isForgotten = this.isDurable && isActivation && keys.length === 0;
		this.kept = !isForgotten || this.saved === 'null';
		if (this.kept) {
			this.memory = json;
			this.log = this.logAfter(before, state, config, startedAt);
		}
		if (!isForgotten && (this.isDurable || isActivation || keys.length > 0)) {
			this.saved = json;
			this.savedLog = this.log;
		}
		this.readAt = state.readAt;
		this.activatedAt ??= startedAt;
		if (state.scan === null) this.scans.push({ start: state.readAt ?? 0, end: this.server.now });
		return true;
	}

	private get state(): State | null {
		return restoreState(JSON.parse(this.memory));
	}

	/** The log after a poll whose state is kept. */
	private logAfter(
		before: State | null,
		after: State,
		config: PollConfig,
		startedAt: number,
	): SweepLog {
		const { started, last, beforeLearning } = this.log;
		const isChanged = before?.filters !== config.filters || before.late.reach !== config.late.reach;
		// A trigger that starts with a date, or with everything, returns what is there.
		const returnsOld = before === null && config.start().from !== 'now';
		const learning = isChanged && !returnsOld ? (beforeLearning ?? last) : beforeLearning;
		const start = (isChanged ? null : started) ?? startedAt;
		const { sweep, dueAt } = after.late;
		if (sweep !== null) return { started: start, last, beforeLearning: learning };
		if (dueAt === (isChanged ? null : before.late.dueAt))
			return { started: null, last, beforeLearning: learning };
		this.sweeps.push({ start, end: this.server.now });
		if (learning !== null) this.blind.push({ start: learning, end: this.server.now });
		return { started: null, last: start, beforeLearning: null };
	}

	private count(keys: readonly string[]): void {
		for (const key of keys) this.returned.set(key, (this.returned.get(key) ?? 0) + 1);
	}
}

async function* onEach<T>(pages: AsyncGenerator<T>, call: () => void): AsyncGenerator<T> {
	for await (const page of pages) {
		call();
		yield page;
	}
}
