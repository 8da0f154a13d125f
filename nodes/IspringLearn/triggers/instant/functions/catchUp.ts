/** Reads results for completions that iSpring Learn didn't deliver, with the core of the polling trigger. */
import { poll } from '../../../api/incremental/poll';
import type { ResultSource, TriggerEvent } from '../../../api/incremental/readSlice';
import { MAX_SEEN } from '../../../api/incremental/seenSet';
import type { Seconds } from '../../../api/incremental/time';
import { DAY } from '../../../api/incremental/time';
import { assertRequestCount, MAX_POLL_REQUESTS } from '../../../api/paginator/chunkQuery';
import { readConnection } from '../../../api/requester/requester';
import type { RawRecord } from '../../../api/schema/record';
import { statusOf, SUCCESSFUL } from '../../../api/schema/statuses';
import { EVENTS } from '../../polling/events';
import { readMaxRetries } from '../../form/outputOptions';
import { PerNode } from '../../perNode';
import type { PollRun } from '../../polling/deadline';
import { PollState } from '../../polling/pollState';
import { createResultSource } from '../../polling/resultSource';
import type { InstantSelection } from './run';

const HOUR: Seconds = 3600;

/** From one run to the next, if nothing is left to read. */
const INTERVAL_MS = 6 * HOUR * 1000;

/** Runs without a pause at the start. The second one finds what the first was too early for. */
const RUNS_AT_START = 2;

/** Newer results are left to the webhook: iSpring Learn may not have delivered them yet. */
const LEFT_TO_WEBHOOK: Seconds = 600;

/** How far before the last result each run reads again, and how far back it looks for results with an old date. */
const LOOKBACK: Seconds = HOUR;
const LATE_REACH: Seconds = 7 * DAY;

/** When the next run is due, for each node. None: now. */
export class CatchUps extends PerNode<{ runs: number; dueAtMs: number }> {}

/** A completion as the webhook reports it: a successful one. */
const COMPLETION: TriggerEvent = {
	...EVENTS.moduleCompleted,
	pastOnly: true,
	counts: (record) => SUCCESSFUL.has(statusOf(record)),
};

/** The same results, as they were some minutes ago. */
const delayed = (source: ResultSource): ResultSource => ({
	...source,
	now: () => source.now() - LEFT_TO_WEBHOOK,
	fetchNow: async () => (await source.fetchNow()) - LEFT_TO_WEBHOOK,
});

/** Whether the next run of a node is due. */
export function isCatchUpDue({ runtime, context }: PollRun): boolean {
	const next = runtime.get(CatchUps).get(context);
	return next === null || Date.now() >= next.dueAtMs;
}

/** Forgets where the last run ended: what happens while Catch Up is off, it doesn't return later. */
export function forgetCatchUp({ runtime, context }: PollRun): void {
	const memory = context.getWorkflowStaticData('node');
	runtime.get(PollState).forget(context, memory);
}

/**
 * Reads the completions since the last run. It saves the state last, so that an error leaves the old state in place. The
 * first run returns nothing: it only notes where to start.
 * @throws what stopped a request
 */
export async function catchUp(
	run: PollRun,
	{ query, hash }: InstantSelection,
): Promise<RawRecord[]> {
	const { runtime, context, deadline } = run;
	assertRequestCount(query, MAX_POLL_REQUESTS);
	const memory = context.getWorkflowStaticData('node');
	const states = runtime.get(PollState);
	return await states.skipIfRunning(memory, async () => {
		const connection = await readConnection(context);
		const maxRetries = readMaxRetries(context);
		const source = createResultSource(run, connection, {
			event: 'moduleCompleted',
			query,
			maxRetries,
		});
		const stored = states.load(context, memory);
		const startedAt = stored === null ? await source.fetchNow() : 0;
		const config = {
			event: COMPLETION,
			source: `catchUp ${connection.baseURL}`,
			filters: hash,
			start: () => ({ from: 'date' as const, date: startedAt }),
			lookback: LOOKBACK,
			late: { reach: LATE_REACH, every: INTERVAL_MS / 1000 },
			readAt: states.lastReadAt.get(context),
		};
		const { maxRows, isTimeUp } = deadline;
		const limits = { maxRows, maxSeen: MAX_SEEN, isTimeUp };
		const { state, records } = await poll(stored, config, delayed(source), limits);
		states.save(context, memory, state, records.length > 0);
		const isUnfinished = state.scan !== null || state.late.sweep !== null || state.late.sweepFirst;
		schedule(run, isUnfinished);
		return records;
	});
}

function schedule({ runtime, context }: PollRun, isUnfinished: boolean): void {
	const all = runtime.get(CatchUps);
	const runs = (all.get(context)?.runs ?? 0) + 1;
	const isSoon = isUnfinished || runs < RUNS_AT_START;
	all.set(context, { runs, dueAtMs: isSoon ? 0 : Date.now() + INTERVAL_MS });
}
