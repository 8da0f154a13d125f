/**
 * One poll: load the state → read the slices since the cursor, minus the lookback → drop what the seen set
 * knows → return what is new. The state diagram is in docs/how-triggers-work.md. Plain values in, plain values out: the
 * caller adds the names and saves the state, and keeps the old state if anything throws.
 */
import type { RawRecord } from '../schema/record';
import type { PollConfig, PollResult, Step } from './pollConfig';
import { applyConfig, resumeState } from './pollConfig';
import type { Limits, ResultSource } from './readSlice';
import { scanSlice } from './scan';
import type { State } from './state';
import { isSweepDue, sweepSlice } from './sweep';

/**
 * Runs one poll.
 * @param stored null without a usable state
 * @throws whatever stopped a request of the scan, or of the sweep if the poll has no new results. A failed
 * sweep does not hold back new results: the next poll repeats it.
 */
export async function poll(
	stored: State | null,
	config: PollConfig,
	source: ResultSource,
	limits: Limits,
): Promise<PollResult> {
	let state = applyConfig(await resumeState(stored, config, source), config);
	const records: RawRecord[] = [];
	const hasTime = () => records.length < limits.maxRows / 2 && !limits.isTimeUp();
	const repeat = async (step: Step, isDone: () => boolean): Promise<void> => {
		do {
			const result = await step(state, config, source, limits);
			for (const record of result.records) records.push(record);
			state = result.state;
		} while (!isDone() && hasTime());
	};
	const scan = async () => await repeat(scanSlice, () => state.scan === null);
	const sweepErrors: unknown[] = [];
	const sweep = async () =>
		await repeat(sweepSlice, () => state.late.sweep === null).catch((error: unknown) => {
			sweepErrors.push(error);
		});
	const isDue = () => isSweepDue(state, source.now(), config.late);

	// Where polls never have time for both, scan and sweep take turns.
	const { sweepFirst, sweep: unfinished } = state.late;
	const startsWithSweep = sweepFirst && (unfinished !== null || state.scan === null);
	if (startsWithSweep) await sweep();
	if (!startsWithSweep || sweepErrors.length > 0 || hasTime()) await scan();
	const endsWithSweep = !startsWithSweep && isDue() && hasTime();
	if (endsWithSweep) await sweep();
	if (sweepErrors.length > 0 && records.length === 0) throw sweepErrors[0];
	const wasPutOff = !startsWithSweep && !endsWithSweep && isDue();
	return { state: { ...state, late: { ...state.late, sweepFirst: wasPutOff } }, records };
}
