import type { RecordSchema } from '../schema/normalizer';
import type { RawRecord } from '../schema/record';
import { identityOf } from './identity';

/** Records that are remembered, or those of one page where it holds more. */
export const MOST_REMEMBERED = 1000;

/**
 * Leaves out what the pages just before gave already: a record is found on the next page once more when
 * another one was inserted before it meanwhile. What one page holds twice is left as it is.
 *
 * No more is remembered than the page before, or as many small ones as make up a thousand records.
 */
export class RecentRecords {
	/** The number of the page that gave a record last. The longest ago comes first. */
	private readonly pageOf = new Map<string, number>();
	private page = 0;

	constructor(private readonly schema: RecordSchema) {}

	/** The records of the next page that are new. */
	keepNew(records: readonly RawRecord[]): RawRecord[] {
		this.page += 1;
		const identities = records.map((record) => identityOf(record, this.schema));
		const fresh = records.filter((_record, at) => !this.pageOf.has(identities[at]));
		for (const identity of identities) {
			this.pageOf.delete(identity);
			this.pageOf.set(identity, this.page);
		}
		this.forget();
		return fresh;
	}

	private forget(): void {
		for (const [identity, page] of this.pageOf) {
			if (this.pageOf.size <= MOST_REMEMBERED || page === this.page) return;
			this.pageOf.delete(identity);
		}
	}
}
