import { createHash } from 'node:crypto';
import type { RecordSchema } from '../schema/normalizer';
import type { RawRecord } from '../schema/record';
import { identityOf } from './identity';

/**
 * Characters of a hash, 6 bits each. With 72 bits, two of a million records are taken for the same one
 * in one of ten billion reads.
 */
const LENGTH = 12;

const hashOf = (identity: string): string =>
	createHash('sha256').update(identity).digest('base64url').slice(0, LENGTH);

/**
 * Joins the answers of queries that overlap: a record that an earlier query gave already is left out (a
 * department and the one above it both give its learners); what one page gives twice stays twice.
 */
export class Deduplicator {
	private readonly earlier = new Set<string>();
	private current = new Set<string>();

	constructor(private readonly schema: RecordSchema) {}

	/** The records that no earlier query gave. */
	keepNew(records: readonly RawRecord[]): RawRecord[] {
		return records.filter((record) => {
			const hash = hashOf(identityOf(record, this.schema));
			if (this.earlier.has(hash)) return false;
			this.current.add(hash);
			return true;
		});
	}

	/** To be called when a query has been read to its end. */
	endQuery(): void {
		for (const hash of this.current) this.earlier.add(hash);
		this.current = new Set();
	}
}
