/** How the trigger begins, and how it goes on when its filters are changed. */
import { Given } from './given';
import { forgetLate, nothingLate } from './late';
import type { Seconds } from './moment';
import { later } from './moment';
import type { Order } from './poll';
import type { ResultSource } from './reader';
import type { Pass, State } from './state';
import { OLDEST } from './window';

/** From when on events are given. */
export type Start = { from: 'now' } | { from: 'date'; date: Seconds } | { from: 'everything' };

/** The state before the first read. */
export async function begin(
	{ source, filters, start, overlap, late }: Order,
	from: ResultSource,
): Promise<State> {
	const beginning = (date: Seconds, notBefore = OLDEST): State => ({
		source,
		filters,
		// Of that second nothing has been seen yet: other filters before the first read must not mute it.
		cursor: date - 1,
		floor: date,
		mutedTo: null,
		readAt: null,
		pass: null,
		late: nothingLate(date, notBefore, late.span),
		given: new Given(),
	});
	const beginsAt = start();
	switch (beginsAt.from) {
		case 'everything':
			return beginning(OLDEST);
		case 'date':
			return beginning(Math.max(beginsAt.date, OLDEST), Math.max(beginsAt.date, OLDEST));
		case 'now': {
			// What is there already is read once and marked, so that what arrives late is told from it.
			const now = await from.askNow();
			const floor = now - overlap;
			return { ...beginning(floor), cursor: now, mutedTo: now };
		}
	}
}

/**
 * With other filters, what happened before the last poll is marked as given when it is read: it was
 * not asked for then. What happened since is given.
 */
export function changeFilters(state: State, { filters, readAt }: Order): State {
	const polledTo = [state.readAt, readAt, readOf(state.pass)].reduce(later, state.cursor);
	const late = forgetLate(state.late, state.floor);
	return { ...state, filters, mutedTo: later(polledTo, state.mutedTo), pass: null, late };
}

/** How far a pass has come; of what is dated ahead only what was there when it began. */
function readOf(pass: Pass | null): Seconds | null {
	const { startedAt = null, readTo = null } = pass ?? {};
	return startedAt === null || readTo === null ? null : Math.min(startedAt, readTo);
}
