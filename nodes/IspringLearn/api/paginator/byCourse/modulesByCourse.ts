/**
 * Reads the modules of many courses, course by course.
 *
 * A 404 may mean that the course is unknown, or that the host lacks the path. Until a course has been read, the
 * legacy list decides: if it has modules of the course, the host lacks the path.
 */
import { ENDPOINTS } from '../../endpoints/endpoints';
import { FORBIDDEN, NOT_FOUND, UNKNOWN_RECORD, UNREADABLE_RECORD } from '../../httpStatus';
import { findStatusError } from '../../requester/requestError';
import type { SendPageRequest } from '../../requester/requester';
import type { RequestPolicy } from '../../requester/retry';
import type { RawRecord } from '../../schema/record';
import { readId } from '../../schema/record';
import { normalizeUuid } from '../deduplicator';
import { inOrder } from '../inOrder';
import type { SkippedIds } from '../invalidIds';
import { assertInvalidIdCount } from '../invalidIds';
import { paginate } from '../paginate';
import { PaginationError } from '../paginationError';
import { createPageFetcher } from '../readPages';
import { CourseList, LegacyModuleList } from './courseLists';

/** Which modules to read. */
interface CoursePlan {
	/** The chosen courses; null for all courses that the account lists. */
	courseIds: readonly string[] | null;
	/** The query parameter that chooses courses. */
	parameter: string;
	pageSize: number;
	/** Maximum number of modules. */
	limit: number;
	/** Whether to leave out courses that cannot be read. */
	skipInvalidIds: boolean;
	/** Called before the legacy list is read. */
	onFallback: () => void;
}

/** The modules of one course; or why there are none. */
type CourseOutcome = RawRecord[] | 'path missing' | 'left out';

/** One read of the modules of many courses. */
export class ModulesByCourse {
	private readonly unknown = new Set<string>();
	private readonly forbidden = new Set<string>();
	private readonly list: CourseList;
	private readonly legacy: LegacyModuleList;
	/** True once a course has been read: the host has the path. */
	private hasPath = false;
	/** True once the legacy list is read. From then on it alone knows which courses were left out. */
	private usesLegacy = false;
	/** The error of the first course that could not be read. */
	private firstError: unknown = null;

	constructor(
		private readonly send: SendPageRequest,
		private readonly policy: RequestPolicy,
		private readonly plan: CoursePlan,
	) {
		this.list = new CourseList(send, policy, plan.parameter);
		this.legacy = new LegacyModuleList(send, policy, plan.parameter, plan.skipInvalidIds);
	}

	/** The courses left out so far. */
	get skipped(): SkippedIds[] {
		if (this.usesLegacy) return this.legacy.skipped;
		const parameter = this.isChosen ? this.plan.parameter : null;
		const all = [
			{ parameter, ids: [...this.unknown] },
			{ parameter, ids: [...this.forbidden], isForbidden: true },
		];
		return all.filter(({ ids }) => ids.length > 0);
	}

	/**
	 * Yields the modules of each course, in the order of the courses.
	 * @throws PaginationError for a course that cannot be read, unless such courses are left out
	 */
	async *read(): AsyncGenerator<RawRecord[]> {
		let missing = this.plan.limit;
		const outcomes = inOrder(
			this.courses(),
			// A course usually has a module, so no more courses at once than modules are missing.
			() => missing,
			async (id) => await this.modulesOf(id),
		);
		for await (const outcome of outcomes) {
			if (outcome === 'path missing') return yield* this.readLegacy();
			if (outcome === 'left out' || outcome.length === 0) continue;
			const records = outcome.slice(0, missing);
			missing -= records.length;
			yield records;
			if (missing === 0) return;
		}
		// When no course could be read, the account or the host is the cause, unless the choice of courses is wrong.
		const isWrongChoice = this.isChosen && this.forbidden.size === 0;
		if (!this.hasPath && this.firstError !== null && !isWrongChoice) throw this.firstError;
	}

	private get isChosen(): boolean {
		return this.plan.courseIds !== null;
	}

	/** The IDs of the courses, each once. */
	private async *courses(): AsyncGenerator<string> {
		const { courseIds, pageSize } = this.plan;
		const seen = new Set<string>();
		for await (const ids of courseIds !== null ? [courseIds] : this.list.ids(pageSize)) {
			for (const id of ids) {
				const form = normalizeUuid(id);
				const isNew = form !== '' && !seen.has(form);
				seen.add(form);
				if (isNew) yield id;
			}
		}
	}

	private async modulesOf(courseId: string): Promise<CourseOutcome> {
		try {
			const records = await this.readCourse(courseId);
			this.hasPath = true;
			return records;
		} catch (error) {
			const status = findStatusError(error)?.status;
			if (status === undefined || !UNREADABLE_RECORD.has(status))
				return await Promise.reject(error);
			return await this.handleUnreadable(courseId, status, error);
		}
	}

	private async readCourse(courseId: string): Promise<RawRecord[]> {
		const { modulesOfCourse } = ENDPOINTS;
		const records: RawRecord[] = [];
		const fetchPage = createPageFetcher(this.send, modulesOfCourse, { courseId }, this.policy);
		const plan = { pageSize: this.plan.pageSize, pageToken: null, limit: Infinity };
		for await (const page of paginate(fetchPage, plan)) {
			for (const module of page.records) {
				records.push(readId(module, 'courseId') === '' ? { ...module, courseId } : module);
			}
		}
		return records;
	}

	/** Decides what it means that a course cannot be read. */
	private async handleUnreadable(
		courseId: string,
		status: number,
		error: unknown,
	): Promise<CourseOutcome> {
		if (status === NOT_FOUND && !this.hasPath && (await this.legacy.hasModulesOf(courseId))) {
			// Another course may have been read meanwhile.
			if (!this.hasPath) return 'path missing';
		}
		// Without a choice, a course that was deleted after the list was read is not missing.
		if (!this.isChosen && UNKNOWN_RECORD.has(status) && !(await this.list.has(courseId)))
			return 'left out';
		this.firstError ??= error;
		if (this.plan.skipInvalidIds) return this.skip(courseId, status);
		if (!this.hasPath && (!this.isChosen || status === FORBIDDEN)) throw error;
		throw new PaginationError(status === FORBIDDEN ? 'forbiddenCourse' : 'unknownCourse', {
			courseId,
			answerStatus: status,
			parameter: this.plan.parameter,
			isChosen: this.isChosen,
		});
	}

	private skip(courseId: string, status: number): CourseOutcome {
		const skipped = status === FORBIDDEN ? this.forbidden : this.unknown;
		skipped.add(courseId);
		if (this.isChosen) assertInvalidIdCount(this.plan.parameter, this.unknown);
		return 'left out';
	}

	private async *readLegacy(): AsyncGenerator<RawRecord[]> {
		this.plan.onFallback();
		this.usesLegacy = true;
		yield* this.legacy.read(await this.legacyCourses(), this.plan);
	}

	/** Without a choice the whole list, where the host returns it: it has courses that are not listed. */
	private async legacyCourses(): Promise<readonly string[] | null> {
		if (this.isChosen) return this.plan.courseIds;
		if (await this.legacy.isAvailableWhole()) return null;
		const ids: string[] = [];
		for await (const id of this.courses()) ids.push(id);
		return ids;
	}
}
