/**
 * The modules of many courses, course by course. The vendor says that the list of many courses,
 * `/courses/modules`, should no longer be used: it leaves out trainings, and by the OpenAPI file it
 * requires the courses. It is read only where the host has nothing else.
 *
 * A 404 may mean the course or the path. As long as no course was answered, the old list decides: one
 * that knows modules of the course means that the path is missing.
 */
import { ENDPOINTS, ONLY_COURSES } from '../endpoints/endpoints';
import { isCourse } from '../schema/schemas';
import type { RawRecord } from '../schema/record';
import { readId } from '../schema/record';
import { findStatusError, orStatus } from '../requester/requestError';
import type { Query } from './chunkQuery';
import { chunkQuery } from './chunkQuery';
import { inOrder } from './inOrder';
import type { FetchPage } from './paginate';
import { paginate } from './paginate';
import { PaginationError } from './paginationError';
import type { SendPageRequest } from '../requester/requester';
import type { RequestPolicy } from '../requester/retry';
import { createPageFetcher } from './pageFetcher';
import { readChunks } from './readChunks';
import { MAX_INVALID_IDS } from './bisectInvalidIds';
import type { SkippedIds } from './invalidIdFilter';
import { throwTooManyInvalidIds, InvalidIdFilter } from './invalidIdFilter';

export interface CoursePlan {
	/** The chosen courses; none for every one that the account lists. */
	courseIds: readonly string[];
	/** The query parameter that chooses courses. The older list takes it as well. */
	parameter: string;
	pageSize: number;
	/** Modules wanted in all. */
	limit: number;
	/** Whether to go on without courses that are not given. */
	skips: boolean;
	/** Told when the list of old is read. */
	onFallback: () => void;
}

type Outcome = RawRecord[] | 'path missing' | 'left out';

const UNKNOWN: ReadonlySet<number> = new Set([400, 404]);
const FORBIDDEN = 403;
const NOT_GIVEN: ReadonlySet<number> = new Set([...UNKNOWN, FORBIDDEN]);
const NOT_FOUND = 404;
const BAD_REQUEST: ReadonlySet<number> = new Set([400]);

const FIRST = { pageSize: 1, pageToken: null };

export class ModulesByCourse {
	private readonly unknown = new Set<string>();
	private readonly forbidden = new Set<string>();
	private readonly sieve: InvalidIdFilter | null;
	/** True once a course was answered: the host has the path. */
	private isThere = false;
	/** True once the list of old is read: it alone tells then what is not known. */
	private isOlder = false;
	/** Why the first course was left out. */
	private firstRefusal: unknown = null;

	constructor(
		private readonly ask: SendPageRequest,
		private readonly patience: RequestPolicy,
		private readonly plan: CoursePlan,
	) {
		this.sieve = plan.skips
			? new InvalidIdFilter([plan.parameter], (query) => this.older(query))
			: null;
	}

	/** The courses that were left out so far. */
	get skipped(): SkippedIds[] {
		if (this.isOlder) return this.sieve?.skipped ?? [];
		const parameter = this.plan.courseIds.length > 0 ? this.plan.parameter : null;
		const all = [
			{ parameter, ids: [...this.unknown] },
			{ parameter, ids: [...this.forbidden], isForbidden: true },
		];
		return all.filter(({ ids }) => ids.length > 0);
	}

	/**
	 * The modules, in the order of the courses, those of some courses at a time.
	 * @throws PaginationError for a course that is not given, unless such courses are skipped
	 */
	async *read(): AsyncGenerator<RawRecord[]> {
		let missing = this.plan.limit;
		const outcomes = inOrder(
			this.courses(),
			// No more at once than rows are missing: a course has at least one module as a rule.
			() => missing,
			async (id) => await this.modulesOf(id),
		);
		for await (const outcome of outcomes) {
			if (outcome === 'path missing') return yield* this.readOlder();
			if (outcome === 'left out' || outcome.length === 0) continue;
			const records = outcome.slice(0, missing);
			missing -= records.length;
			yield records;
			if (missing === 0) return;
		}
		// Every course was left out: that is the list, not the courses, unless somebody named them wrongly.
		const isNamed = this.plan.courseIds.length > 0 && this.forbidden.size === 0;
		if (!this.isThere && this.firstRefusal !== null && !isNamed) throw this.firstRefusal;
	}

	private async *courses(): AsyncGenerator<string> {
		const seen = new Set<string>();
		const { courseIds } = this.plan;
		for await (const ids of courseIds.length > 0 ? [courseIds] : this.listed()) {
			for (const id of ids) {
				const isNew = id !== '' && !seen.has(id.toLowerCase());
				seen.add(id.toLowerCase());
				if (isNew) yield id;
			}
		}
	}

	private async *listed(): AsyncGenerator<string[]> {
		const whole = { pageSize: this.plan.pageSize, pageToken: null, limit: Infinity };
		const fetchPage = createPageFetcher(this.ask, ENDPOINTS.courses, ONLY_COURSES, this.patience);
		try {
			for await (const page of paginate(fetchPage, whole)) {
				yield page.records.filter(isCourse).map((one) => readId(one, 'contentItemId'));
			}
		} catch (error) {
			if (findStatusError(error)?.status !== FORBIDDEN) await Promise.reject(error);
			throwForbiddenCourseList(this.plan);
		}
	}

	private async modulesOf(id: string): Promise<Outcome> {
		try {
			const records = await this.readCourse(id);
			this.isThere = true;
			return records;
		} catch (error) {
			const status = findStatusError(error)?.status;
			if (status === undefined || !NOT_GIVEN.has(status)) return await Promise.reject(error);
			return await this.withoutCourse(id, status, error);
		}
	}

	private async readCourse(id: string): Promise<RawRecord[]> {
		const records: RawRecord[] = [];
		const { modulesOfCourse } = ENDPOINTS;
		const fetchPage = createPageFetcher(this.ask, modulesOfCourse, { courseId: id }, this.patience);
		const whole = { pageSize: this.plan.pageSize, pageToken: null, limit: Infinity };
		for await (const page of paginate(fetchPage, whole)) {
			for (const one of page.records) {
				records.push(readId(one, 'courseId') === '' ? { ...one, courseId: id } : one);
			}
		}
		return records;
	}

	/** What a course that was not given means. */
	private async withoutCourse(id: string, status: number, error: unknown): Promise<Outcome> {
		if (status === NOT_FOUND && !this.isThere && (await this.isInOlderList(id))) {
			// Meanwhile another course may have been answered.
			if (!this.isThere) return 'path missing';
		}
		const isListed = this.plan.courseIds.length === 0;
		if (isListed && UNKNOWN.has(status) && !(await this.isStillListed(id))) return 'left out';
		this.firstRefusal ??= error;
		if (this.plan.skips) return this.skip(id, status);
		if (!this.isThere && (isListed || status === FORBIDDEN)) throw error;
		return throwMissingCourse(id, status, this.plan);
	}

	private skip(id: string, status: number): Outcome {
		const skipped = status === FORBIDDEN ? this.forbidden : this.unknown;
		skipped.add(id);
		if (skipped.size > MAX_INVALID_IDS) throwTooManyInvalidIds(this.plan.parameter);
		return 'left out';
	}

	private older(query: Query): FetchPage {
		return createPageFetcher(this.ask, ENDPOINTS.courseModules, query, this.patience);
	}

	private async isInOlderList(id: string): Promise<boolean> {
		const page = await orStatus(this.older({ [this.plan.parameter]: [id] })(FIRST), NOT_GIVEN);
		return typeof page !== 'number' && page.records.length > 0;
	}

	/** False for a course that was deleted since the list was read: then nothing is missing. */
	private async isStillListed(id: string): Promise<boolean> {
		const query = { contentItemIds: [id] };
		const fetchPage = createPageFetcher(this.ask, ENDPOINTS.courses, query, this.patience);
		const page = await orStatus(fetchPage(FIRST), UNKNOWN);
		return typeof page !== 'number' && page.records.length > 0;
	}

	private async *readOlder(): AsyncGenerator<RawRecord[]> {
		this.plan.onFallback();
		this.isOlder = true;
		const { parameter, pageSize, limit } = this.plan;
		const pagesOf = (query: Query) => this.sieve?.pagesOf(query) ?? this.older(query);
		const queries = chunkQuery(await this.olderQuery(parameter));
		const paging = { pageSize, limit, pageToken: null };
		yield* readChunks(queries, pagesOf, ENDPOINTS.courseModules.schema, paging);
	}

	/** Without chosen courses the whole list, as far as the host gives it: it knows courses that are not listed. */
	private async olderQuery(name: string): Promise<Query> {
		if (this.plan.courseIds.length > 0) return { [name]: [...this.plan.courseIds] };
		const whole = await orStatus(this.older({})(FIRST), BAD_REQUEST);
		if (typeof whole !== 'number') return {};
		const ids: string[] = [];
		for await (const id of this.courses()) ids.push(id);
		return { [name]: ids };
	}
}

function throwMissingCourse(
	courseId: string,
	answerStatus: number,
	{ courseIds, parameter }: CoursePlan,
): never {
	throw new PaginationError(answerStatus === FORBIDDEN ? 'forbiddenCourse' : 'unknownCourse', {
		courseId,
		answerStatus,
		parameter,
		isChosen: courseIds.length > 0,
	});
}

function throwForbiddenCourseList({ parameter }: CoursePlan): never {
	throw new PaginationError('forbiddenCourseList', { parameter, answerStatus: FORBIDDEN });
}
