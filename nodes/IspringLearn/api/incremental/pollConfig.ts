/** How a poll is configured, and the state in which it therefore starts. */
import type { RawRecord } from '../schema/record';
import type { Limits, ResultSource, TriggerEvent } from './readSlice';
import { SeenSet } from './seenSet';
import type { Late, Scan, State } from './state';
import type { Seconds } from './time';
import { later, OLDEST } from './time';

/** Which events the trigger returns when it starts without a state. */
export type Start = { from: 'now' } | { from: 'date'; date: Seconds } | { from: 'everything' };

/** How sweeps look for late results, which arrive after the lookback has moved past their date. */
export interface LateConfig {
	/** How far before the cursor a sweep reads; 0 turns sweeps off. */
	reach: Seconds;
	/** From the start of one sweep to the start of the next, if they take few requests. */
	every: Seconds;
}

/** How the trigger polls. */
export interface PollConfig {
	event: TriggerEvent;
	/** Identifies event and API host. When it changes, the trigger starts over. */
	source: string;
	/** A hash of the filters. */
	filters: string;
	/** Where to start without a state; called only then. */
	start: () => Start;
	/** How far before the cursor each poll reads again. */
	lookback: Seconds;
	late: LateConfig;
	/** The server's time of the last scan in this process, which n8n may not have stored; null if unknown. */
	readAt: Seconds | null;
}

/** What a poll, or one step of it, returns. */
export interface PollResult {
	state: State;
	/** New results, in the order received. */
	records: RawRecord[];
}

/** Reads one slice, or some queries of it, or cuts it. */
export type Step = (
	state: State,
	config: PollConfig,
	source: ResultSource,
	limits: Limits,
) => Promise<PollResult>;

/**
 * The stored state, or the initial one if there is none for this event and host.
 * @throws whatever stopped the request for the server's time
 */
export async function resumeState(
	stored: State | null,
	config: PollConfig,
	source: ResultSource,
): Promise<State> {
	return stored?.source === config.source ? stored : await initialState(config, source);
}

/** The state before the first poll. Only a start from `now` requests the server's time. */
async function initialState(
	{ source, filters, start, lookback, late }: PollConfig,
	results: ResultSource,
): Promise<State> {
	const startAt = (date: Seconds, notBefore = OLDEST): State => ({
		source,
		filters,
		// One second earlier, so that a change of filters before the first scan does not suppress that second.
		cursor: date - 1,
		lookbackFrom: date,
		suppressUntil: null,
		readAt: null,
		scan: null,
		late: unknownLate(date, notBefore, late.reach),
		seen: new SeenSet(),
	});
	const from = start();
	switch (from.from) {
		case 'everything':
			return startAt(OLDEST);
		case 'date':
			return startAt(Math.max(from.date, OLDEST), Math.max(from.date, OLDEST));
		case 'now': {
			// The first scan adds what is already there to the seen set, so that late results stand out from it.
			const now = await results.fetchNow();
			return { ...startAt(now - lookback), cursor: now, suppressUntil: now };
		}
	}
}

/** The state with which a poll starts, after a change of filters or reach. It has its own copy of the seen set. */
export function applyConfig(stored: State, config: PollConfig): State {
	const state = stored.filters === config.filters ? stored : changeFilters(stored, config);
	return { ...changeReach(state, config.late), seen: state.seen.copy() };
}

/**
 * New filters let results through that were not read before. Those up to the last poll are suppressed,
 * those since are returned.
 */
function changeFilters(state: State, { filters, readAt }: PollConfig): State {
	const polledTo = [state.readAt, readAt, scannedTo(state.scan)].reduce(later, state.cursor);
	const { lookbackFrom, late } = state;
	return {
		...state,
		filters,
		suppressUntil: later(polledTo, state.suppressUntil),
		scan: null,
		late: { ...unknownLate(lookbackFrom, late.notBefore, late.reach), from: late.from },
	};
}

/** How far a scan has come. Of dates in the future it knows only what was there when it started. */
function scannedTo(scan: Scan | null): Seconds | null {
	const { startedAt = null, readTo = null } = scan ?? {};
	return startedAt === null || readTo === null ? null : Math.min(startedAt, readTo);
}

/** With another reach a sweep is due now: it learns what it did not read before. */
function changeReach(state: State, { reach }: LateConfig): State {
	const { late, cursor } = state;
	if (late.reach === reach) return state;
	const from = late.from === null ? null : Math.max(late.notBefore, cursor - reach);
	return { ...state, late: { ...unknownLate(late.knownFrom, late.notBefore, reach), from } };
}

/** What is known about late results before the first sweep. */
const unknownLate = (knownFrom: Seconds, notBefore: Seconds, reach: Seconds): Late => ({
	reach,
	notBefore,
	from: null,
	knownFrom,
	dueAt: null,
	sweepFirst: false,
	sweep: null,
});
