/** The two lists behind a read course by course: all courses, and the legacy list of modules. */
import { ENDPOINTS, ONLY_COURSES } from '../../endpoints/endpoints';
import { FORBIDDEN, REJECTED, UNKNOWN_RECORD, UNREADABLE_RECORD } from '../../httpStatus';
import { findStatusError, orStatus } from '../../requester/requestError';
import type { SendPageRequest } from '../../requester/requester';
import type { RequestPolicy } from '../../requester/retry';
import type { RawRecord } from '../../schema/record';
import { readId } from '../../schema/record';
import { isCourse } from '../../schema/records/content';
import type { Query } from '../chunkQuery';
import { chunkQuery } from '../chunkQuery';
import type { SkippedIds } from '../invalidIds';
import { InvalidIdFilter } from '../invalidIds';
import type { FetchPage } from '../paginate';
import { paginate } from '../paginate';
import { PaginationError } from '../paginationError';
import type { ChunksPlan } from '../readPages';
import { createPageFetcher, readChunks } from '../readPages';

const FIRST_RECORD = { pageSize: 1, pageToken: null };

/** The courses that an account lists. */
export class CourseList {
	/** @param parameter the query parameter to choose courses in, where the list cannot be read */
	constructor(
		private readonly send: SendPageRequest,
		private readonly policy: RequestPolicy,
		private readonly parameter: string,
	) {}

	/**
	 * Yields the IDs of all courses, page by page.
	 * @throws PaginationError when the account may not read the list
	 */
	async *ids(pageSize: number): AsyncGenerator<string[]> {
		const plan = { pageSize, pageToken: null, limit: Infinity };
		try {
			for await (const { records } of paginate(this.fetcher(ONLY_COURSES), plan)) {
				yield records.filter(isCourse).map((course) => readId(course, 'contentItemId'));
			}
		} catch (error) {
			if (findStatusError(error)?.status !== FORBIDDEN) await Promise.reject(error);
			throwForbidden(this.parameter);
		}
	}

	/** Whether a course is still in the list. */
	async has(courseId: string): Promise<boolean> {
		const request = this.fetcher({ contentItemIds: [courseId] })(FIRST_RECORD);
		const page = await orStatus(request, UNKNOWN_RECORD);
		return typeof page !== 'number' && page.records.length > 0;
	}

	private fetcher(query: Query): FetchPage {
		return createPageFetcher(this.send, ENDPOINTS.courses, query, this.policy);
	}
}

function throwForbidden(parameter: string): never {
	throw new PaginationError('forbiddenCourseList', { parameter, answerStatus: FORBIDDEN });
}

/**
 * The modules of many courses in one list, `/courses/modules`. The vendor has deprecated it. It leaves out
 * trainings, and requires a selection of courses in the OpenAPI file. It is only read if a host has no other list.
 */
export class LegacyModuleList {
	private readonly filter: InvalidIdFilter | null;

	/** @param parameter the query parameter that chooses courses */
	constructor(
		private readonly send: SendPageRequest,
		private readonly policy: RequestPolicy,
		private readonly parameter: string,
		skipInvalidIds: boolean,
	) {
		this.filter = skipInvalidIds
			? new InvalidIdFilter([parameter], (query) => this.fetcher(query))
			: null;
	}

	/** The courses left out so far. */
	get skipped(): SkippedIds[] {
		return this.filter?.skipped ?? [];
	}

	/** Whether the list has modules of a course. */
	async hasModulesOf(courseId: string): Promise<boolean> {
		const request = this.fetcher({ [this.parameter]: [courseId] })(FIRST_RECORD);
		const page = await orStatus(request, UNREADABLE_RECORD);
		return typeof page !== 'number' && page.records.length > 0;
	}

	/** Whether the host returns the list without a choice of courses. */
	async isAvailableWhole(): Promise<boolean> {
		return typeof (await orStatus(this.fetcher({})(FIRST_RECORD), REJECTED)) !== 'number';
	}

	/**
	 * Yields the modules of these courses, page by page.
	 * @param courseIds null for the whole list
	 */
	async *read(
		courseIds: readonly string[] | null,
		plan: Omit<ChunksPlan, 'pageToken'>,
	): AsyncGenerator<RawRecord[]> {
		const queries = chunkQuery(courseIds === null ? {} : { [this.parameter]: [...courseIds] });
		const pagesOf = (query: Query) => this.filter?.pagesOf(query) ?? this.fetcher(query);
		const { schema } = ENDPOINTS.courseModules;
		yield* readChunks(queries, pagesOf, schema, { ...plan, pageToken: null });
	}

	private fetcher(query: Query): FetchPage {
		return createPageFetcher(this.send, ENDPOINTS.courseModules, query, this.policy);
	}
}
