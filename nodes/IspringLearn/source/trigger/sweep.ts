/** What a sweep reads: from what the polls do not read any more back to what is too old, the newest first. */
import type { Late, Sweep } from './late';
import { nextSweepAt, rememberFrom } from './late';
import type { Given } from './given';
import type { Seconds } from './moment';
import type { Order, Polled } from './poll';
import type { Limits, ResultSource } from './reader';
import { readWindow } from './reader';
import type { State } from './state';
import { takeNew } from './take';
import type { Window } from './window';
import { cut, isEmpty, OLDEST } from './window';

/** With so large a part of what can be remembered in use, nothing older is learned; so much of a window is known. */
const FULL = 0.9;

const newSweep = ({ cursor, floor }: State): Sweep => ({
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
function narrowed(sweep: Sweep, given: Given, from: Seconds, { rows }: Limits): Sweep {
	const { readFrom, ends, part } = sweep;
	const near = part === 0 ? given.reach(readFrom - 1, FULL * rows) : null;
	return near !== null && near > (ends[0] ?? from - 1) + 1
		? { ...sweep, ends: [near - 1, ...ends] }
		: sweep;
}

/** Reads one window to its end, or the next queries of it, or cuts it. */
export async function sweepOn(
	state: State,
	order: Order,
	source: ResultSource,
	limits: Limits,
): Promise<Polled> {
	const { event } = order;
	const { late } = state;
	const from = late.from ?? state.floor;
	const sweep = narrowed(late.sweep ?? newSweep(state), state.given, from, limits);
	const window: Window = { from: (sweep.ends[0] ?? from - 1) + 1, until: sweep.readFrom - 1 };
	const isFull = state.given.size >= FULL * limits.remembered;
	if (isEmpty(window) || (isFull && sweep.readFrom <= late.knownFrom)) {
		return { state: endSweep(state, sweep, source.now(), order, limits), records: [] };
	}

	const isSecond = window.from === window.until;
	const read = await readWindow(source, event, window, sweep.part, limits, isSecond);
	const begun: Sweep = {
		...sweep,
		startedAt: sweep.startedAt ?? read.startedAt,
		requests: sweep.requests + read.requests,
	};
	const going = (more: Partial<Sweep>, known: Partial<Late> = {}): State => ({
		...state,
		late: { ...late, ...known, sweep: { ...begun, ...more } },
	});
	if (read.left === 'tooMuch') {
		const dates = read.results.map(({ date }) => date);
		const ends = [...cut(window, dates, read.startedAt), ...sweep.ends];
		return { state: going({ ends, part: 0 }), records: [] };
	}
	const { given } = state;
	const records = takeNew(read.results, event, given, (date) => date >= late.knownFrom);
	if (read.left !== null) return { state: going({ part: read.left }), records };
	const known = given.forget(rememberFrom(state.floor, late), state.cursor, limits.remembered);
	// Of what is older than that it does not know any more what it had read.
	const lostBefore = Math.max(begun.lostBefore, known);
	const knownFrom = Math.max(Math.min(late.knownFrom, window.from), lostBefore);
	const next = { readFrom: window.from, ends: sweep.ends.slice(1), part: 0, lostBefore };
	const floor = Math.max(state.floor, known);
	return { state: { ...going(next, { knownFrom }), floor }, records };
}

/** All that can be known is known: of what is too old by now nothing is kept. */
function endSweep(
	state: State,
	sweep: Sweep,
	now: number,
	{ late: { every } }: Order,
	{ remembered }: Limits,
): State {
	const { late, given } = state;
	// Whatever arrives from the beginning of this sweep on is dated after this, if it is not too late.
	const { cursor } = sweep;
	const far = late.from === null || late.from > cursor ? late.notBefore : late.from;
	const from = Math.max(far, late.notBefore, cursor - late.span);
	const next: Late = { ...late, from, dueAt: nextSweepAt(sweep, now, every), sweep: null };
	const known = given.forget(rememberFrom(state.floor, next), state.cursor, remembered);
	const knownFrom = Math.max(late.knownFrom, known);
	return { ...state, floor: Math.max(state.floor, known), late: { ...next, knownFrom } };
}
