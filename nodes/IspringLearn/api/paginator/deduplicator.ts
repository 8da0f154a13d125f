/** Identifies records, and leaves out repeated ones: across pages and across queries. */
import { createHash } from 'node:crypto';
import { isUuid } from '../pastedText';
import type { RecordSchema } from '../schema/recordSchema';
import type { RawRecord, Value } from '../schema/record';
import { isRecord, readId } from '../schema/record';

/** An ID in the form in which IDs are compared: UUIDs ignore case, other texts do not. */
export const normalizeUuid = (id: string): string => (isUuid(id) ? id.toLowerCase() : id);

/** Sorts fields by name: two pages may order them differently. */
const sortFields = (_name: string, value: Value): Value =>
	isRecord(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

/**
 * What identifies a record: its key when every part of it is there, else the whole record. A learner who was
 * enrolled again has another enrollment, and without an enrollment a result may be another one.
 */
export function identityOf(record: RawRecord, { primaryKey: key }: RecordSchema): string {
	const names = key.map((part) => (typeof part === 'string' ? part : part[0]));
	const parts = names.map((name) => normalizeUuid(readId(record, name)));
	return parts.includes('') ? JSON.stringify(record, sortFields) : JSON.stringify(parts);
}

/** Maximum records to remember. A page with more is remembered as a whole. */
export const MAX_REMEMBERED = 1000;

/**
 * Leaves out what the pages just before returned: a record moves to the next page when another one is
 * inserted before it during the read. Repeats within one page stay.
 *
 * It remembers the page before, or as many small pages as make up a thousand records.
 */
export class RecentRecords {
	/** The number of the last page with a record, oldest first. */
	private readonly pageOf = new Map<string, number>();
	private page = 0;

	constructor(private readonly schema: RecordSchema) {}

	/** The new records of the next page. */
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
			if (this.pageOf.size <= MAX_REMEMBERED || page === this.page) return;
			this.pageOf.delete(identity);
		}
	}
}

/**
 * Characters of a hash, 6 bits each. With 72 bits, one of ten billion reads of a million records confuses
 * two of them.
 */
const HASH_LENGTH = 12;

const hashOf = (identity: string): string =>
	createHash('sha256').update(identity).digest('base64url').slice(0, HASH_LENGTH);

/**
 * Leaves out what earlier queries returned (a department and its parent both return its learners). Repeats
 * within one query stay.
 */
export class Deduplicator {
	private readonly earlier = new Set<string>();
	private current = new Set<string>();

	constructor(private readonly schema: RecordSchema) {}

	/** The records that no earlier query returned. */
	keepNew(records: readonly RawRecord[]): RawRecord[] {
		return records.filter((record) => {
			const hash = hashOf(identityOf(record, this.schema));
			if (this.earlier.has(hash)) return false;
			this.current.add(hash);
			return true;
		});
	}

	/** Call it when a query has been read to its end. */
	endQuery(): void {
		for (const hash of this.current) this.earlier.add(hash);
		this.current = new Set();
	}
}
