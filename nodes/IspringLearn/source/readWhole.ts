import { splitQuery } from './paging/batches';
import type { Query } from './paging/batches';
import { readQueries } from './paging/readQueries';
import type { ListResource } from './record/listResource';
import type { RawRecord } from './record/schema';
import type { AskPage, Patience } from './request/patient';
import { patientFetcher } from './request/patient';

/** Gives every record of a list, or of the part that a query asks for, flat. */
export type ReadWhole = (resource: ListResource, query?: Query) => Promise<RawRecord[]>;

const PLAN = { pageSize: 1000, pageToken: null, limit: Infinity };

/** Reads lists to their end, for pick-lists and names. Throws what stopped it. */
export function wholeReader(ask: AskPage, patience: Patience): ReadWhole {
	return async (resource, query = {}) => {
		const fetchPageOf = (part: Query) => patientFetcher(ask, resource, part, patience);
		const records: RawRecord[] = [];
		const pages = readQueries(splitQuery(query), fetchPageOf, resource.schema, PLAN);
		for await (const page of pages) {
			for (const record of page) records.push(resource.flatten?.(record) ?? record);
		}
		return records;
	};
}
