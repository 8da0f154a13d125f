/** A line of the table: what is compared, with what, and the goal. */
import type { Measurement } from './rounds';
import type { Session } from './session';

export type Measure = (session: Session) => Promise<Measurement>;

export type Unit = 'ms' | 'MB' | 'results' | 'requests';

export interface Line {
	work: string;
	against: string;
	/** The unit of both sides (ms). */
	unit?: Unit;
	/** The highest acceptable ratio, or the lowest if more is better. */
	goal: number;
	moreIsBetter?: boolean;
	measure: Measure;
}

/** Whether a ratio meets the line's goal. */
export const isMet = ({ goal, moreIsBetter = false }: Line, ratio: number): boolean =>
	moreIsBetter ? ratio >= goal : ratio <= goal;
