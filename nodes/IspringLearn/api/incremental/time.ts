/** Moments and slices of time, in whole seconds: the API's dates have no finer unit. */

/** Seconds since 1970-01-01T00:00:00Z. */
export type Seconds = number;

export const DAY: Seconds = 86_400;

/** Writes `2019-12-24T21:00:00Z`, the form that requests and the stored state use. */
export const toIso = (seconds: Seconds): string =>
	new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

/** The later of two moments; the second may be unknown. */
export const later = (a: Seconds, b: Seconds | null): Seconds => (b === null ? a : Math.max(a, b));

/** A slice of time that includes both ends. An open-ended slice has `until: null`. */
export interface Slice {
	from: Seconds;
	until: Seconds | null;
}

/** No date in iSpring Learn is older. */
export const OLDEST: Seconds = Date.UTC(2000, 0, 1) / 1000;

/** Whether a moment lies in the slice. Both ends belong to it. */
export const isWithin = ({ from, until }: Slice, date: Seconds): boolean =>
	date >= from && (until === null || date <= until);

/** True if no moment lies in the slice. */
export const isEmpty = ({ from, until }: Slice): boolean => until !== null && from > until;

/** The date that at least half of the results share; null if there is none. */
function majorityDate(dates: readonly Seconds[]): Seconds | null {
	const sorted = [...dates].sort((a, b) => a - b);
	const middle = sorted[Math.floor(sorted.length / 2)];
	const equal = sorted.filter((date) => date === middle).length;
	return equal * 2 >= sorted.length && equal > 0 ? middle : null;
}

/**
 * Decides where to cut a slice that holds too many results: in halves, or around a second that holds most of them.
 * @param dates dates of the results read so far, in any order
 * @param now the server's time
 * @returns ends of the new slices, latest first, all of them before the end of the slice; empty if the
 * slice cannot be cut
 */
export function bisect({ from, until }: Slice, dates: readonly Seconds[], now: Seconds): Seconds[] {
	if (until !== null && until <= from) return [];
	const crowded = majorityDate(dates);
	if (crowded !== null) {
		const around = [crowded, crowded - 1];
		return around.filter((end) => end >= from && (until === null || end < until));
	}
	const high = until ?? dates.reduce((max, date) => Math.max(max, date), now);
	return high > from ? [Math.floor((from + high) / 2)] : [];
}

/**
 * Cuts a slice.
 * @param ends as `bisect` returns them, latest first
 * @returns the parts, earliest first
 */
export function splitSlice({ from, until }: Slice, ends: readonly Seconds[]): Slice[] {
	const ascending = [...ends].reverse();
	const starts = [from, ...ascending.map((end) => end + 1)];
	return starts.map((start, i) => ({ from: start, until: ascending[i] ?? until }));
}
