/**
 * One poll: reads on where the last one stopped, looks for what arrived late when it is time for it, and
 * gives what is new. Plain values in, plain values out: whoever calls it keeps the state, and keeps the
 * old one when this throws.
 */
import type { RawRecord } from '../schema/normalizer';
import type { TriggerEvent } from './events';
import type { LateOrder } from './late';
import { changeSpan, isDue } from './late';
import type { Seconds } from './moment';
import { readOn } from './scan';
import type { Limits, ResultSource } from './readSlice';
import type { State } from './state';
import { initialState, changeFilters } from './initialState';
import type { Start } from './initialState';
import { sweepOn } from './sweep';

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

/**
 * The state that a poll goes on from: with another event or host, everything begins anew. It is also what
 * remains of a poll that may not read. What happens meanwhile is then given by the next poll that does;
 * only a beginning is noted, because Now On counts from there.
 */
export async function stateBefore(
	stored: State | null,
	order: PollConfig,
	source: ResultSource,
): Promise<State> {
	return stored?.source === order.source ? stored : await initialState(order, source);
}

/** Reads one window to its end, a part of it, or cuts it. */
export type Step = (
	state: State,
	order: PollConfig,
	source: ResultSource,
	limits: Limits,
) => Promise<PollResult>;

/**
 * What stops a sweep holds nothing back: what is new is given all the same, and the next poll sweeps again.
 * @throws what stopped a request, for a sweep where there is nothing to give; then nothing has happened
 */
export async function poll(
	stored: State | null,
	order: PollConfig,
	source: ResultSource,
	limits: Limits,
): Promise<PollResult> {
	const known = await stateBefore(stored, order, source);
	const current = known.filters === order.filters ? known : changeFilters(known, order);
	// A copy of the poll's own: what is given is noted in it.
	let state = changeSpan({ ...current, seen: current.seen.copy() }, order.late);
	const records: RawRecord[] = [];
	const hasTime = () => records.length < limits.rows / 2 && !limits.isLate();
	/** @returns whether it came to the end of what it is for */
	const run = async (step: Step, isAtEnd: () => boolean): Promise<void> => {
		do {
			const { state: next, records: some } = await step(state, order, source, limits);
			for (const record of some) records.push(record);
			state = next;
		} while (!isAtEnd() && hasTime());
	};
	const readsOn = async () => await run(readOn, () => state.scan === null);
	const faults: unknown[] = [];
	const sweeps = async () =>
		await run(sweepOn, () => state.late.sweep === null).catch((error: unknown) => {
			faults.push(error);
		});
	const isSweepDue = () => isDue(state, source.now(), order.late);

	// Where there is never time for both, they take turns.
	const hasWaited = state.late.waits && (state.late.sweep !== null || state.scan === null);
	if (hasWaited) await sweeps();
	if (!hasWaited || faults.length > 0 || hasTime()) await readsOn();
	const swept = hasWaited || (isSweepDue() && hasTime());
	if (swept && !hasWaited) await sweeps();
	if (faults.length > 0 && records.length === 0) throw faults[0];
	return { state: { ...state, late: { ...state.late, waits: !swept && isSweepDue() } }, records };
}
