/** Decides, page after page, whether reading by learners is still worth it. */
import { CONCURRENCY } from '../inOrder';

/** Round trips without a gain at the start: the first learners of the list are no sample. */
const GRACE = 4;

/** Round trips that may be spent for each page that the results fill. */
const SHARE = 1 / 2;

/**
 * Compares the round trips so far with the number of pages that the results so far would fill. Reading page by page takes at
 * least one round trip for each of those pages, and if it has to take over, it starts from the first one. With `SHARE` and
 * `GRACE`, both together take at most half as long again as reading page by page alone, plus four round trips.
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
