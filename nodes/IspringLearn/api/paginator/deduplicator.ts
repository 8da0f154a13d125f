/** Identifies records, and leaves out repeated ones: across pages and across queries. */
import { createHash } from 'node:crypto';
import { isUuid } from '../pastedText';
import { fingerprintOf } from '../schema/fingerprint';
import type { RecordSchema } from '../schema/recordSchema';
import type { RawRecord, Value } from '../schema/record';
import { isRecord, readId } from '../schema/record';

/** An ID in the form in which IDs are compared: UUIDs ignore case, other texts do not. */
export function normalizeUuid(id: string): string {
	const lowerCase = id.toLowerCase();
	// Nearly all UUIDs are in lower case. To compare takes less time than to match.
	return lowerCase !== id && isUuid(id) ? lowerCase : id;
}

/** Sorts fields by name: two pages may order them differently. */
const sortFields = (_name: string, value: Value): Value =>
	isRecord(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

/** The first field of each part of a key. */
const keyFields = ({ primaryKey }: RecordSchema): string[] =>
	primaryKey.map((part) => (typeof part === 'string' ? part : part[0]));

/**
 * What identifies a record: its key when every part of it is there, else the whole record. A learner who was
 * enrolled again has another enrollment, and without an enrollment a result may be another one.
 */
export function identityOf(record: RawRecord, schema: RecordSchema): string {
	let identity = '';
	for (const name of keyFields(schema)) {
		const id = normalizeUuid(readId(record, name));
		if (id === '') return JSON.stringify(record, sortFields);
		// With the lengths, different IDs never make the same text.
		identity += `${id.length}:${id}`;
	}
	return identity;
}

/** Records to remember at least. Pages are remembered and forgotten as a whole. */
export const MAX_REMEMBERED = 1000;

/**
 * Leaves out what the pages just before returned: a record moves to the next page when another one is
 * inserted before it during the read. Repeats within one page stay.
 *
 * It remembers the page before, or as many small pages as make up at least a thousand records.
 */
export class RecentRecords {
	/** Oldest first. */
	private readonly pages: RememberedPage[] = [];

	constructor(private readonly schema: RecordSchema) {}

	/** The new records of the next page. */
	keepNew(records: RawRecord[]): RawRecord[] {
		const page = new RememberedPage(records, this.schema);
		const mayRepeat = this.pages.some((earlier) => earlier.mayShareWith(page));
		const fresh = mayRepeat
			? records.filter((record) => !this.pages.some((earlier) => earlier.has(record)))
			: records;
		this.remember(page);
		return fresh;
	}

	private remember(page: RememberedPage): void {
		this.pages.push(page);
		let remembered = this.pages.reduce((sum, { size }) => sum + size, 0);
		while (remembered - this.pages[0].size >= MAX_REMEMBERED) {
			remembered -= this.pages[0].size;
			this.pages.shift();
		}
	}
}

/** A page to compare later pages with. Its identities are needed only if a fingerprint repeats. */
class RememberedPage {
	private readonly fingerprints: ReadonlySet<number>;
	private identities?: ReadonlySet<string>;

	constructor(
		private readonly records: readonly RawRecord[],
		private readonly schema: RecordSchema,
	) {
		const names = keyFields(schema);
		this.fingerprints = new Set(
			records.map((record) => {
				let fingerprint = 0;
				for (const name of names) {
					fingerprint = fingerprintOf(readId(record, name), fingerprint);
				}
				return fingerprint;
			}),
		);
	}

	get size(): number {
		return this.records.length;
	}

	/** False if no record is on both pages. */
	mayShareWith(page: RememberedPage): boolean {
		for (const fingerprint of page.fingerprints) {
			if (this.fingerprints.has(fingerprint)) return true;
		}
		return false;
	}

	has(record: RawRecord): boolean {
		this.identities ??= new Set(this.records.map((one) => identityOf(one, this.schema)));
		return this.identities.has(identityOf(record, this.schema));
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
