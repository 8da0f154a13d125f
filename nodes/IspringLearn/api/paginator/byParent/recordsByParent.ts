/**
 * Reads a list parent by parent, several at once, in the order of the parents.
 *
 * Only the first page of a parent is read ahead, so that a long list is never in memory as a whole.
 */
import type { ListEndpoint, ParentList } from '../../endpoints/endpoint';
import { BAD_REQUEST, FORBIDDEN, REJECTED, UNREADABLE_RECORD } from '../../httpStatus';
import { findStatusError, orStatus } from '../../requester/requestError';
import type { RawRecord } from '../../schema/record';
import type { Query } from '../chunkQuery';
import { chunk } from '../chunkQuery';
import { inOrder } from '../inOrder';
import { inPortions } from '../inPortions';
import type { SkippedIds } from '../invalidIds';
import { assertInvalidIdCount } from '../invalidIds';
import type { FetchPage } from '../paginate';
import { PaginationError } from '../paginationError';
import type { ChunksPlan } from '../readPages';
import { readChunks } from '../readPages';
import { ParentRequests } from './parentRequests';
import type { ParentSource } from './parentSource';

/** What to read of each parent. */
export interface ByParentPlan extends Pick<ChunksPlan, 'pageSize' | 'limit' | 'matches'> {
	/** The query of the list without its parents, in parts. */
	queries: readonly Query[];
	/** The whole query of the read. */
	query: Query;
	/** Whether to leave out parents that cannot be read. */
	skipInvalidIds: boolean;
	/** Whether there is a parent with this ID. Only for lists whose parents may have no records. */
	exists?: (id: string) => Promise<boolean>;
}

/** An endpoint whose records are read by their parents. */
export type ChildEndpoint = ListEndpoint & { parent: ParentList };

type Pages = AsyncIterable<RawRecord[]> | Iterable<RawRecord[]>;

/** One read of a list by its parents. */
export class RecordsByParent {
	private readonly unknown = new Set<string>();
	private readonly forbidden = new Set<string>();
	private readonly requests: ParentRequests;
	/** True once the records of a parent have been read. */
	private hasRead = false;
	/** The error of the first parent that could not be read. */
	private firstError: unknown = null;
	/** The first listed parent that seems to have no records. */
	private firstEmpty: RawRecord | null = null;

	constructor(
		private readonly endpoint: ChildEndpoint,
		private readonly source: ParentSource,
		private readonly fetchPageOf: (query: Query) => FetchPage,
		private readonly plan: ByParentPlan,
	) {
		this.requests = new ParentRequests(endpoint.parent, fetchPageOf, plan.query, plan.queries);
	}

	/** The parents left out so far. Those that were deleted after their list was read are not among them. */
	get skipped(): SkippedIds[] {
		const { chosen } = this.source;
		const parameter = chosen === null ? null : (this.endpoint.parent.idFilter ?? null);
		const records = this.endpoint.parent.endpoint.name;
		const all = [
			{ parameter, records, ids: [...this.unknown] },
			{ parameter, records, ids: [...this.forbidden], isForbidden: true },
		];
		return all.filter(({ ids }) => ids.length > 0);
	}

	/**
	 * Yields the records of each parent, page by page, up to the limit.
	 * @throws PaginationError for a parent that cannot be read, unless such parents are left out
	 */
	async *read(): AsyncGenerator<RawRecord[]> {
		let missing = this.plan.limit;
		// A parent usually has a record, so no more parents at once than records are missing.
		const batchSize = this.endpoint.parent.batch?.size ?? 1;
		const started = inOrder(
			inPortions(this.source.parents(), () => batchSize),
			() => missing,
			async (parents) => await this.start(parents, missing),
		);
		for await (const pages of started) {
			for await (const page of pages) {
				const records = page.slice(0, missing);
				missing -= records.length;
				yield records;
				if (missing === 0) return;
			}
		}
		// When no parent could be read, the account or the host is the cause, unless the choice is wrong.
		const isWrongChoice = this.source.chosen !== null && this.forbidden.size === 0;
		if (this.hasRead || this.firstError === null || isWrongChoice) return;
		// Or there are no records at all.
		if (this.firstEmpty !== null && (await this.exists(this.firstEmpty))) return;
		throw this.firstError;
	}

	/** Reads the first page of these parents. The others are read when they are needed. */
	private async start(parents: RawRecord[], limit: number): Promise<Pages> {
		const { schema } = this.endpoint;
		const { pageSize, matches } = this.plan;
		const pages = readChunks(
			this.requests.queriesOf(parents),
			this.requests.fetcherOf(parents),
			schema,
			{ pageSize, pageToken: null, limit, matches },
		);
		try {
			const first = await pages.next();
			this.hasRead = true;
			return first.done ? [] : resume(first.value, pages);
		} catch (error) {
			const status = findStatusError(error)?.status;
			if (status === undefined || !UNREADABLE_RECORD.has(status))
				return await Promise.reject(error);
			return await this.startWithout(parents, limit, status, error);
		}
	}

	/** Goes on after a request failed: with half of its parents at a time, or without its only one. */
	private async startWithout(
		parents: RawRecord[],
		limit: number,
		status: number,
		error: unknown,
	): Promise<Pages> {
		if (parents.length > 1) {
			const halves = chunk(parents, Math.ceil(parents.length / 2));
			const started: Pages[] = [];
			for (const half of halves) started.push(await this.start(half, limit));
			return concat(started);
		}
		await this.handleUnreadable(parents[0], status, error);
		return [];
	}

	/** Decides what it means that a parent cannot be read. */
	private async handleUnreadable(parent: RawRecord, status: number, error: unknown): Promise<void> {
		const id = this.source.idOf(parent);
		// The other filters may be the cause.
		if (status === BAD_REQUEST && (await this.isAcceptedAlone(parent))) throw error;
		const isChosen = this.source.chosen !== null;
		// A chosen parent that is not listed is nothing but its ID, and may not exist.
		const isListed = Object.keys(parent).length > 1;
		if (status === this.endpoint.parent.noRecords?.status) {
			if (isListed) {
				this.firstError ??= error;
				this.firstEmpty ??= parent;
				return;
			}
			if (await this.exists(parent)) return;
		}
		// Without a choice, a parent that was deleted after the list was read is not missing.
		if (!isChosen && status !== FORBIDDEN && !(await this.source.has(id))) return;
		this.firstError ??= error;
		const { idFilter = null, endpoint } = this.endpoint.parent;
		if (this.plan.skipInvalidIds) {
			const skipped = status === FORBIDDEN ? this.forbidden : this.unknown;
			skipped.add(id);
			if (isChosen && idFilter !== null) assertInvalidIdCount(idFilter, this.unknown);
			return;
		}
		if (!this.hasRead && (!isChosen || status === FORBIDDEN)) throw error;
		throw new PaginationError(status === FORBIDDEN ? 'forbiddenParent' : 'unknownParent', {
			records: endpoint.name,
			parentId: id,
			answerStatus: status,
			parameter: idFilter,
			isChosen,
		});
	}

	private async exists(parent: RawRecord): Promise<boolean> {
		return (await this.plan.exists?.(this.source.idOf(parent))) === true;
	}

	private async isAcceptedAlone(parent: RawRecord): Promise<boolean> {
		const query = this.requests.bareQueryOf([parent]);
		if (this.requests.queriesOf([parent]).every((one) => Object.keys(one).length === 1))
			return false;
		const first = this.fetchPageOf(query)({ pageSize: 1, pageToken: null });
		return typeof (await orStatus(first, REJECTED)) !== 'number';
	}
}

/** Puts the page that was read ahead before the others. */
async function* resume(
	first: RawRecord[],
	others: AsyncGenerator<RawRecord[]>,
): AsyncGenerator<RawRecord[]> {
	yield first;
	yield* others;
}

async function* concat(all: readonly Pages[]): AsyncGenerator<RawRecord[]> {
	for (const pages of all) yield* pages;
}
