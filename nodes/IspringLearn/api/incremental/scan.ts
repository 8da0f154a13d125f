/** What every poll reads: from the floor on to what is newest, in windows from the oldest to the newest. */
import { beginLate, loseLate, rememberFrom } from './late';
import { later } from './moment';
import type { PollConfig, PollResult } from './pollConfig';
import type { Limits, ResultSource } from './readSlice';
import { readSlice } from './readSlice';
import type { Scan, State } from './state';
import { takeNew } from './take';
import type { Slice } from './slice';
import { bisect, isEmpty } from './slice';

/** Reads one window to its end, or the next queries of it, or cuts it. */
export async function readOn(
	state: State,
	order: PollConfig,
	source: ResultSource,
	limits: Limits,
): Promise<PollResult> {
	const { event } = order;
	const begun = state.scan ?? (await newPass(order, source));
	const window: Slice = {
		from: begun.readTo === null ? state.lookbackFrom : begun.readTo + 1,
		until: begun.ends.at(-1) ?? (event.passed ? begun.startedAt : null),
	};
	if (isEmpty(window)) {
		const late = beginLate(state.late, source.now());
		return { state: endWindow({ ...state, late }, begun, window, order, limits), records: [] };
	}

	const isSecond = window.from === window.until;
	let read = await readSlice(source, event, window, begun.part, limits, isSecond);
	const startedAt = begun.startedAt ?? read.startedAt;
	const pass = { ...begun, startedAt };
	if (read.left === 'tooMuch') {
		const dates = read.results.map(({ date }) => date);
		const cuts = bisect(window, dates, startedAt);
		if (cuts.length > 0) {
			const ends = [...pass.ends, ...cuts];
			return { state: { ...state, scan: { ...pass, ends, part: 0, newest: null } }, records: [] };
		}
		read = await readSlice(source, event, window, begun.part, limits, true);
	}
	const next: State = { ...state, scan: pass, late: beginLate(state.late, startedAt) };
	for (const { date } of read.results) {
		if (date <= startedAt) pass.newest = later(date, pass.newest);
	}
	const { suppressUntil: mutedTo } = next;
	const now = source.now();
	// What is dated in the future when the trigger begins was there before as well.
	const records = takeNew(
		read.results,
		event,
		next.seen,
		(date) => mutedTo === null || (date > mutedTo && date <= now),
	);
	return typeof read.left === 'number'
		? { state: { ...next, scan: { ...pass, part: read.left } }, records }
		: { state: endWindow(next, pass, window, order, limits), records };
}

async function newPass({ event }: PollConfig, source: ResultSource): Promise<Scan> {
	const startedAt = event.passed ? await source.askNow() : null;
	return { startedAt, readTo: null, ends: [], part: 0, newest: null };
}

/** A window was read: the next one follows, or the pass has come to its end. */
function endWindow(
	state: State,
	pass: Scan,
	{ until }: Slice,
	{ overlap }: PollConfig,
	{ remembered }: Limits,
): State {
	const { seen: given, late } = state;
	const cursor = later(state.cursor, pass.newest);
	// What the next windows read must still be known, also when the overlap was longer before.
	const read = Math.min(cursor, until ?? Infinity);
	const wanted = Math.max(state.lookbackFrom, read - overlap);
	const known = given.forget(rememberFrom(wanted, late), read, remembered);
	const next: State = {
		...state,
		cursor,
		lookbackFrom: Math.max(wanted, known),
		late: loseLate(late, known),
	};
	if (pass.ends.length === 0) {
		return { ...next, readAt: pass.startedAt ?? state.readAt, suppressUntil: null, scan: null };
	}
	const ends = pass.ends.slice(0, -1);
	return { ...next, scan: { ...pass, readTo: until, ends, part: 0, newest: null } };
}
