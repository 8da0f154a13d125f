/** The columns of a module result and the names in a simulated account. */
import type { ModuleResult, Simulator } from '../simulator/server';

/** The columns that module results and course results share, in order. */
export const RESULT_COLUMNS = [
	'enrollmentId',
	'accessDate',
	'dueDate',
	'expirationDate',
	'completionDate',
	'timeSpent',
	'completionStatus',
	'progress',
	'awardedScore',
	'passingScore',
	'isOverdue',
	'viewsCount',
];

/** The columns of a module result with Simplify on, in order. */
export const COLUMNS = [
	'resultKey',
	'userId',
	'courseId',
	'moduleId',
	'moduleTitle',
	'courseItemId',
	...RESULT_COLUMNS,
];

/** The columns that Add Names adds, in order. */
export const NAME_COLUMNS = [
	'userName',
	'userEmail',
	'courseTitle',
	'departmentId',
	'departmentName',
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
