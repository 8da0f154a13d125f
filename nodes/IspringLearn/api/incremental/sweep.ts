/** The sweep: looks for late results before the lookback, latest slice first. */
import type { LateConfig, PollConfig, PollResult } from './pollConfig';
import type { Limits, ResultSource } from './readSlice';
import { dropSeen, readSlice } from './readSlice';
import type { SeenSet } from './seenSet';
import type { Late, State, Sweep } from './state';
import { forgetLate, forgetOld } from './state';
import type { Seconds, Slice } from './time';
import { bisect, isEmpty, OLDEST } from './time';

/** Average requests between two sweeps. After a sweep that takes more, the next one is due later. */
const REQUESTS_PER_INTERVAL = 4;

/** The longest interval between two sweeps, as a multiple of the shortest. */
const MAX_INTERVALS = 24;

/** A sweep gives up on a second that takes more requests than this: the next sweep would not be due any later for them. */
const MAX_REQUESTS = REQUESTS_PER_INTERVAL * MAX_INTERVALS;

/** The share of a limit at which a sweep stops filling the seen set, or cuts a slice before reading it. */
const NEARLY_FULL = 0.9;

/**
 * Whether a sweep should go on or start. It starts only between two scans, so that a later scan reads
 * what it leaves out.
 */
export function isSweepDue(
	{ scan, late }: State,
	now: Seconds,
	{ every }: Pick<LateConfig, 'every'>,
): boolean {
	if (late.reach === 0 || late.from === null) return false;
	if (late.sweep !== null) return true;
	if (scan !== null) return false;
	if (late.sweepFirst || late.dueAt === null) return true;
	// A due time beyond the longest interval comes from a server clock that was ahead for a while.
	return now >= late.dueAt || late.dueAt - now > MAX_INTERVALS * every;
}

/** Reads the next slice of the sweep, or some queries of it, or cuts it. */
export async function sweepSlice(
	state: State,
	config: PollConfig,
	source: ResultSource,
	limits: Limits,
): Promise<PollResult> {
	const { event } = config;
	const { late, seen } = state;
	const end = (from: State, sweep: Sweep): PollResult => ({
		state: endSweep(from, sweep, source.now(), config, limits),
		records: [],
	});
	const oldest = late.from ?? state.lookbackFrom;
	const sweep = cutKnown(late.sweep ?? newSweep(state), seen, oldest, limits);
	const slice: Slice = { from: (sweep.ends[0] ?? oldest - 1) + 1, until: sweep.readFrom - 1 };
	const isFull = seen.size >= NEARLY_FULL * limits.maxSeen;
	if (isEmpty(slice) || (isFull && sweep.readFrom <= late.knownFrom)) return end(state, sweep);

	// A second cannot be cut, but unlike a scan, a sweep must not take more time than the poll has.
	const isSecond = slice.from === slice.until;
	const sliceLimits = isSecond ? { ...limits, maxRows: Infinity } : limits;
	const read = await readSlice(source, event, slice, sweep.query, sliceLimits);
	const progress: Sweep = {
		...sweep,
		startedAt: sweep.startedAt ?? read.startedAt,
		requests: sweep.requests + read.requests,
	};
	const goOn = (changes: Partial<Sweep>, known: Partial<Late> = {}): State => ({
		...state,
		late: { ...late, ...known, sweep: { ...progress, ...changes } },
	});
	if (read.left === 'tooMuch' && isSecond) {
		if (progress.requests < MAX_REQUESTS) return { state: goOn({}), records: [] };
		return end({ ...state, late: forgetLate(late, slice.from + 1) }, progress);
	}
	if (read.left === 'tooMuch') {
		const dates = read.results.map(({ date }) => date);
		const ends = [...bisect(slice, dates, read.startedAt), ...sweep.ends];
		return { state: goOn({ ends, query: 0 }), records: [] };
	}
	const isNew = (date: Seconds) => date >= late.knownFrom;
	const records = dropSeen(read.results, event, seen, isNew).map(({ record }) => record);
	if (read.left !== null) return { state: goOn({ query: read.left }), records };
	const knownFrom = Math.max(Math.min(late.knownFrom, slice.from), progress.forgottenBefore);
	const next = goOn({ readFrom: slice.from, ends: sweep.ends.slice(1), query: 0 }, { knownFrom });
	return { state: forgetOld(next, state.cursor, limits.maxSeen), records };
}

const newSweep = ({ cursor, lookbackFrom }: State): Sweep => ({
	cursor,
	startedAt: null,
	readFrom: lookbackFrom,
	ends: [],
	query: 0,
	requests: 0,
	forgottenBefore: OLDEST,
});

/** Cuts the next slice before it is read, if the seen set knows that it holds too many events. */
function cutKnown(sweep: Sweep, seen: SeenSet, oldest: Seconds, { maxRows }: Limits): Sweep {
	const { readFrom, ends, query } = sweep;
	const from = query === 0 ? seen.startOfNewest(readFrom - 1, NEARLY_FULL * maxRows) : null;
	return from !== null && from > (ends[0] ?? oldest - 1) + 1
		? { ...sweep, ends: [from - 1, ...ends] }
		: sweep;
}

/** Moves on how far back sweeps read, forgets what is older, and sets when the next sweep is due. */
function endSweep(
	state: State,
	sweep: Sweep,
	now: Seconds,
	{ late: { every } }: PollConfig,
	{ maxSeen }: Limits,
): State {
	const { late } = state;
	const { cursor } = sweep;
	// A result that arrives after this sweep started, and not too late, is dated later than `from`.
	const oldFrom = late.from === null || late.from > cursor ? late.notBefore : late.from;
	const from = Math.max(oldFrom, late.notBefore, cursor - late.reach);
	const next: Late = { ...late, from, dueAt: nextSweepAt(sweep, now, every), sweep: null };
	return forgetOld({ ...state, late: next }, state.cursor, maxSeen);
}

/** The more requests a sweep took, the later the next one is due. */
function nextSweepAt({ startedAt, requests }: Sweep, now: Seconds, every: Seconds): Seconds {
	const intervals = Math.max(1, Math.min(requests / REQUESTS_PER_INTERVAL, MAX_INTERVALS));
	return (startedAt ?? now) + Math.ceil(intervals * every);
}
