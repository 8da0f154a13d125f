/** The filters of a form that narrow the pick-lists of others. */

/** By the parameter that they send. Their names are the same in every form. */
export const NARROWING_FILTERS = {
	courseIds: ['courses', 'courseIds'],
	learnerIds: ['users', 'learnerIds'],
	userIds: ['users', 'userIds'],
} as const satisfies Record<string, readonly string[]>;

/** A parameter whose filters narrow lists. */
export type NarrowingParameter = keyof typeof NARROWING_FILTERS;

/** Where n8n keeps the choices of the filters with rows. */
const ROW_PATHS: Readonly<Record<string, (row: number) => string>> = {
	courses: (row) => `courses.course[${row}].courseId.value`,
	users: (row) => `users.user[${row}].userId.value`,
};

/** Rows whose change makes n8n load a list again at once. A later row counts when the list is opened anew. */
const WATCHED_ROWS = [0, 1, 2, 3, 4];

/**
 * The paths that a pick-list depends on. n8n compares their values as text, in which all objects are the
 * same: so the paths of rows lead to the values in them.
 */
export function narrowingPaths(parameters: readonly NarrowingParameter[]): string[] {
	const names = new Set<string>(parameters.flatMap((parameter) => NARROWING_FILTERS[parameter]));
	return [...names].flatMap((name) => {
		const pathOf = ROW_PATHS[name];
		return pathOf === undefined
			? [`filters.${name}`]
			: WATCHED_ROWS.map((row) => `filters.${pathOf(row)}`);
	});
}
