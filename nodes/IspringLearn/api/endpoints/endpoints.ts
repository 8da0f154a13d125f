/** The main lists: where the API keeps what. Facts only. Kinds of their own, such as trainings, have files of their own. */
import { CERTIFICATE, hasCertificate } from '../schema/records/certificates';
import { QUIZ, QUIZ_ANSWER } from '../schema/records/quizzes';
import { COURSE, COURSE_MODULE, COURSE_TYPE } from '../schema/records/content';
import { ENROLLMENT } from '../schema/records/enrollments';
import { DEPARTMENT, GROUP, POINTS, USER } from '../schema/records/people';
import { COURSE_RESULT, MODULE_RESULT } from '../schema/records/results';
import type { ListEndpoint } from './endpoint';
import { READ_PAGE } from './endpoint';

const ENROLLMENTS = {
	...READ_PAGE,
	path: '/enrollments',
	list: 'enrollments',
	xmlItem: 'enrollment',
} as const;

const MODULES = {
	...READ_PAGE,
	name: 'courseModules',
	list: 'modules',
	xmlItem: 'module',
	schema: COURSE_MODULE,
} as const;

const QUIZZES = {
	...READ_PAGE,
	name: 'quizzes',
	path: '/quizzes',
	list: 'results',
	xmlItem: 'result',
	schema: QUIZ,
} as const;

export const ENDPOINTS = {
	/** Who took which module, when, and with what result. */
	moduleResults: {
		...READ_PAGE,
		name: 'moduleResults',
		path: '/learners/modules/results',
		list: 'results',
		xmlItem: 'result',
		schema: MODULE_RESULT,
		byLearner: 'userIds',
	},

	/** Who took which course, when, and with what result. */
	courseResults: {
		...READ_PAGE,
		name: 'courseResults',
		path: '/learners/results',
		list: 'results',
		xmlItem: 'result',
		schema: COURSE_RESULT,
		byLearner: 'userIds',
	},

	/**
	 * Courses and the other content of an account. Requires the right to edit content. Leaves out
	 * content that is linked from other courses.
	 */
	courses: {
		...READ_PAGE,
		name: 'courses',
		path: '/contents',
		list: 'contentItems',
		xmlItem: 'contentItem',
		schema: COURSE,
	},

	/**
	 * The modules of many courses, without trainings. The vendor has deprecated this list, so the package
	 * reads one course at a time (`modulesOfCourse`) if the host supports it.
	 */
	courseModules: { ...MODULES, path: '/courses/modules', byCourse: 'courseIds' },

	/** All modules of one course, including trainings. */
	modulesOfCourse: { ...MODULES, path: '/course/{courseId}/modules', unpaged: true },

	/** Who is assigned to which course. */
	enrollments: { ...ENROLLMENTS, name: 'enrollments', schema: ENROLLMENT },

	/** The certificates that were issued for active enrollments. The API has no list of its own for them. */
	certificates: {
		...ENROLLMENTS,
		name: 'certificates',
		schema: CERTIFICATE,
		selects: hasCertificate,
	},

	/** The people of an account, those who are blocked or have left included. */
	users: {
		...READ_PAGE,
		name: 'users',
		path: '/users/v2',
		list: 'userProfiles',
		xmlItem: 'userProfile',
		schema: USER,
	},

	/** The departments that the API key may see. */
	departments: {
		...READ_PAGE,
		name: 'departments',
		path: '/departments',
		list: 'departments',
		xmlItem: 'department',
		schema: DEPARTMENT,
	},

	quizzes: QUIZZES,

	/**
	 * What learners answered to each question. A request takes one quiz, and one of the courses that contain it.
	 * The OpenAPI file names the root element `results` here, and `response` elsewhere.
	 */
	answers: {
		...READ_PAGE,
		name: 'answers',
		path: '/report/answer-breakdown',
		list: 'results',
		xmlItem: 'result',
		xmlRoots: ['results'],
		schema: QUIZ_ANSWER,
		parent: {
			endpoint: QUIZZES,
			idField: 'quizId',
			parameter: 'quizId',
			idFilter: 'quizIds',
			filters: ['quizIds', 'parentCourseIds'],
			copies: {
				quizTitle: 'quizTitle',
				quizId: 'quizId',
				contentItemId: 'contentItemId',
				parentCourseIds: 'parentCourseIds',
			},
			each: { filter: 'parentCourseIds', field: 'parentCourseIds', parameter: 'parentCourseId' },
		},
	},

	groups: {
		...READ_PAGE,
		name: 'groups',
		path: '/groups',
		list: 'groups',
		xmlItem: 'group',
		schema: GROUP,
	},

	/** The gamification points of users. */
	points: {
		...READ_PAGE,
		name: 'points',
		path: '/gamification/points',
		list: null,
		xmlItem: 'userPointsInfo',
		schema: POINTS,
		unpaged: true,
	},
} satisfies Record<string, ListEndpoint>;

/** The filter of `courses` that leaves out other content. */
export const ONLY_COURSES = { contentTypes: [COURSE_TYPE] };
