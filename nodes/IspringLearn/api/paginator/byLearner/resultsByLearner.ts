/**
 * Reads results by learners: many to a request, four requests at a time. Pages of one list come one after another,
 * because the token of a page comes with the page before it.
 *
 * A result belongs to one learner for good, so every result of a listed learner is read once. What remains to be known is
 * whether the list of users has every learner with results. A part of the pages for all learners shows it. If one of their
 * learners is not in the list, or the API answers for other learners than requested, the results of all learners that have
 * not been read are read page by page.
 */
import { orStatus } from '../../requester/requestError';
import type { RawRecord } from '../../schema/record';
import type { RecordSchema } from '../../schema/recordSchema';
import type { Page } from '../../decoder/decodePage';
import type { Query } from '../chunkQuery';
import { identityOf, normalizeUuid } from '../deduplicator';
import { inOrder } from '../inOrder';
import { InvalidIdFilter } from '../invalidIds';
import type { FetchPage } from '../paginate';
import { paginate } from '../paginate';
import { PaginationError } from '../paginationError';
import type { ChunksPlan } from '../readPages';
import { readChunks } from '../readPages';
import { LearnerCheck, learnerOf } from './learnerCheck';
import type { LearnerList } from './learnerList';
import { UNREADABLE } from './learnerList';
import { PortionSize } from './portionSize';

/** Why results are read page by page after all. */
export type PlainReason =
	/** The account may not read the list of users. */
	| 'usersUnreadable'
	/** There are results that cannot be read by the learners of that list. */
	| 'otherLearners'
	/** Learners have so few results that pages are faster. */
	| 'fewResults';

/** Which results to read. */
export interface LearnersPlan extends Pick<ChunksPlan, 'pageSize' | 'matches'> {
	/** Without learners. */
	query: Query;
	/** The query parameter that selects learners, and the column of a result with its learner. */
	parameter: string;
	schema: RecordSchema;
	/** Called before results are read page by page after all. */
	onPlainRead: (reason: PlainReason) => void;
}

/** The results of some learners, as far as they have been requested. */
interface Portion {
	/** The number of results of each learner so far. */
	counts: ReadonlyMap<string, number>;
	pages: AsyncGenerator<Page>;
	/** Null if the request was rejected. */
	first: IteratorResult<Page> | null;
}

/** One read of the results of many learners. */
export class ResultsByLearner {
	/** Learners whose results have all been returned. */
	private readonly done = new Set<string>();
	/** The identities of results that have been returned of the current portion, if it goes on. */
	private readonly returned = new Set<string>();
	private readonly size: PortionSize;
	private readonly fetchPageOf: (query: Query) => FetchPage;
	private readonly filter: InvalidIdFilter;
	/** True once an answer had results of other learners than requested. */
	private hasOthers = false;

	/** @param fetchPageOf creates the function that requests the pages of a query */
	constructor(
		private readonly list: LearnerList,
		fetchPageOf: (query: Query) => FetchPage,
		private readonly plan: LearnersPlan,
	) {
		this.size = new PortionSize(plan.pageSize);
		this.fetchPageOf = (query) => confirmBlank(fetchPageOf(query));
		// A learner may be deleted after the list was read.
		this.filter = new InvalidIdFilter([plan.parameter], this.fetchPageOf);
	}

	/** Yields the results of each learner, in the order of the list of users. */
	async *read(): AsyncGenerator<RawRecord[]> {
		const { pageSize, query } = this.plan;
		const fetchPage = this.fetchPageOf(query);
		const start = fetchPage({ pageSize, pageToken: null });
		const ids = this.list.ids();
		const firstId = ids.next();
		firstId.catch(() => {});
		const page = await start;
		if (page.nextPageToken === null) return yield* this.readPages(page);
		const check = new LearnerCheck(fetchPage, pageSize, page);
		const reason = yield* this.readPortions(startingWith(firstId, ids), check);
		if (reason === null) return;
		this.plan.onPlainRead(reason);
		yield* this.readPages();
	}

	/** Reads learner by learner. Returns why it stopped before all results were read, or null. */
	private async *readPortions(
		ids: AsyncIterable<string>,
		check: LearnerCheck,
	): AsyncGenerator<RawRecord[], PlainReason | null> {
		const portions = inOrder(
			inPortions(ids, () => this.size.next),
			() => Infinity,
			async (portion) => {
				check.countRequest();
				return await this.request(portion);
			},
		);
		for await (const { counts, pages, first } of portions) {
			let page = first;
			while (page !== null && page.done !== true) {
				const { records, nextPageToken } = page.value;
				yield records;
				if (nextPageToken !== null) this.remember(records);
				page = await orRejected(pages.next());
			}
			if (page === null) return 'otherLearners';
			this.returned.clear();
			const invalid = new Set(this.rejected.map(normalizeUuid));
			for (const id of counts.keys()) {
				if (!invalid.has(id)) this.done.add(id);
			}
			this.size.add(counts.values());
			if (this.hasOthers) return 'otherLearners';
			if (!this.size.pays) return 'fewResults';
		}
		if (this.list.problem !== null) return this.list.problem;
		for (const id of this.rejected) {
			if (await this.list.stillHas(id)) return 'otherLearners';
		}
		return (await check.every((id) => this.list.has(id))) ? null : 'otherLearners';
	}

	private remember(results: readonly RawRecord[]): void {
		for (const result of results) this.returned.add(identityOf(result, this.plan.schema));
	}

	private isNew(result: RawRecord): boolean {
		if (this.done.has(learnerOf(result))) return false;
		return this.returned.size === 0 || !this.returned.has(identityOf(result, this.plan.schema));
	}

	/** The learners that were rejected in a request for their results. */
	private get rejected(): string[] {
		return this.filter.skipped.flatMap(({ ids }) => ids);
	}

	/** Requests the first page of the results of these learners. */
	private async request(ids: readonly string[]): Promise<Portion> {
		const { query, parameter, pageSize, schema, matches } = this.plan;
		const counts = new Map(ids.map((id) => [normalizeUuid(id), 0]));
		const select = (records: RawRecord[]): RawRecord[] => {
			const own = records.filter((record) => {
				const learner = learnerOf(record);
				const count = counts.get(learner);
				if (count !== undefined) counts.set(learner, count + 1);
				return count !== undefined;
			});
			this.hasOthers ||= own.length < records.length;
			return matches ? own.filter(matches) : own;
		};
		const pages = paginate(this.filter.pagesOf({ ...query, [parameter]: [...ids] }), {
			pageSize,
			pageToken: null,
			limit: Infinity,
			schema,
			select,
			wholePages: true,
		});
		return { counts, pages, first: await orRejected(pages.next()) };
	}

	/**
	 * Reads the results of all learners that are not done, page by page.
	 * @param first the first page, if it is known
	 */
	private async *readPages(first?: Page): AsyncGenerator<RawRecord[]> {
		const { query, pageSize, schema, matches = () => true } = this.plan;
		const fetchPage = this.fetchPageOf(query);
		const fetchNext: FetchPage = async (request) =>
			request.pageToken === null && first ? first : await fetchPage(request);
		yield* readChunks([query], () => fetchNext, schema, {
			pageSize,
			pageToken: null,
			limit: Infinity,
			matches: (record) => this.isNew(record) && matches(record),
		});
	}
}

/**
 * Requests a page again that has nothing in it, not even an empty list. As the first page of a list it is accepted, but
 * here it would leave out some learners of many.
 */
const confirmBlank =
	(fetchPage: FetchPage): FetchPage =>
	async (request) => {
		const page = await fetchPage(request);
		return page.isBlank ? await fetchPage(request) : page;
	};

/**
 * Waits for a page; null if the request for it is rejected, or for so many learners that it is not worth
 * searching for them.
 */
async function orRejected(
	request: Promise<IteratorResult<Page>>,
): Promise<IteratorResult<Page> | null> {
	const page = await orStatus(request, UNREADABLE).catch(async (error: unknown) => {
		const { reason } = error instanceof PaginationError ? error : { reason: null };
		return reason === 'tooManyInvalidIds' ? null : await Promise.reject(error);
	});
	return typeof page === 'number' ? null : page;
}

/** An iterator whose first step has been taken, from its start. */
async function* startingWith<T>(
	first: Promise<IteratorResult<T>>,
	others: AsyncGenerator<T>,
): AsyncGenerator<T> {
	try {
		for (let step = await first; step.done !== true; step = await others.next()) yield step.value;
	} finally {
		await others.return(undefined);
	}
}

/** Puts items together in portions. `size` is asked anew for each. */
async function* inPortions<T>(items: AsyncIterable<T>, size: () => number): AsyncGenerator<T[]> {
	let portion: T[] = [];
	for await (const item of items) {
		portion.push(item);
		if (portion.length < size()) continue;
		yield portion;
		portion = [];
	}
	if (portion.length > 0) yield portion;
}
