/**
 * One poll: reads on where the last one stopped, and gives what is new. Plain values in, plain values
 * out: whoever calls it keeps the state, and keeps the old one when this throws.
 */
import type { RawRecord } from '../record/schema';
import type { TriggerEvent } from './events';
import { formerKeyOf } from './events';
import type { Seconds } from './moment';
import type { Limits, ResultSource } from './reader';
import { readWindow } from './reader';
import type { Pass, State } from './state';
import { begin, changeFilters } from './start';
import type { Start } from './start';
import type { Window } from './window';
import { cut, isEmpty } from './window';

/** What is waited for. */
export interface Order {
	event: TriggerEvent;
	/** Names event and API host: with another one everything begins anew. */
	source: string;
	/** The filters, as a hash. */
	filters: string;
	/** Where to begin; asked for when there is no state yet. */
	start: () => Start;
	/** What arrives this much later than it is dated is still given, in seconds. */
	overlap: Seconds;
	/** The server's time of the last poll that is known of, should it not be in the state. */
	readAt: Seconds | null;
}

export interface Polled {
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
	order: Order,
	source: ResultSource,
): Promise<State> {
	return stored?.source === order.source ? stored : await begin(order, source);
}

/** @throws what stopped a request; then nothing has happened */
export async function poll(
	stored: State | null,
	order: Order,
	source: ResultSource,
	limits: Limits,
): Promise<Polled> {
	const known = await stateBefore(stored, order, source);
	const current = known.filters === order.filters ? known : changeFilters(known, order);
	let state = { ...current, given: current.given.copy() };
	const records: RawRecord[] = [];
	do {
		const step = await readOn(state, order, source, limits);
		for (const record of step.records) records.push(record);
		state = step.state;
	} while (state.pass !== null && records.length < limits.rows / 2 && !limits.isLate());
	return { state, records };
}

/** Reads one window to its end, or cuts it. The state is a copy of the poll's own: what was given is noted in it. */
async function readOn(
	state: State,
	order: Order,
	source: ResultSource,
	limits: Limits,
): Promise<Polled> {
	const { event } = order;
	const pass = state.pass ?? (await newPass(order, source));
	const window: Window = {
		from: pass.readTo === null ? state.floor : pass.readTo + 1,
		until: pass.ends.at(-1) ?? (event.passed ? pass.startedAt : null),
	};
	if (isEmpty(window)) return { state: endWindow({ ...state, pass }, window, order), records: [] };

	const isSecond = window.from === window.until;
	const first = await readWindow(source, event, window, isSecond ? null : limits);
	const startedAt = pass.startedAt ?? first.startedAt;
	const dates = first.results.map(({ date }) => date);
	const cuts = first.isWhole ? [] : cut(window, dates, startedAt);
	if (cuts.length > 0) {
		const ends = [...pass.ends, ...cuts];
		return { state: { ...state, pass: { ...pass, startedAt, ends } }, records: [] };
	}
	const { results } = first.isWhole ? first : await readWindow(source, event, window, null);
	const next = { ...state, pass: { ...pass, startedAt } };
	const records: RawRecord[] = [];
	const now = source.now();
	for (const { record, date } of results) {
		if (date <= startedAt) next.cursor = Math.max(next.cursor, date);
		if (!event.counts(record)) continue;
		const former = formerKeyOf(record, event);
		if (former !== null && next.given.has(date, former)) continue;
		if (!next.given.add(date, event.keyOf(record))) continue;
		// What is dated in the future when the trigger begins was there before as well.
		const { mutedTo } = next;
		if (mutedTo === null || (date > mutedTo && date <= now)) records.push(record);
	}
	return { state: endWindow(next, window, order), records };
}

async function newPass({ event }: Order, source: ResultSource): Promise<Pass> {
	const startedAt = event.passed ? await source.askNow() : null;
	return { startedAt, readTo: null, ends: [] };
}

/** A window was read: the next one follows, or the pass has come to its end. */
function endWindow(state: State & { pass: Pass }, { until }: Window, { overlap }: Order): State {
	const { pass, given } = state;
	// What the next windows read must still be known, also when the overlap was longer before.
	const read = Math.min(state.cursor, until ?? Infinity);
	const floor = given.forget(Math.max(state.floor, read - overlap), read);
	if (pass.ends.length === 0) {
		const readAt = pass.startedAt ?? state.readAt;
		return { ...state, floor, readAt, mutedTo: null, pass: null };
	}
	return { ...state, floor, pass: { ...pass, readTo: until, ends: pass.ends.slice(0, -1) } };
}
