/** What a sweep reads: from what the polls do not read any more back to what is too old, the newest first. */
import type { Late, Sweep } from './late';
import { loseLate, MOST_REQUESTS, nextSweepAt, rememberFrom } from './late';
import type { SeenSet } from './seenSet';
import type { Seconds } from './moment';
import type { PollConfig, PollResult } from './pollConfig';
import type { Limits, ResultSource } from './readSlice';
import { readSlice } from './readSlice';
import type { State } from './state';
import { takeNew } from './take';
import type { Slice } from './slice';
import { bisect, isEmpty, OLDEST } from './slice';

/** With so large a part of what can be remembered in use, nothing older is learned; so much of a window is known. */
const FULL = 0.9;

const newSweep = ({ cursor, lookbackFrom: floor }: State): Sweep => ({
	cursor,
	startedAt: null,
	readFrom: floor,
	ends: [],
	part: 0,
	requests: 0,
	lostBefore: OLDEST,
});

/**
 * The same with its next window cut, where that would be too big: of what was read before it is known how
 * much there is.
 */
function narrowed(sweep: Sweep, given: SeenSet, from: Seconds, { rows }: Limits): Sweep {
	const { readFrom, ends, part } = sweep;
	const near = part === 0 ? given.reach(readFrom - 1, FULL * rows) : null;
	return near !== null && near > (ends[0] ?? from - 1) + 1
		? { ...sweep, ends: [near - 1, ...ends] }
		: sweep;
}

/** Reads one window to its end, or the next queries of it, or cuts it. */
export async function sweepOn(
	state: State,
	order: PollConfig,
	source: ResultSource,
	limits: Limits,
): Promise<PollResult> {
	const { event } = order;
	const { late } = state;
	const from = late.from ?? state.lookbackFrom;
	const sweep = narrowed(late.sweep ?? newSweep(state), state.seen, from, limits);
	const window: Slice = { from: (sweep.ends[0] ?? from - 1) + 1, until: sweep.readFrom - 1 };
	const isFull = state.seen.size >= FULL * limits.remembered;
	if (isEmpty(window) || (isFull && sweep.readFrom <= late.knownFrom)) {
		return { state: endSweep(state, sweep, source.now(), order, limits), records: [] };
	}

	// A second cannot be smaller; but a sweep must not cost a poll the time that n8n gives it.
	const isSecond = window.from === window.until;
	const most = isSecond ? { ...limits, rows: Infinity } : limits;
	const read = await readSlice(source, event, window, sweep.part, most);
	const begun: Sweep = {
		...sweep,
		startedAt: sweep.startedAt ?? read.startedAt,
		requests: sweep.requests + read.requests,
	};
	const going = (more: Partial<Sweep>, known: Partial<Late> = {}): State => ({
		...state,
		late: { ...late, ...known, sweep: { ...begun, ...more } },
	});
	if (read.left === 'tooMuch' && isSecond) {
		if (begun.requests < MOST_REQUESTS) return { state: going({}), records: [] };
		const lost = { ...state, late: loseLate(late, window.from + 1) };
		return { state: endSweep(lost, begun, source.now(), order, limits), records: [] };
	}
	if (read.left === 'tooMuch') {
		const dates = read.results.map(({ date }) => date);
		const ends = [...bisect(window, dates, read.startedAt), ...sweep.ends];
		return { state: going({ ends, part: 0 }), records: [] };
	}
	const { seen: given } = state;
	const records = takeNew(read.results, event, given, (date) => date >= late.knownFrom);
	if (read.left !== null) return { state: going({ part: read.left }), records };
	const known = given.forget(
		rememberFrom(state.lookbackFrom, late),
		state.cursor,
		limits.remembered,
	);
	// Of what is older than that it does not know any more what it had read.
	const lostBefore = Math.max(begun.lostBefore, known);
	const knownFrom = Math.max(Math.min(late.knownFrom, window.from), lostBefore);
	const next = { readFrom: window.from, ends: sweep.ends.slice(1), part: 0, lostBefore };
	const floor = Math.max(state.lookbackFrom, known);
	return { state: { ...going(next, { knownFrom }), lookbackFrom: floor }, records };
}

/** All that can be known is known: of what is too old by now nothing is kept. */
function endSweep(
	state: State,
	sweep: Sweep,
	now: number,
	{ late: { every } }: PollConfig,
	{ remembered }: Limits,
): State {
	const { late, seen: given } = state;
	// Whatever arrives from the beginning of this sweep on is dated after this, if it is not too late.
	const { cursor } = sweep;
	const far = late.from === null || late.from > cursor ? late.notBefore : late.from;
	const from = Math.max(far, late.notBefore, cursor - late.span);
	const next: Late = { ...late, from, dueAt: nextSweepAt(sweep, now, every), sweep: null };
	const known = given.forget(rememberFrom(state.lookbackFrom, next), state.cursor, remembered);
	const knownFrom = Math.max(late.knownFrom, known);
	return {
		...state,
		lookbackFrom: Math.max(state.lookbackFrom, known),
		late: { ...next, knownFrom },
	};
}
