import { ApiError } from '../apiError';

/** Why a list cannot be read to its end. A `parameter` is the name of a query parameter. */
export interface PaginationReasons {
	/** A page led back to one that was already read. */
	repeatedPage: undefined;
	/** Empty pages in a row, each with a token of a next page. */
	emptyPages: { pages: number };
	/** Pages in a row without a new record, each with a token of a next page. */
	pagesWithoutNews: { pages: number };
	/** The lists in a query multiply to more requests than allowed. */
	tooManyRequests: TooManyRequests;
	/** More unknown IDs in one parameter than a read leaves out. */
	tooManyInvalidIds: { parameter: string; maxIds: number };
	unknownCourse: MissingCourse;
	forbiddenCourse: MissingCourse;
	unknownParent: MissingParent;
	forbiddenParent: MissingParent;
	/** The account may not read the list of parents. */
	forbiddenParentList: Pick<MissingParent, 'records' | 'parameter' | 'answerStatus'>;
	/** The host has no list of modules for each course, and so none of trainings. */
	noCourseLists: undefined;
	/** The account may not read the list of courses. */
	forbiddenCourseList: { parameter: string; answerStatus: number };
}

interface TooManyRequests {
	requests: number;
	maxRequests: number;
	/** Lists that take more than one request. */
	longLists: number;
	/** Those of them to shorten, and the entries that each may keep. */
	toShorten: ReadonlyArray<{ parameter: string; entries: number }>;
	maxEntries: number;
	entriesPerRequest: number;
}

/** A course whose modules cannot be read. */
interface MissingCourse {
	courseId: string;
	answerStatus: number;
	/** The parameter that chooses courses. */
	parameter: string;
	/** Whether the course was chosen there, or comes from the list of all courses. */
	isChosen: boolean;
}

/** A parent whose records cannot be read. */
interface MissingParent {
	/** The `name` of the parents' endpoint. */
	records: string;
	parentId: string;
	answerStatus: number;
	/** The parameter that chooses parents; null without one. */
	parameter: string | null;
	/** Whether the parent was chosen there, or comes from the list of all parents. */
	isChosen: boolean;
}

/** A list cannot be read to its end. */
export class PaginationError extends ApiError<PaginationReasons> {
	override name = 'PaginationError';
}
