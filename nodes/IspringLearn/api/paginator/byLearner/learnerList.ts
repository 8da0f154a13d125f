/** The learners whose results to read, from the list of users. */
import { awaitedLater } from '../../awaitedLater';
import { ENDPOINTS } from '../../endpoints/endpoints';
import { FORBIDDEN, UNAUTHORIZED, UNKNOWN_RECORD, UNREADABLE_RECORD } from '../../httpStatus';
import type { RequestError } from '../../requester/requestError';
import { classifyError, orStatus } from '../../requester/requestError';
import type { SendPageRequest } from '../../requester/requester';
import type { RequestPolicy } from '../../requester/retry';
import type { RawRecord } from '../../schema/record';
import { readId } from '../../schema/record';
import { USER_STATUSES } from '../../schema/statuses';
import type { Query } from '../chunkQuery';
import { normalizeUuid } from '../deduplicator';
import type { FetchPage } from '../paginate';
import { paginate } from '../paginate';
import { createPageFetcher } from '../readPages';

const KNOWN_STATUSES: ReadonlySet<string> = new Set(
	USER_STATUSES.map(({ value }) => String(value)),
);

/** The statuses of the learners whose results the API returns if no other statuses are requested. */
const DEFAULT_STATUSES = ['1'];

const idOf = (user: RawRecord): string => normalizeUuid(readId(user, 'userId'));

const FIRST_RECORD = { pageSize: 1, pageToken: null };

/** How many times to read a list that keeps changing. */
const MAX_PASSES = 5;

/** The users of one pass through the list. */
class Pass {
	/** In the form in which IDs are compared. */
	private readonly ids = new Set<string>();
	private users = 0;

	add(users: readonly RawRecord[]): void {
		this.users += users.length;
		for (const user of users) this.ids.add(idOf(user));
	}

	has(user: RawRecord): boolean {
		return this.ids.has(idOf(user));
	}

	/** Whether no user was missed, by the pass after it. A user that comes twice has moved to another page. */
	isCompleteBy(next: Pass): boolean {
		return this.ids.size === this.users && [...this.ids].every((id) => next.ids.has(id));
	}
}

/** Why the learners in the list are not known to be all that there are. */
export type ListProblem =
	/** The account may not read the list of users. */
	| 'usersUnreadable'
	/** The list could not be read to its end, or kept changing. */
	| 'usersUnfinished';

/** Kinds of errors that other requests would have as well. */
const COMMON: ReadonlySet<RequestError['kind']> = new Set(['token', 'machine', 'internal']);

/**
 * One read of the list of users. A list of several pages is read again, because one may have been skipped: when a user is
 * deleted from a page that has been read, those after it move up. If every user of a pass is in the
 * next one, none was deleted during that pass, so it skipped none.
 */
export class LearnerList {
	/** Known after the last page. */
	problem: ListProblem | null = null;

	private readonly chosen = new Set<string>();
	private readonly statuses: ReadonlySet<string>;
	private isStopped = false;

	/** @param statuses the statuses of the learners to choose; undefined for the API's default */
	constructor(
		private readonly send: SendPageRequest,
		private readonly policy: RequestPolicy,
		private readonly pageSize: number,
		statuses: unknown,
	) {
		this.statuses = new Set(Array.isArray(statuses) ? statuses.map(String) : DEFAULT_STATUSES);
	}

	/** Yields the IDs of the learners on each page of the list, each of them once. */
	async *pages(): AsyncGenerator<string[]> {
		const pass = new Pass();
		let pages = 0;
		let added: Promise<RawRecord[]> | null = null;
		try {
			for await (const { records, nextPageToken } of this.read()) {
				if (this.isStopped) return;
				pages += 1;
				pass.add(records);
				if (nextPageToken === null && pages > 1) {
					// While the results of the last page are read.
					added = awaitedLater(this.readAgain(pass));
				}
				yield this.choose(records);
			}
			const late = this.choose((await added) ?? []);
			if (late.length > 0) yield late;
		} catch (error) {
			const fault = classifyError(error);
			const status = fault.kind === 'status' ? fault.status : null;
			const isCancelled = this.policy.signal?.aborted === true;
			const isCommon = isCancelled || COMMON.has(fault.kind) || status === UNAUTHORIZED;
			if (isCommon) await Promise.reject(error);
			this.problem = status === FORBIDDEN ? 'usersUnreadable' : 'usersUnfinished';
		} finally {
			this.isStopped = true;
		}
	}

	/** Whether a learner has been yielded. */
	has(id: string): boolean {
		return this.chosen.has(normalizeUuid(id));
	}

	/** Whether a learner may still be in the list, by a request for this learner alone. */
	async mayHave(id: string): Promise<boolean> {
		const page = await orStatus(this.fetcher({ userIds: [id] })(FIRST_RECORD), UNREADABLE_RECORD);
		// A status of 403 doesn't tell: a learner who has moved to another department may still have results.
		return typeof page === 'number' ? !UNKNOWN_RECORD.has(page) : page.records.length > 0;
	}

	/** Ends the list after the requests that are running. */
	stop(): void {
		this.isStopped = true;
	}

	private read() {
		const plan = { pageSize: this.pageSize, pageToken: null, limit: Infinity };
		return paginate(this.fetcher({}), plan);
	}

	/** Reads the list until a pass is known to be complete. Returns the users that the first pass did not have. */
	private async readAgain(first: Pass): Promise<RawRecord[]> {
		const added: RawRecord[] = [];
		let previous = first;
		for (let number = 2; number <= MAX_PASSES; number++) {
			const pass = new Pass();
			for await (const { records } of this.read()) {
				if (this.isStopped) return [];
				pass.add(records);
				for (const user of records) if (!first.has(user)) added.push(user);
			}
			if (previous.isCompleteBy(pass)) return added;
			previous = pass;
		}
		this.problem = 'usersUnfinished';
		return added;
	}

	private choose(users: readonly RawRecord[]): string[] {
		return users
			.filter((user) => this.isChosen(readId(user, 'status')))
			.map((user) => readId(user, 'userId'))
			.filter((id) => {
				if (id === '' || this.has(id)) return false;
				this.chosen.add(normalizeUuid(id));
				return true;
			});
	}

	/** A status that is missing or new does not exclude a learner. */
	private isChosen(status: string): boolean {
		return this.statuses.has(status) || !KNOWN_STATUSES.has(status);
	}

	private fetcher(query: Query): FetchPage {
		return createPageFetcher(this.send, ENDPOINTS.users, query, this.policy);
	}
}
