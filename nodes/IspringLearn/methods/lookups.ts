/** What each pick-list of the form holds, and which lists of the API it is put together from. */
import { UserError } from 'n8n-workflow';
import { LIST_UNAVAILABLE } from '../api/enrichment/batchLoader';
import type { ReadAll } from '../api/paginator/readAll';
import { ENDPOINTS, ONLY_COURSES } from '../api/endpoints/endpoints';
import { COURSE_TYPE } from '../api/schema/schemas';
import type { RawRecord, Value } from '../api/schema/record';
import { orStatus } from '../api/requester/requestError';
import type { Option } from './options';
import { departmentOptions, toOption, userOption } from './options';

/** What a pick-list is made from. */
export interface LookupContext {
	read: ReadAll;
	/** The ids that the form holds already in one of its filters. */
	chosen: (filter: string) => string[];
}

export interface Lookup {
	/** What the entries are, in the plural. */
	label: string;
	entries: (account: LookupContext) => Promise<Option[]>;
}

/** The records of a list; none when the answer has one of these statuses. */
async function noneIf(
	statuses: ReadonlySet<number>,
	request: Promise<RawRecord[]>,
): Promise<RawRecord[]> {
	const records = await orStatus(request, statuses);
	return typeof records === 'number' ? [] : records;
}

/** For a list that only adds to names: it may be missing. */
const readIfGiven = async (request: Promise<RawRecord[]>): Promise<RawRecord[]> =>
	await noneIf(LIST_UNAVAILABLE, request);

/** What is chosen may have been deleted since. */
const GONE: ReadonlySet<number> = new Set([404]);

/** What a host says that has no list of all modules, or gives it for chosen courses alone. */
const NOT_WHOLE: ReadonlySet<number> = new Set([400, 404]);

const courses = async (read: ReadAll): Promise<RawRecord[]> =>
	await read(ENDPOINTS.courses, ONLY_COURSES);

const contentEntry = ({ title, contentItemId }: RawRecord): Option =>
	toOption(title, contentItemId);

async function titlesOf(request: Promise<RawRecord[]>): Promise<Map<Value, Option>> {
	const records = await readIfGiven(request);
	return new Map(records.map((record) => [record.contentItemId, contentEntry(record)]));
}

/**
 * The modules of the chosen courses, trainings included. When none is chosen: of every course, without
 * trainings, as long as the host has the list of them.
 */
async function modules({ read, chosen }: LookupContext): Promise<RawRecord[]> {
	const courseIds = chosen('courseIds');
	if (courseIds.length === 0) {
		const every = await orStatus(read(ENDPOINTS.courseModules), NOT_WHOLE);
		return typeof every === 'number' ? askForCourse() : every;
	}
	const ofCourse = async (id: string) =>
		await noneIf(GONE, read(ENDPOINTS.modulesOfCourse, { courseId: id }));
	const found = (await Promise.all(courseIds.map(ofCourse))).flat();
	return found.length > 0
		? found
		: await noneIf(NOT_WHOLE, read(ENDPOINTS.courseModules, { courseIds }));
}

/** Shown as the only entry of the list. */
export class CourseNeeded extends UserError {
	constructor() {
		super('Choose a course first', {
			description:
				"iSpring Learn lists modules by course. Choose courses in 'Course Names or IDs', then open this list again.",
		});
		this.name = 'CourseNeeded';
	}
}

const askForCourse = (): never => {
	throw new CourseNeeded();
};

async function moduleEntries(account: LookupContext): Promise<Option[]> {
	const [found, titles] = await Promise.all([modules(account), titlesOf(courses(account.read))]);
	const isOneCourse = account.chosen('courseIds').length === 1;
	return found.map(({ moduleId, courseId, title }) => {
		const { name, value } = toOption(title, moduleId);
		const course = isOneCourse ? undefined : titles.get(courseId);
		return { name: course ? `${name} – ${course.name}` : name, aliases: [name], value };
	});
}

async function courseItemEntries(account: LookupContext): Promise<Option[]> {
	if (account.chosen('courseIds').length > 0) {
		return (await modules(account)).map(contentEntry);
	}
	const contents = await account.read(ENDPOINTS.courses);
	return contents.filter(({ type }) => type !== COURSE_TYPE).map(contentEntry);
}

async function enrollmentEntries({ read, chosen }: LookupContext): Promise<Option[]> {
	const learnerIds = [...chosen('userIds'), ...chosen('learnerIds')];
	const courseIds = chosen('courseIds');
	const query = {
		...(learnerIds.length > 0 && { learnerIds }),
		...(courseIds.length > 0 && { courseIds }),
	};
	const [enrollments, users, titles] = await Promise.all([
		read(ENDPOINTS.enrollments, query),
		readIfGiven(read(ENDPOINTS.users)),
		titlesOf(courses(read)),
	]);
	const people = new Map(users.map((user) => [user.userId, userOption(user)]));
	return enrollments.map(({ enrollmentId, learnerId, courseId }) => {
		const learner: Option = people.get(learnerId) ?? toOption(learnerId, learnerId);
		const course = titles.get(courseId) ?? toOption(courseId, courseId);
		const { rank } = learner;
		return { ...toOption(`${learner.name} – ${course.name}`, enrollmentId), rank };
	});
}

/** By the names under which the fields ask for them. */
export const LOOKUPS = {
	getUsers: {
		label: 'users',
		entries: async ({ read }) => (await read(ENDPOINTS.users)).map(userOption),
	},
	getCourses: {
		label: 'courses',
		entries: async ({ read }) => (await courses(read)).map(contentEntry),
	},
	getContents: {
		label: 'courses or other content',
		entries: async ({ read }) => (await read(ENDPOINTS.courses)).map(contentEntry),
	},
	getModules: { label: 'modules', entries: moduleEntries },
	getCourseItems: { label: 'course items', entries: courseItemEntries },
	getEnrollments: { label: 'enrollments', entries: enrollmentEntries },
	getDepartments: {
		label: 'departments',
		entries: async ({ read }) => departmentOptions(await read(ENDPOINTS.departments)),
	},
	getGroups: {
		label: 'groups',
		entries: async ({ read }) =>
			(await read(ENDPOINTS.groups)).map(({ name, groupId }) => toOption(name, groupId)),
	},
} satisfies Record<string, Lookup>;

export type LookupName = keyof typeof LOOKUPS;
