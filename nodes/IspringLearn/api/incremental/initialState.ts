/** How the trigger begins, and how it goes on when its filters are changed. */
import { SeenSet } from './seenSet';
import { forgetLate, nothingLate } from './late';
import type { Seconds } from './moment';
import { later } from './moment';
import type { PollConfig } from './pollConfig';
import type { ResultSource } from './readSlice';
import type { Scan, State } from './state';
import { OLDEST } from './slice';

/** The state before the first read. */
export async function initialState(
	{ source, filters, start, overlap, late }: PollConfig,
	from: ResultSource,
): Promise<State> {
	const beginning = (date: Seconds, notBefore = OLDEST): State => ({
		source,
		filters,
		// Of that second nothing has been seen yet: other filters before the first read must not mute it.
		cursor: date - 1,
		lookbackFrom: date,
		suppressUntil: null,
		readAt: null,
		scan: null,
		late: nothingLate(date, notBefore, late.span),
		seen: new SeenSet(),
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
			return { ...beginning(floor), cursor: now, suppressUntil: now };
		}
	}
}

/**
 * With other filters, what happened before the last poll is marked as given when it is read: it was
 * not asked for then. What happened since is given.
 */
export function changeFilters(state: State, { filters, readAt }: PollConfig): State {
	const polledTo = [state.readAt, readAt, readOf(state.scan)].reduce(later, state.cursor);
	const late = forgetLate(state.late, state.lookbackFrom);
	return {
		...state,
		filters,
		suppressUntil: later(polledTo, state.suppressUntil),
		scan: null,
		late,
	};
}

/** How far a pass has come; of what is dated ahead only what was there when it began. */
function readOf(pass: Scan | null): Seconds | null {
	const { startedAt = null, readTo = null } = pass ?? {};
	return startedAt === null || readTo === null ? null : Math.min(startedAt, readTo);
}
