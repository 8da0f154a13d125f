/** Looks for learners who have results but are not in the list of users. */
import { awaitedLater } from '../../awaitedLater';
import type { Page } from '../../decoder/decodePage';
import { UNREADABLE_RECORD } from '../../httpStatus';
import { orStatus } from '../../requester/requestError';
import type { RawRecord } from '../../schema/record';
import { readId } from '../../schema/record';
import { normalizeUuid } from '../deduplicator';
import type { FetchPage } from '../paginate';

/** The column of a result with its learner. */
const LEARNER = 'userId';

/** The learner of a result, in the form in which IDs are compared. */
export const learnerOf = (result: RawRecord): string => normalizeUuid(readId(result, LEARNER));

/** Why reading by learners may have left out results. */
export type CheckProblem =
	/** A learner with results is not in the list of users. */
	| 'otherLearners'
	/** One of the pages could not be read. */
	| 'unchecked';

/** Requests by learners for each page that is checked. Checking more pages would cost the time that reading by learners saves. */
const REQUESTS_PER_PAGE = 20;

/**
 * Reads some of the pages that the API returns for all learners, alongside the requests by learners. It nearly always notices a
 * key that can see results but not all users. It notices a single learner only if one of the results is on these pages.
 */
export class LearnerCheck {
	private readonly learners = new Set<string>();
	private requests = 0;
	/** Whether a page was rejected: its token may have expired. */
	private isRejected = false;
	private token: string | null = null;
	private last: Promise<void> = Promise.resolve();

	constructor(
		private readonly fetchPage: FetchPage,
		private readonly pageSize: number,
		first: Page,
	) {
		this.add(first);
	}

	/** Call it for each request by learners. */
	countRequest(): void {
		this.requests += 1;
		if (this.requests % REQUESTS_PER_PAGE !== 0) return;
		this.last = awaitedLater(this.last.then(async () => await this.readNext()));
	}

	/** Waits for the pages. Returns null if all of their learners are known. */
	async findProblem(isKnown: (learner: string) => boolean): Promise<CheckProblem | null> {
		await this.last;
		if (![...this.learners].every(isKnown)) return 'otherLearners';
		return this.isRejected ? 'unchecked' : null;
	}

	private async readNext(): Promise<void> {
		const { token: pageToken, pageSize } = this;
		if (pageToken === null) return;
		const page = await orStatus(this.fetchPage({ pageSize, pageToken }), UNREADABLE_RECORD);
		if (typeof page === 'number') this.isRejected = true;
		else this.add(page);
	}

	private add({ records, nextPageToken }: Page): void {
		for (const record of records) this.learners.add(learnerOf(record));
		this.token = nextPageToken;
	}
}
