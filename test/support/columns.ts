/** The columns of a module result, and the names that a simulated account has for them. */
import type { ModuleResult, Simulator } from '../simulator/server';

/** The columns of a module result with Simplify on, in their order. */
export const COLUMNS = [
	'resultKey',
	'userId',
	'courseId',
	'moduleId',
	'moduleTitle',
	'courseItemId',
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

/** Their order when all names are added. */
export const NAME_COLUMNS = [
	'userName',
	'userEmail',
	'courseTitle',
	'departmentId',
	'departmentName',
] as const;

/** The names for a row, or null where the account has none. */
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
