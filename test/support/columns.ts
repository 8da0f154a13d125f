/** The columns of each resource and the names in a simulated account, written without the package's own tables. */
import { createHash } from 'node:crypto';
import type { ModuleResult, Simulator } from '../simulator/server';

/** The columns that module results and course results share, in order. */
const RESULT_COLUMNS = [
	'completionStatus',
	'progress',
	'awardedScore',
	'passingScore',
	'timeSpent',
	'viewsCount',
	'isOverdue',
	'accessDate',
	'dueDate',
	'completionDate',
	'expirationDate',
];

/** The columns of a module result that need no look-up, in order. */
export const COLUMNS = [
	'moduleTitle',
	...RESULT_COLUMNS,
	'userId',
	'courseId',
	'moduleId',
	'courseItemId',
	'enrollmentId',
	'resultKey',
];

/** The columns of a module result with Output at its default, in order. */
export const SIMPLIFIED = [
	'userName',
	'userEmail',
	'courseTitle',
	'moduleTitle',
	'completionStatus',
	'progress',
	'dueDate',
	'completionDate',
	'isOverdue',
	'resultKey',
];

/** All columns of a module result, in order. */
export const ALL_COLUMNS = [
	'userName',
	'userEmail',
	'departmentName',
	'courseTitle',
	'moduleTitle',
	...RESULT_COLUMNS,
	'userId',
	'departmentId',
	'courseId',
	'moduleId',
	'courseItemId',
	'enrollmentId',
	'resultKey',
];

/** The figures of a learner or a course, in order. */
export const FIGURES = [
	'assigned',
	'finished',
	'failed',
	'open',
	'overdue',
	'finishedLate',
	'averageProgress',
	'averageScore',
	'nextDueDate',
	'lastCompletionDate',
];

/** The columns of a resource that need no look-up, in order. */
export const COLUMNS_OF: Readonly<Record<string, readonly string[]>> = {
	moduleResult: COLUMNS,
	courseResult: [
		'courseTitle',
		...RESULT_COLUMNS,
		'duration',
		'userId',
		'courseId',
		'enrollmentId',
		'resultKey',
	],
	certificate: [
		'issueDate',
		'expiryDate',
		'accessDate',
		'dueDate',
		'expirationDate',
		'shouldLockAfterDueDate',
		'enrollmentTypeGroup',
		'userId',
		'courseId',
		'enrollmentId',
		'certificateId',
	],
	course: [
		'title',
		'type',
		'contentItemType',
		'description',
		'addedDate',
		'viewUrl',
		'userId',
		'contentItemId',
	],
	courseModule: [
		'title',
		'type',
		'sequentialNumber',
		'description',
		'addedDate',
		'viewUrl',
		'authorId',
		'courseId',
		'contentItemId',
		'moduleId',
	],
	// Whether the title has to be looked up depends on what is counted.
	courseProgress: ['learners', ...FIGURES, 'courseId'],
	department: ['name', 'code', 'subordination', 'parentDepartmentId', 'departmentId'],
	enrollment: [
		'accessDate',
		'dueDate',
		'expirationDate',
		'shouldLockAfterDueDate',
		'enrollmentTypeGroup',
		'certificate',
		'userId',
		'courseId',
		'enrollmentId',
	],
	group: ['name', 'isSmart', 'groupId'],
	learnerProgress: [...FIGURES, 'userId'],
	points: ['points', 'userId'],
	quiz: ['quizTitle', 'parentCourseIds', 'contentItemId', 'quizId'],
	answer: [
		'quizTitle',
		'questionNumber',
		'questionGroup',
		'questionTitle',
		'statementTitle',
		'questionType',
		'answerText',
		'customAnswerText',
		'isAnswerCorrect',
		'answerScore',
		'questionScore',
		'isAttemptPassed',
		'attemptScore',
		'passingScore',
		'attemptDate',
		'quizVersion',
		'userId',
		'parentCourseIds',
		'contentItemId',
		'quizId',
		'enrollmentId',
		'answerKey',
	],
	user: [
		'userName',
		'email',
		'statusName',
		'status',
		'role',
		'login',
		'firstName',
		'lastName',
		'addedDate',
		'lastLoginDate',
		'roleId',
		'departmentId',
		'groups',
		'userId',
	],
};

/** The form's values for the columns of a resource that need no look-up, and these in addition. */
export const select = (resource: string, ...names: readonly string[]) => ({
	output: 'selected',
	columns: [...names, ...(COLUMNS_OF[resource] ?? [])],
});

/** The names of a module result's learner. */
export const LEARNER = ['userName', 'userEmail'] as const;

/** Shortens a key as the column resultKey does: the first 128 bits of its SHA-256, the first cleared, in base64url. */
export function shortKeyOf(key: string): string {
	const bytes = createHash('sha256').update(key).digest().subarray(0, 16);
	bytes[0] &= 0x7f;
	return bytes.toString('base64url');
}

/** The key of a result in the column resultKey. A course result has no module. */
export function resultKeyOf({
	userId,
	courseId,
	moduleId,
	accessDate,
	enrollmentId = accessDate,
}: Partial<ModuleResult>): string {
	const ids = [userId, courseId, ...(moduleId === undefined ? [] : [moduleId]), enrollmentId];
	return shortKeyOf(ids.join(':'));
}

/** The columns that are looked up, in order. */
export const NAME_COLUMNS = [
	'userName',
	'userEmail',
	'departmentName',
	'courseTitle',
	'departmentId',
] as const;

/** Returns the names for a row, or null where the account has none. */
export function namesOf(
	{ world }: Pick<Simulator, 'world'>,
	{ userId, courseId }: Pick<ModuleResult, 'userId' | 'courseId'>,
): Record<(typeof NAME_COLUMNS)[number], string | null> {
	const user = world.users.find(({ id }) => id === userId);
	const course = world.courses.find(({ id }) => id === courseId);
	return {
		userName: user?.name || null,
		userEmail: user?.email ?? null,
		courseTitle: course?.listed ? course.title : null,
		departmentId: user?.departmentId ?? null,
		departmentName: world.departments.find(({ id }) => id === user?.departmentId)?.name ?? null,
	};
}
