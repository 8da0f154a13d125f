/** What a poll is told, and what it gives. */
import type { RawRecord } from '../schema/record';
import type { TriggerEvent } from './events';
import type { LateOrder } from './late';
import type { Seconds } from './moment';
import type { Limits, ResultSource } from './readSlice';
import type { State } from './state';

/** From when on events are given. */
export type Start = { from: 'now' } | { from: 'date'; date: Seconds } | { from: 'everything' };

/** What is waited for. */
export interface PollConfig {
	event: TriggerEvent;
	/** Names event and API host: with another one everything begins anew. */
	source: string;
	/** The filters, as a hash. */
	filters: string;
	/** Where to begin; asked for when there is no state yet. */
	start: () => Start;
	/** What arrives this much later than it is dated is given by the next poll, in seconds. */
	overlap: Seconds;
	/** What arrives later than that is given by the next sweep. */
	late: LateOrder;
	/** The server's time of the last poll that is known of, should it not be in the state. */
	readAt: Seconds | null;
}

export interface PollResult {
	state: State;
	/** The new results, in the order received. */
	records: RawRecord[];
}

/** Reads one window to its end, a part of it, or cuts it. */
export type Step = (
	state: State,
	order: PollConfig,
	source: ResultSource,
	limits: Limits,
) => Promise<PollResult>;
