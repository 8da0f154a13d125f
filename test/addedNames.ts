/** The columns that Add Names adds, and what a simulated account has in them. */
import type { ModuleResult, Simulator } from './simulator/server';

/** In their order, when all names are added. */
export const NAME_COLUMNS = [
	'userName',
	'userEmail',
	'courseTitle',
	'departmentId',
	'departmentName',
] as const;

/** The names of a row, null where the account has none. */
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
