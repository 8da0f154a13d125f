/** Filters with rows of resource locators, as n8n's form saves them. */
import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

/** The way in which a row is filled in. */
export type Mode = 'list' | 'email' | 'id';

/** A choice as n8n saves it, with the name that the list showed. */
export const locator = (value: unknown, mode: Mode | 'url' = 'id'): NodeParameterValueType =>
	({
		__rl: true,
		mode,
		value,
		...(mode === 'list' && { cachedResultName: 'Somebody' }),
	}) as NodeParameterValueType;

/** The filter Users with a row for each value. */
export const usersRows = (values: readonly unknown[], mode: Mode = 'id'): INodeParameters => ({
	users: { user: values.map((value) => ({ userId: locator(value, mode) })) },
});

/** The filter Courses with a row for each value. */
export const coursesRows = (values: readonly unknown[], mode: Mode = 'id'): INodeParameters => ({
	courses: { course: values.map((value) => ({ courseId: locator(value, mode) })) },
});

/** The filter Departments with a row for each value. */
export const departmentsRows = (
	values: readonly unknown[],
	mode: Mode = 'id',
): INodeParameters => ({
	departments: { department: values.map((value) => ({ departmentId: locator(value, mode) })) },
});

/** The filter Groups with a row for each value. */
export const groupsRows = (values: readonly unknown[], mode: Mode = 'id'): INodeParameters => ({
	groups: { group: values.map((value) => ({ groupId: locator(value, mode) })) },
});
