/** Learns from the answers how many learners to request at once, and whether it pays. */
import { IDS_PER_REQUEST } from '../chunkQuery';
import { CONCURRENCY } from '../inOrder';

/** Learners whose results have to be counted before it is decided whether to go on. */
const ENOUGH_LEARNERS = CONCURRENCY * IDS_PER_REQUEST;

/** Standard deviations above the mean that a page has room for: about 1 answer in 40 needs a second page. */
const MARGIN = 2;

export class PortionSize {
	private learners = 0;
	private results = 0;
	private squares = 0;
	private isWorthIt: boolean | null = null;

	/** @param pageSize records per page */
	constructor(private readonly pageSize: number) {}

	/** Takes the number of results of each learner of an answer. */
	add(counts: Iterable<number>): void {
		for (const count of counts) {
			this.learners += 1;
			this.results += count;
			this.squares += count * count;
		}
		if (this.learners >= ENOUGH_LEARNERS) this.isWorthIt ??= this.isFaster;
	}

	/**
	 * Whether to go on learner by learner. Decided once, after the first learners: later, most of the work is
	 * done, and the other way would begin from the start.
	 */
	get pays(): boolean {
		return this.isWorthIt ?? true;
	}

	/** How many learners to request next: as many as nearly always fit one page. */
	get next(): number {
		const { pageSize } = this;
		if (this.learners === 0) return IDS_PER_REQUEST;
		const mean = this.mean;
		const variance = Math.max(0, this.squares / this.learners - mean * mean);
		const fits = (size: number) => size * mean + MARGIN * Math.sqrt(size * variance) < pageSize;
		let size = IDS_PER_REQUEST;
		while (size > 1 && !fits(size)) size -= 1;
		return size;
	}

	/**
	 * Pages one after another take `mean / pageSize` requests for a learner. By learners it takes at least
	 * `1 / IDS_PER_REQUEST`, of which `CONCURRENCY` run at once.
	 */
	private get isFaster(): boolean {
		return this.mean * IDS_PER_REQUEST * CONCURRENCY > this.pageSize;
	}

	private get mean(): number {
		return this.results / this.learners;
	}
}
