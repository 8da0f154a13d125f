/** The results of some learners, who are requested together. */
import type { Page } from '../../decoder/decodePage';
import { UNREADABLE_RECORD } from '../../httpStatus';
import { orStatus } from '../../requester/requestError';
import type { RawRecord } from '../../schema/record';
import type { RecordSchema } from '../../schema/recordSchema';
import type { Query } from '../chunkQuery';
import { normalizeUuid } from '../deduplicator';
import { InvalidIdFilter } from '../invalidIds';
import type { FetchPage } from '../paginate';
import { paginate } from '../paginate';
import { learnerOf } from './learnerCheck';

/** Which results to read. */
export interface PortionPlan {
	pageSize: number;
	/** The query of the read, without the learners. */
	query: Query;
	/** The query parameter that selects learners. */
	parameter: string;
	schema: RecordSchema;
}

/** Why the pages ended before the last one. */
export type PortionProblem =
	/** A request was rejected. */
	| 'learnersRejected'
	/** An answer had results of other learners than requested. */
	| 'filterIgnored';

/** One request for the results of some learners, page by page. */
export class Portion {
	problem: PortionProblem | null = null;

	/** The number of results of each learner so far. */
	private readonly counts: Map<string, number>;
	/** A learner may be deleted after the list was read. Portions run at once, so each has a filter of its own. */
	private readonly filter: InvalidIdFilter;
	private readonly pages: AsyncGenerator<Page>;
	private first: IteratorResult<Page> | null = null;

	/** @param fetchPageOf creates the function that requests the pages of a query */
	constructor(
		learners: readonly string[],
		fetchPageOf: (query: Query) => FetchPage,
		{ query, parameter, pageSize, schema }: PortionPlan,
	) {
		this.counts = new Map(learners.map((id) => [normalizeUuid(id), 0]));
		this.filter = new InvalidIdFilter([parameter], fetchPageOf);
		this.pages = paginate(this.filter.pagesOf({ ...query, [parameter]: [...learners] }), {
			pageSize,
			pageToken: null,
			limit: Infinity,
			schema,
			select: (records) => this.takeOwn(records),
			wholePages: true,
		});
	}

	/** Requests the first page. */
	async open(): Promise<this> {
		this.first = await this.next();
		return this;
	}

	/** Yields the pages, from the first one. */
	async *read(): AsyncGenerator<Page> {
		for (let page = this.first; page?.done === false; page = await this.next()) {
			yield page.value;
			if (this.problem !== null) return;
		}
	}

	/** The learners without whom the request was accepted. */
	get rejected(): string[] {
		return this.filter.skipped.flatMap(({ ids }) => ids);
	}

	/** The learners whose results the pages had, in the form in which IDs are compared. */
	get accepted(): string[] {
		const rejected = new Set(this.rejected.map(normalizeUuid));
		return [...this.counts.keys()].filter((id) => !rejected.has(id));
	}

	/** The number of results of each learner. */
	get sizes(): Iterable<number> {
		return this.counts.values();
	}

	private async next(): Promise<IteratorResult<Page> | null> {
		const page = await orStatus(this.pages.next(), UNREADABLE_RECORD);
		if (typeof page !== 'number') return page;
		this.problem = 'learnersRejected';
		return null;
	}

	private takeOwn(records: RawRecord[]): RawRecord[] {
		const own = records.filter((record) => {
			const learner = learnerOf(record);
			const count = this.counts.get(learner);
			if (count !== undefined) this.counts.set(learner, count + 1);
			return count !== undefined;
		});
		if (own.length < records.length) this.problem = 'filterIgnored';
		return own;
	}
}
