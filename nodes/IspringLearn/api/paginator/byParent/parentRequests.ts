/** The requests for the records of parents, and what the records take over from them. */
import type { ParentList } from '../../endpoints/endpoint';
import type { RawRecord } from '../../schema/record';
import { isBlank, readField, readId, setField, toIds } from '../../schema/record';
import type { Query } from '../chunkQuery';
import { normalizeUuid } from '../deduplicator';
import type { FetchPage } from '../paginate';

/** Builds the requests of one read. */
export class ParentRequests {
	/**
	 * @param query the whole query of the read
	 * @param queries the query of the list without its parents, in parts
	 */
	constructor(
		private readonly parent: ParentList,
		private readonly fetchPageOf: (query: Query) => FetchPage,
		private readonly query: Query,
		private readonly queries: readonly Query[],
	) {}

	/** The query of these parents without any filter. */
	bareQueryOf(parents: readonly RawRecord[]): Query {
		const { parameter, idField } = this.parent;
		// Without `batch` there is one parent, and so no comma.
		return { [parameter]: parents.map((parent) => readId(parent, idField)).join(',') };
	}

	/** The queries that together select the records of these parents. */
	queriesOf(parents: readonly RawRecord[]): Query[] {
		const bare = this.bareQueryOf(parents);
		const parts = this.valuesOfEach(parents[0]);
		return this.queries.flatMap((query) => parts.map((part) => ({ ...query, ...part, ...bare })));
	}

	/** Creates the function that requests a page of these parents, with what it copies from them. */
	fetcherOf(parents: readonly RawRecord[]): (query: Query) => FetchPage {
		const { idField, batch } = this.parent;
		const places = new Map(
			parents.map((parent, at) => [normalizeUuid(readId(parent, idField)), at]),
		);
		const placeOf = (record: RawRecord): number =>
			batch === undefined
				? 0
				: (places.get(normalizeUuid(readId(record, batch.field))) ?? Infinity);
		return (query) => {
			const fetchPage = this.fetchPageOf(query);
			return async (request) => {
				const page = await fetchPage(request);
				const records = page.records.map((record) => ({ record, place: placeOf(record) }));
				if (batch !== undefined) records.sort((a, b) => compare(a.place, b.place));
				return {
					...page,
					records: records.map(({ record, place }) => this.withCopies(record, parents[place])),
				};
			};
		};
	}

	/** The parameters of the requests that `each` makes for one parent. */
	private valuesOfEach(parent: RawRecord): Query[] {
		const { each } = this.parent;
		const wanted = each && this.query[each.filter];
		if (each === undefined || !Array.isArray(wanted)) return [{}];
		const own = [toIds(readField(parent, each.field))]
			.flat()
			.map((id) => normalizeUuid(String(id)));
		const fitting = wanted.map(String).filter((id) => own.includes(normalizeUuid(id)));
		return (fitting.length > 0 ? fitting : wanted).map((value) => ({ [each.parameter]: value }));
	}

	private withCopies(record: RawRecord, parent: RawRecord | undefined): RawRecord {
		const copies = Object.entries(this.parent.copies ?? {});
		if (parent === undefined || copies.length === 0) return record;
		const full = { ...record };
		for (const [name, field] of copies) {
			const own = readField(full, name) ?? null;
			const value = readField(parent, field);
			if ((own === null || isBlank(own)) && value !== undefined) setField(full, name, value);
		}
		return full;
	}
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
