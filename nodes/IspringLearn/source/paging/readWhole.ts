import { splitQuery } from './batches';
import type { Query } from './batches';
import { readQueries } from './readQueries';
import { refuseTooMany } from './requestCount';
import type { ListResource } from '../record/listResource';
import type { RawRecord } from '../record/schema';
import type { AskPage, Patience } from './patient';
import { patientFetcher } from './patient';

/** Gives the records of a list, or of the part that a query asks for, flat, page by page. */
export type ReadPages = (resource: ListResource, query?: Query) => AsyncGenerator<RawRecord[]>;

/** Gives all of them at once. */
export type ReadWhole = (resource: ListResource, query?: Query) => Promise<RawRecord[]>;

const PLAN = { pageSize: 1000, pageToken: null, limit: Infinity };

/** Reads lists beside the one that a node is for. Throws what stopped it. */
export function pageReader(ask: AskPage, patience: Patience): ReadPages {
	return async function* (resource, query = {}) {
		refuseTooMany(query);
		const fetchPageOf = (part: Query) => patientFetcher(ask, resource, part, patience);
		const pages = readQueries(splitQuery(query), fetchPageOf, resource.schema, PLAN);
		for await (const page of pages) {
			yield page.map((record) => resource.flatten?.(record) ?? record);
		}
	};
}

/** Reads lists to their end, for pick-lists and names. */
export function wholeReader(pages: ReadPages): ReadWhole {
	return async (resource, query) => {
		const records: RawRecord[] = [];
		for await (const page of pages(resource, query)) for (const one of page) records.push(one);
		return records;
	};
}
