/** What every poll reads: from the floor on to what is newest, in windows from the oldest to the newest. */
import { beginLate, loseLate, rememberFrom } from './late';
import { later } from './moment';
import type { Order, Polled } from './poll';
import type { Limits, ResultSource } from './reader';
import { readWindow } from './reader';
import type { Pass, State } from './state';
import { takeNew } from './take';
import type { Window } from './window';
import { cut, isEmpty } from './window';

/** Reads one window to its end, or the next queries of it, or cuts it. */
export async function readOn(
	state: State,
	order: Order,
	source: ResultSource,
	limits: Limits,
): Promise<Polled> {
	const { event } = order;
	const begun = state.pass ?? (await newPass(order, source));
	const window: Window = {
		from: begun.readTo === null ? state.floor : begun.readTo + 1,
		until: begun.ends.at(-1) ?? (event.passed ? begun.startedAt : null),
	};
	if (isEmpty(window)) {
		const late = beginLate(state.late, source.now());
		return { state: endWindow({ ...state, late }, begun, window, order, limits), records: [] };
	}

	const isSecond = window.from === window.until;
	let read = await readWindow(source, event, window, begun.part, limits, isSecond);
	const startedAt = begun.startedAt ?? read.startedAt;
	const pass = { ...begun, startedAt };
	if (read.left === 'tooMuch') {
		const dates = read.results.map(({ date }) => date);
		const cuts = cut(window, dates, startedAt);
		if (cuts.length > 0) {
			const ends = [...pass.ends, ...cuts];
			return { state: { ...state, pass: { ...pass, ends, part: 0, newest: null } }, records: [] };
		}
		read = await readWindow(source, event, window, begun.part, limits, true);
	}
	const next = { ...state, pass, late: beginLate(state.late, startedAt) };
	for (const { date } of read.results) {
		if (date <= startedAt) pass.newest = later(date, pass.newest);
	}
	const { mutedTo } = next;
	const now = source.now();
	// What is dated in the future when the trigger begins was there before as well.
	const records = takeNew(
		read.results,
		event,
		next.given,
		(date) => mutedTo === null || (date > mutedTo && date <= now),
	);
	return typeof read.left === 'number'
		? { state: { ...next, pass: { ...pass, part: read.left } }, records }
		: { state: endWindow(next, pass, window, order, limits), records };
}

async function newPass({ event }: Order, source: ResultSource): Promise<Pass> {
	const startedAt = event.passed ? await source.askNow() : null;
	return { startedAt, readTo: null, ends: [], part: 0, newest: null };
}

/** A window was read: the next one follows, or the pass has come to its end. */
function endWindow(
	state: State,
	pass: Pass,
	{ until }: Window,
	{ overlap }: Order,
	{ remembered }: Limits,
): State {
	const { given, late } = state;
	const cursor = later(state.cursor, pass.newest);
	// What the next windows read must still be known, also when the overlap was longer before.
	const read = Math.min(cursor, until ?? Infinity);
	const wanted = Math.max(state.floor, read - overlap);
	const known = given.forget(rememberFrom(wanted, late), read, remembered);
	const next = {
		...state,
		cursor,
		floor: Math.max(wanted, known),
		late: loseLate(late, known),
	};
	if (pass.ends.length === 0) {
		return { ...next, readAt: pass.startedAt ?? state.readAt, mutedTo: null, pass: null };
	}
	const ends = pass.ends.slice(0, -1);
	return { ...next, pass: { ...pass, readTo: until, ends, part: 0, newest: null } };
}
