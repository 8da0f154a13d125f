/** Learns from the answers how many learners to request at once. */
import { IDS_PER_REQUEST } from '../chunkQuery';

/** Learners of the first requests. The later pages of one request come one after another, so there should be none. */
const START = 5;

/** Standard deviations above the mean that a page has room for: about 1 answer in 40 needs a second page. */
const MARGIN = 2;

/** The number of learners whose results nearly always fit on one page. */
export class PortionSize {
	private learners = 0;
	private results = 0;
	private squares = 0;

	/** @param pageSize records per page */
	constructor(private readonly pageSize: number) {}

	/** Adds the number of results that each learner of an answer has. */
	add(counts: Iterable<number>): void {
		for (const count of counts) {
			this.learners += 1;
			this.results += count;
			this.squares += count * count;
		}
	}

	/** How many learners to request next: as many as nearly always fit one page, but no more than have been counted. */
	get next(): number {
		const { learners, pageSize } = this;
		if (learners === 0) return START;
		const mean = this.results / learners;
		const variance = Math.max(0, this.squares / learners - mean * mean);
		const fits = (size: number) => size * mean + MARGIN * Math.sqrt(size * variance) < pageSize;
		let size = Math.min(IDS_PER_REQUEST, Math.max(START, learners));
		while (size > 1 && !fits(size)) size -= 1;
		return size;
	}
}
