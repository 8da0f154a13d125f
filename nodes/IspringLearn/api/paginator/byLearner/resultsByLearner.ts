/**
 * Reads results by learners: many to a request, four requests at a time. Pages of one list come one after another,
 * because the token of a page comes with the page before it.
 *
 * A result always belongs to the same learner, so every result of a listed learner is read once. What remains to be checked
 * is whether the list of users has every learner with results. A part of the pages for all learners shows it. If one of their
 * learners is not in the list, or the API answers for other learners than requested, the results of all learners that have
 * not been read are read page by page.
 */
import { awaitedLater } from '../../awaitedLater';
import type { Page } from '../../decoder/decodePage';
import type { RawRecord } from '../../schema/record';
import type { Query } from '../chunkQuery';
import { identityOf } from '../deduplicator';
import { inOrder } from '../inOrder';
import { inPortions } from '../inPortions';
import type { FetchPage } from '../paginate';
import { readChunks } from '../readPages';
import type { CheckProblem } from './learnerCheck';
import { LearnerCheck, learnerOf } from './learnerCheck';
import type { LearnerList, ListProblem } from './learnerList';
import { Pace } from './pace';
import type { PortionPlan, PortionProblem } from './portion';
import { Portion } from './portion';
import { PortionSize } from './portionSize';

/** Why results are read page by page after all. */
export type PlainReason = ListProblem | CheckProblem | PortionProblem | 'notFaster';

/** Which results to read. */
interface LearnersPlan extends PortionPlan {
	/** Selects the results to return. Absent: all of them. */
	matches?: (record: RawRecord) => boolean;
	/** Called before results are read page by page after all. */
	onPlainRead: (reason: PlainReason) => void;
}

/** One read of the results of many learners. */
export class ResultsByLearner {
	/** Learners whose results have all been returned. */
	private readonly done = new Set<string>();
	/** The identities of results that have been returned of the current portion, if it goes on. */
	private readonly returned = new Set<string>();
	/** Whether learners are left that were not requested, because it did not pay. */
	private isCut = false;
	private readonly size: PortionSize;
	private readonly pace: Pace;
	private readonly fetchPageOf: (query: Query) => FetchPage;

	/** @param fetchPageOf creates the function that requests the pages of a query */
	constructor(
		private readonly list: LearnerList,
		fetchPageOf: (query: Query) => FetchPage,
		private readonly plan: LearnersPlan,
	) {
		this.size = new PortionSize(plan.pageSize);
		this.pace = new Pace(plan.pageSize);
		this.fetchPageOf = (query) => confirmBlank(fetchPageOf(query));
	}

	/** Yields the results of each learner, in the order of the list of users. */
	async *read(): AsyncGenerator<RawRecord[]> {
		const { pageSize, query } = this.plan;
		const fetchPage = this.fetchPageOf(query);
		const start = fetchPage({ pageSize, pageToken: null });
		const learners = this.list.pages();
		const first = awaitedLater(learners.next());
		try {
			const page = await start;
			if (page.nextPageToken === null) return yield* this.readPages(page);
			const check = new LearnerCheck(fetchPage, pageSize, page);
			const reason = yield* this.readPortions(startingWith(first, learners), check);
			if (reason === null) return;
			// Its requests would delay the pages.
			this.list.stop();
			this.plan.onPlainRead(reason);
			yield* this.readPages();
		} finally {
			// It reads ahead, and its next request need not be sent.
			this.list.stop();
		}
	}

	/** Reads learner by learner. Returns why it stopped before all results were read, or null. */
	private async *readPortions(
		pages: AsyncIterable<string[]>,
		check: LearnerCheck,
	): AsyncGenerator<RawRecord[], PlainReason | null> {
		const portions = inOrder(
			inPortions(this.whilePays(pages), () => this.size.next),
			() => Infinity,
			async (learners) => {
				check.countRequest();
				return await new Portion(learners, this.fetchPageOf, this.plan).open();
			},
		);
		const { matches } = this.plan;
		for await (const portion of portions) {
			let isFirst = true;
			for await (const { records, nextPageToken } of portion.read()) {
				yield matches ? records.filter(matches) : records;
				this.pace.countPage(records.length, isFirst);
				isFirst = false;
				if (nextPageToken === null && portion.problem === null) continue;
				this.remember(records);
				if (!this.pace.pays) return portion.problem ?? 'notFaster';
			}
			if (portion.problem !== null) return portion.problem;
			this.returned.clear();
			for (const id of portion.accepted) this.done.add(id);
			for (const id of portion.rejected) {
				if (await this.list.mayHave(id)) return 'learnersRejected';
			}
			this.size.add(portion.sizes);
		}
		if (this.isCut) return 'notFaster';
		return this.list.problem ?? (await check.findProblem((id) => this.list.has(id)));
	}

	/** Yields the learners of each page of the list, as long as it pays. */
	private async *whilePays(pages: AsyncIterable<string[]>): AsyncGenerator<string> {
		for await (const learners of pages) {
			this.pace.countListPage();
			if (this.endsHere()) return;
			for (const id of learners) {
				if (this.endsHere()) return;
				yield id;
			}
		}
	}

	private endsHere(): boolean {
		this.isCut = !this.pace.pays;
		return this.isCut;
	}

	private remember(results: readonly RawRecord[]): void {
		for (const result of results) this.returned.add(identityOf(result, this.plan.schema));
	}

	private isNew(result: RawRecord): boolean {
		if (this.done.has(learnerOf(result))) return false;
		return this.returned.size === 0 || !this.returned.has(identityOf(result, this.plan.schema));
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
