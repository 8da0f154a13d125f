/** Judges again and again whether it pays to read by learners. */
import { CONCURRENCY } from '../inOrder';

/** Round trips without a gain at the start: the first learners of the list are no sample. */
const GRACE = 4;

/** Round trips that may be spent for each page that the results fill. */
const SHARE = 1 / 2;

/**
 * Compares the time since the start, in round trips, with the pages that the results so far fill. Page by page takes at least
 * one round trip for each of them, and begins from the start. So with both, a read takes at most half as long again as page by
 * page alone, and some round trips.
 */
export class Pace {
	private spent = 0;
	private results = 0;

	/** @param pageSize records per page */
	constructor(private readonly pageSize: number) {}

	/** Counts a page of the list of users. They come one after another. */
	countListPage(): void {
		this.spent += 1;
	}

	/** Counts a page of results. The first pages of several portions are requested at once, their other pages are not. */
	countPage(results: number, isFirst: boolean): void {
		this.spent += isFirst ? 1 / CONCURRENCY : 1;
		this.results += results;
	}

	/** Whether to go on. */
	get pays(): boolean {
		return this.spent <= GRACE + SHARE * (this.results / this.pageSize);
	}
}
