/** Splits a query with long id lists into several, since about 50 ids a call is what the API is seen to take. */
import type { RawRecord, RecordSchema } from '../record/schema';
import { keyOf } from '../record/schema';

/** Ids of one list in one request. */
export const IDS_PER_REQUEST = 50;

/** Query parameters by name. A list is an array. */
export type Query = { [name: string]: unknown };

/** A list in parts of so many, the last one shorter. */
export const chunk = <T>(list: readonly T[], size: number): T[][] =>
	Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
		list.slice(at * size, (at + 1) * size),
	);

/** The queries that together ask for what one query does, none with more than 50 ids in a list. */
export function splitQuery(query: Query): Query[] {
	return Object.entries(query).reduce<Query[]>(
		(queries, [name, value]) => {
			if (!Array.isArray(value) || value.length <= IDS_PER_REQUEST) return queries;
			return queries.flatMap((one) =>
				chunk(value, IDS_PER_REQUEST).map((part) => ({ ...one, [name]: part })),
			);
		},
		[query],
	);
}

/**
 * Joins the answers of several queries: a record that an earlier query gave already is left out (a
 * department and the one above it both give its learners); what one query gives twice stays twice.
 */
export class Joiner {
	private readonly earlier = new Set<string>();
	private current = new Set<string>();

	constructor(private readonly schema: RecordSchema) {}

	/** The records that no earlier query gave. */
	keepNew(records: RawRecord[]): RawRecord[] {
		return records.filter((record) => {
			const key = keyOf(record, this.schema);
			// Without every part of its key a record is told apart by all that it holds.
			const identity = key.split(':').includes('') ? JSON.stringify(record) : key;
			this.current.add(identity);
			return !this.earlier.has(identity);
		});
	}

	/** To be called when a query has been read to its end. */
	endQuery(): void {
		for (const identity of this.current) this.earlier.add(identity);
		this.current = new Set();
	}
}
