/** The filters on the form of the node. */
import type { EveryFilter } from './everyFilter';
import type { NodePanel } from './nodePanel';

/** The labels of the filters, in the order of the form. */
const LABELS: Record<string, string> = {
	users: 'Users',
	userIds: 'User Names, Emails or IDs',
	courseIds: 'Course Names or IDs',
	courses: 'Courses',
	completionStatuses: 'Completion Statuses',
	completedIn: 'Completed In',
	overdueOnly: 'Overdue Only',
	dueIn: 'Due In',
	assignedIn: 'Assigned In',
	departmentIds: 'Department Names or IDs',
	departments: 'Departments',
	moduleIds: 'Module Names or IDs',
	courseItemIds: 'Course Item Names or IDs',
	enrollmentIds: 'Enrollment Names or IDs',
	userStatuses: 'User Statuses',
	completionDateStart: 'Completed After',
	completionDateEnd: 'Completed Before',
	dueDateStart: 'Due After',
	dueDateEnd: 'Due Before',
	accessDateStart: 'Assigned After',
	accessDateEnd: 'Assigned Before',
};

export const FILTER_LABELS = Object.values(LABELS);

/** Adds every filter to a node's form, and fills it in. */
export async function fillIn(panel: NodePanel, filters: EveryFilter): Promise<void> {
	const add = async (name: string): Promise<void> => await panel.add('Add Filter', LABELS[name]);
	// Courses and users come first: they narrow other lists.
	await add('users');
	for (const name of filters.people) await panel.fields.search('users', 'userId', name, name);
	for (const [name, choices] of Object.entries({ ...filters.picks, ...filters.statuses })) {
		await add(name);
		await panel.fields.chooseAll(name, choices);
	}
	for (const [name, { after, before }] of Object.entries(filters.ranges)) {
		await add(`${name}Start`);
		await panel.fields.pick(`${name}Start`, after);
		await add(`${name}End`);
		await panel.fields.pick(`${name}End`, before);
	}
}
