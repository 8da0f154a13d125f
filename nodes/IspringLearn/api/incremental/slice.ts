/** Windows of time that are read one after another, where all at once is too much. */
import type { Seconds } from './moment';

/** Both ends belong to it; `until` is null where it has no end. */
export interface Slice {
	from: Seconds;
	until: Seconds | null;
}

/** Nothing in iSpring Learn is older. */
export const OLDEST: Seconds = Date.UTC(2000, 0, 1) / 1000;

export const isWithin = ({ from, until }: Slice, date: Seconds): boolean =>
	date >= from && (until === null || date <= until);

/** True when no moment lies in it. */
export const isEmpty = ({ from, until }: Slice): boolean => until !== null && from > until;

/** The date of half or more of them, if there is one. */
function mostOf(dates: readonly Seconds[]): Seconds | null {
	const sorted = [...dates].sort((a, b) => a - b);
	const middle = sorted[Math.floor(sorted.length / 2)];
	const alike = sorted.filter((date) => date === middle).length;
	return alike * 2 >= sorted.length && alike > 0 ? middle : null;
}

/**
 * Where to cut a window of which there was too much: in halves, or around a second with very many in it.
 * @param dates those read so far, in any order
 * @param now the server's time
 * @returns ends of windows, the first one last, all of them earlier than the window's own; none when it
 * cannot be made smaller
 */
export function bisect({ from, until }: Slice, dates: readonly Seconds[], now: Seconds): Seconds[] {
	if (until !== null && until <= from) return [];
	const most = mostOf(dates);
	if (most !== null) {
		const around = [most, most - 1];
		return around.filter((end) => end >= from && (until === null || end < until));
	}
	const high = until ?? dates.reduce((max, date) => Math.max(max, date), now);
	return high > from ? [Math.floor((from + high) / 2)] : [];
}

/**
 * The windows that a cut makes of one, in the order of time.
 * @param ends as `cut` gives them, the first one last
 */
export function splitSlice({ from, until }: Slice, ends: readonly Seconds[]): Slice[] {
	const inOrder = [...ends].reverse();
	const starts = [from, ...inOrder.map((end) => end + 1)];
	return starts.map((start, i) => ({ from: start, until: inOrder[i] ?? until }));
}
