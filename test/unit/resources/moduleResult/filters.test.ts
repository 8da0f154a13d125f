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
};

it('has a filter for every parameter of the endpoint', () => {
	const properties = moduleResultFilters.map(({ name, routing }) => [
		name,
		routing?.send?.property,
	]);
	expect(Object.fromEntries(properties)).toEqual(NAMES);
	expect(properties).toHaveLength(Object.keys(NAMES).length);
});

it('is in alphabetical order, with the start of each range before its end', () => {
	const shown = moduleResultFilters.map(({ displayName }) =>
		displayName.replace(/After$/, '1').replace(/Before$/, '2'),
	);
	expect(shown).toEqual([...shown].sort());
});

it.each(moduleResultFilters)('$displayName sends a validated query parameter', (field) => {
	expect(field.routing?.send?.type).toBe('query');
	expect(field.routing?.send?.preSend).toHaveLength(1);
	expect(field.description).toMatch(/^Only (return )?results /);
});
