import { moduleResultFilters } from '../../../../nodes/IspringLearn/resources/moduleResult/filters';

/** The names are saved in workflows, so they must never change. */
const NAMES: Record<string, string> = {
	accessDateStart: 'accessDate.startDate',
	accessDateEnd: 'accessDate.endDate',
	completionDateStart: 'completionDate.startDate',
	completionDateEnd: 'completionDate.endDate',
	dueDateStart: 'dueDate.startDate',
	dueDateEnd: 'dueDate.endDate',
	users: 'users',
	userIds: 'userIds',
	courses: 'courses',
	courseIds: 'courseIds',
	moduleIds: 'moduleIds',
	courseItemIds: 'courseItemIds',
	enrollmentIds: 'enrollmentIds',
	departments: 'departments',
	departmentIds: 'departmentIds',
	completionStatuses: 'completionStatuses',
	userStatuses: 'userStatuses',
	completedIn: 'completionDate.within',
	dueIn: 'dueDate.within',
	assignedIn: 'accessDate.within',
	overdueOnly: 'dueDate.overdue',
};

it('has a filter for every parameter of the endpoint', () => {
	const properties = moduleResultFilters.map(({ name, routing }) => [
		name,
		routing?.send?.property,
	]);
	expect(Object.fromEntries(properties)).toEqual(NAMES);
	expect(properties).toHaveLength(Object.keys(NAMES).length);
});

it('begins with who, what and when, and ends with exact dates', () => {
	const shown = moduleResultFilters.map(({ displayName }) => displayName);
	expect(shown.slice(0, 7)).toEqual([
		'Users',
		'User Names, Emails or IDs',
		'Course Names or IDs',
		'Courses',
		'Completion Statuses',
		'Completed In',
		'Overdue Only',
	]);
	expect(shown.slice(-6).every((label) => / (After|Before)$/.test(label))).toBe(true);
});

it.each(moduleResultFilters)('$displayName sends a validated query parameter', (field) => {
	expect(field.routing?.send?.type).toBe('query');
	expect(field.routing?.send?.preSend).toHaveLength(1);
	expect(field.description).toMatch(/^(Only return|Whether to only return) (unfinished )?results /);
});
