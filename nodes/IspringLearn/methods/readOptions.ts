/** Reads the options of each pick-list from the lists of the API. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { ApiError } from '../api/apiError';
import { ENDPOINTS, ONLY_COURSES } from '../api/endpoints/endpoints';
import { SETTINGS } from '../api/endpoints/settings';
import { BAD_REQUEST, LIST_UNAVAILABLE, NOT_FOUND } from '../api/httpStatus';
import type { ReadAll } from '../api/paginator/readPages';
import { orStatus } from '../api/requester/requestError';
import type { RawRecord, Value } from '../api/schema/record';
import { COURSE_TYPE } from '../api/schema/records/content';
import type { NodeReasons } from '../errors/messages/nodeMessages';
import type { NarrowingParameter } from './narrowing';
import type { Option } from './options';
import { departmentOptions, joinNames, toOption, userOption } from './options';

/** Returns the IDs that the filters of a parameter hold. */
export type Chosen = (parameter: NarrowingParameter) => string[];

/** How a person searches a list. */
interface OptionSearch {
	/** What was typed; blank for the whole list. */
	typed: string;
	/** Another list of the account. */
	options: (name: 'getUsers' | 'getContents') => Promise<readonly INodePropertyOptions[]>;
}

interface LookupContext {
	read: ReadAll;
	chosen: Chosen;
	/** Undefined where names are looked up. */
	search?: OptionSearch;
}

/** Reads the options of one pick-list, in any order. */
export type ReadOptions = (context: LookupContext) => Promise<Option[]>;

/** The records of a list; none if the response has one of these statuses. */
async function emptyIf(
	statuses: ReadonlySet<number>,
	request: Promise<RawRecord[]>,
): Promise<RawRecord[]> {
	const records = await orStatus(request, statuses);
	return typeof records === 'number' ? [] : records;
}

/** For a list that only completes the names of another. */
const readOptional = async (request: Promise<RawRecord[]>): Promise<RawRecord[]> =>
	await emptyIf(LIST_UNAVAILABLE, request);

/** A course may have been deleted since it was chosen. */
const GONE: ReadonlySet<number> = new Set([NOT_FOUND]);

/** The statuses of a host that has no list of all modules, or requires courses for it. */
const NO_FULL_LIST: ReadonlySet<number> = new Set([BAD_REQUEST, NOT_FOUND]);

/** The contents that are courses. */
export const readOnlyCourses = async (read: ReadAll): Promise<RawRecord[]> =>
	await read(ENDPOINTS.courses, ONLY_COURSES);

const contentOption = ({ title, contentItemId }: RawRecord): Option =>
	toOption(title, contentItemId);

async function readCourseTitles(read: ReadAll): Promise<Map<Value, Option>> {
	const records = await readOptional(readOnlyCourses(read));
	return new Map(records.map((record) => [record.contentItemId, contentOption(record)]));
}

/** The host lists modules only by course, and no course is chosen. */
export class CourseNeeded extends ApiError<Pick<NodeReasons, 'courseNeeded'>> {
	override name = 'CourseNeeded';

	constructor() {
		super('courseNeeded');
	}
}

/** Neither a course nor a user is chosen. All enrollments of an account would take minutes to read. */
class CourseOrUserNeeded extends ApiError<Pick<NodeReasons, 'courseOrUserNeeded'>> {
	override name = 'CourseOrUserNeeded';

	constructor() {
		super('courseOrUserNeeded');
	}
}

/**
 * The modules of the chosen courses, with trainings. If none is chosen: the modules of every course, without
 * trainings.
 * @throws CourseNeeded if none is chosen and the host has no list of all modules
 */
async function readModules({ read, chosen }: LookupContext): Promise<RawRecord[]> {
	const courseIds = chosen('courseIds');
	if (courseIds.length === 0) {
		const all = await orStatus(read(ENDPOINTS.courseModules), NO_FULL_LIST);
		if (typeof all === 'number') throw new CourseNeeded();
		return all;
	}
	const ofCourse = async (id: string) =>
		await emptyIf(GONE, read(ENDPOINTS.modulesOfCourse, { courseId: id }));
	const found = (await Promise.all(courseIds.map(ofCourse))).flat();
	return found.length > 0
		? found
		: await emptyIf(NO_FULL_LIST, read(ENDPOINTS.courseModules, { courseIds }));
}

export const readUsers: ReadOptions = async ({ read }) =>
	(await read(ENDPOINTS.users)).map(userOption);

export const readCourses: ReadOptions = async ({ read }) =>
	(await readOnlyCourses(read)).map(contentOption);

export const readContents: ReadOptions = async ({ read }) =>
	(await read(ENDPOINTS.courses)).map(contentOption);

export const readModuleOptions: ReadOptions = async (context) => {
	const [modules, titles] = await Promise.all([
		readModules(context),
		readCourseTitles(context.read),
	]);
	const isOneCourse = context.chosen('courseIds').length === 1;
	return modules.map(({ moduleId, courseId, title }) => {
		const { name, value } = toOption(title, moduleId);
		const course = isOneCourse ? undefined : titles.get(courseId);
		return { name: course ? `${name} – ${course.name}` : name, aliases: [name], value };
	});
};

export const readCourseItems: ReadOptions = async (context) => {
	if (context.chosen('courseIds').length > 0) {
		return (await readModules(context)).map(contentOption);
	}
	const contents = await context.read(ENDPOINTS.courses);
	return contents.filter(({ type }) => type !== COURSE_TYPE).map(contentOption);
};

/** @throws CourseOrUserNeeded if neither is chosen */
export const readEnrollments: ReadOptions = async ({ read, chosen }) => {
	const learnerIds = [...new Set([...chosen('userIds'), ...chosen('learnerIds')])];
	const courseIds = chosen('courseIds');
	if (learnerIds.length === 0 && courseIds.length === 0) throw new CourseOrUserNeeded();
	const query = {
		...(learnerIds.length > 0 && { learnerIds }),
		...(courseIds.length > 0 && { courseIds }),
	};
	const [enrollments, users, titles] = await Promise.all([
		read(ENDPOINTS.enrollments, query),
		readOptional(read(ENDPOINTS.users)),
		readCourseTitles(read),
	]);
	const people = new Map(users.map((user) => [user.userId, userOption(user)]));
	return enrollments.map(({ userId, courseId, enrollmentId }) => {
		const learner: Option = people.get(userId) ?? toOption(userId, userId);
		const course = titles.get(courseId) ?? toOption(courseId, courseId);
		const { rank } = learner;
		return { ...toOption(joinNames(learner.name, course.name), enrollmentId), rank };
	});
};

export const readDepartments: ReadOptions = async ({ read }) =>
	departmentOptions(await read(ENDPOINTS.departments));

export const readGroups: ReadOptions = async ({ read }) =>
	(await read(ENDPOINTS.groups)).map(({ name, groupId }) => toOption(name, groupId));

/** Many quizzes have the same title in different courses. */
export const readQuizzes: ReadOptions = async ({ read }) => {
	const [quizzes, titles] = await Promise.all([read(ENDPOINTS.quizzes), readCourseTitles(read)]);
	return quizzes.map(({ quizId, quizTitle, parentCourseIds }) => {
		const { name, value } = toOption(quizTitle, quizId);
		const courses = [parentCourseIds].flat().flatMap((id) => titles.get(id)?.name ?? []);
		if (courses.length === 0) return { name, value };
		return { name: `${name} – ${courses.join(', ')}`, aliases: [name], value };
	});
};

export const readRoles: ReadOptions = async ({ read }) =>
	(await read(SETTINGS.roles)).map(({ title, roleId }) => toOption(title, roleId));
