/**
 * Finds out whether a list goes on after its limit, by reading one record more. A page token does not
 * tell: it may lead to an empty page. The additional record nearly always comes with the same page, so
 * that it takes no additional request.
 */
import type { RawRecord } from '../schema/record';

/** Cuts a list off at its limit, and notes whether it goes on. */
export class LookAhead {
	/** Whether there is a record after the limit. Known when all pages have been read. */
	hasMore = false;

	/** @param limit how many records to return */
	constructor(private readonly limit: number) {}

	/** How many records to read. */
	get readLimit(): number {
		return this.limit + 1;
	}

	/** Yields the pages up to the limit. */
	async *cut(pages: AsyncIterable<RawRecord[]>): AsyncGenerator<RawRecord[]> {
		this.hasMore = false;
		let missing = this.limit;
		for await (const records of pages) {
			this.hasMore ||= records.length > missing;
			const kept = records.slice(0, missing);
			missing -= kept.length;
			yield kept;
		}
	}
}
