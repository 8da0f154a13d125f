/**
 * One poll: reads on where the last one stopped, looks for what arrived late when it is time for it, and
 * gives what is new. Plain values in, plain values out: whoever calls it keeps the state, and keeps the
 * old one when this throws.
 */
import type { RawRecord } from '../schema/record';
import { changeSpan, isDue } from './late';
import type { PollConfig, PollResult, Step } from './pollConfig';
import { readOn } from './scan';
import type { Limits, ResultSource } from './readSlice';
import type { State } from './state';
import { initialState, changeFilters } from './initialState';
import { sweepOn } from './sweep';

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
