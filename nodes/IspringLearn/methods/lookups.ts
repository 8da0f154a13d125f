/** The one table of pick-lists, and of what can be looked up by name. */
import type { NarrowingParameter } from './narrowing';
import { readCertificates } from './readCertificates';
import type { ReadOptions } from './readOptions';
import {
	readContents,
	readCourseItems,
	readCourses,
	readDepartments,
	readEnrollments,
	readGroups,
	readModuleOptions,
	readQuizzes,
	readRoles,
	readUsers,
} from './readOptions';
import {
	readAssignmentOptions,
	readSessionOptions,
	readTrackOptions,
	readTrainingOptions,
} from './readTrainings';

/** What a field takes instead of an ID, in the words of a message. */
interface NameType {
	one: string;
	many: string;
}

/** One pick-list. */
export interface Lookup {
	/** What the options are, in the plural. */
	label: string;
	/** A single option, as a message names it. */
	one: string;
	/** What a field takes instead of an ID; null if it takes IDs only. */
	by: NameType | null;
	/** The keys of objects that hold an ID, the best ones first. */
	keys: ReadonlyArray<readonly string[]>;
	/** The parameters whose filters narrow the list. */
	follows?: readonly NarrowingParameter[];
	/** Whether what a person types narrows what is read, for a list that takes long to read as a whole. */
	isSearched?: boolean;
	/** The filter that searches the whole list, for one that can be longer than a dropdown. */
	searchedBy?: string;
	readOptions: ReadOptions;
}

const TITLE: NameType = { one: 'title', many: 'titles' };
const NAME: NameType = { one: 'name', many: 'names' };

const TABLE = {
	getUsers: {
		label: 'users',
		one: 'user',
		by: { one: 'name, login or email address', many: 'names, logins and email addresses' },
		keys: [['userId', 'learnerId'], ['user', 'learner'], ['authorId']],
		searchedBy: 'Users',
		readOptions: readUsers,
	},
	getCourses: {
		label: 'courses',
		one: 'course',
		by: TITLE,
		keys: [['courseId'], ['contentItemId'], ['course']],
		searchedBy: 'Courses',
		readOptions: readCourses,
	},
	getContents: {
		label: 'courses or other content',
		one: 'course or other content',
		by: TITLE,
		keys: [['contentItemId'], ['courseItemId', 'itemId'], ['courseId'], ['contentItem', 'course']],
		readOptions: readContents,
	},
	getModules: {
		label: 'modules',
		one: 'module',
		by: TITLE,
		keys: [['moduleId'], ['module']],
		follows: ['courseIds'],
		readOptions: readModuleOptions,
	},
	getCourseItems: {
		label: 'course items',
		one: 'course item',
		by: TITLE,
		keys: [['courseItemId'], ['contentItemId', 'itemId'], ['courseItem', 'contentItem']],
		follows: ['courseIds'],
		readOptions: readCourseItems,
	},
	getEnrollments: {
		label: 'enrollments',
		one: 'enrollment',
		by: null,
		keys: [['enrollmentId'], ['enrollment']],
		follows: ['userIds', 'learnerIds', 'courseIds'],
		readOptions: readEnrollments,
	},
	getCertificates: {
		label: 'certificates',
		one: 'certificate',
		by: null,
		keys: [['certificateId', 'issuedCertificateId'], ['certificate']],
		isSearched: true,
		readOptions: readCertificates,
	},
	getDepartments: {
		label: 'departments',
		one: 'department',
		by: NAME,
		keys: [['departmentId'], ['department']],
		searchedBy: 'Departments',
		readOptions: readDepartments,
	},
	getGroups: {
		label: 'groups',
		one: 'group',
		by: NAME,
		keys: [['groupId'], ['group']],
		searchedBy: 'Groups',
		readOptions: readGroups,
	},
	getQuizzes: {
		label: 'quizzes',
		one: 'quiz',
		by: TITLE,
		keys: [['quizId'], ['quiz']],
		searchedBy: 'Quizzes',
		readOptions: readQuizzes,
	},
	getLearningTracks: {
		label: 'learning tracks',
		one: 'learning track',
		by: TITLE,
		keys: [['learningTrackId'], ['contentItemId'], ['learningTrack']],
		readOptions: readTrackOptions,
	},
	getAssignments: {
		label: 'homework',
		one: 'homework assignment',
		by: TITLE,
		keys: [['assignmentId'], ['contentItemId'], ['assignment']],
		readOptions: readAssignmentOptions,
	},
	getTrainings: {
		label: 'trainings',
		one: 'training',
		by: TITLE,
		keys: [['trainingId'], ['contentItemId', 'courseItemId'], ['training']],
		follows: ['courseIds'],
		readOptions: readTrainingOptions,
	},
	getTrainingSessions: {
		label: 'training sessions',
		one: 'training session',
		by: TITLE,
		keys: [['sessionId', 'trainingSessionId'], ['session']],
		readOptions: readSessionOptions,
	},
	getRoles: {
		label: 'roles',
		one: 'role',
		by: NAME,
		keys: [['roleId'], ['role']],
		readOptions: readRoles,
	},
} satisfies Record<string, Lookup>;

/** The name of a pick-list, as fields refer to it in `loadOptionsMethod`. */
export type LookupName = keyof typeof TABLE;

/** The table, by the names of the pick-lists. */
export const LOOKUPS: Readonly<Record<LookupName, Lookup>> = TABLE;

/** The name of a lookup's search, as fields refer to it in `searchListMethod`. */
export const searchMethodOf = (name: LookupName): string => name.replace(/^get/, 'search');

/** The names of all pick-lists. */
export const LOOKUP_NAMES = Object.keys(TABLE) as LookupName[];
