/** The filters on the form of the node. */
import type { EveryFilter } from './everyFilter';
import type { NodePanel } from './nodePanel';

/** How the form calls each filter. */
const LABELS: Record<string, string> = {
	accessDateStart: 'Assigned After',
	accessDateEnd: 'Assigned Before',
	completionDateStart: 'Completed After',
	completionDateEnd: 'Completed Before',
	completionStatuses: 'Completion Statuses',
	courseIds: 'Course IDs',
	courseItemIds: 'Course Item IDs',
	departmentIds: 'Department IDs',
	dueDateStart: 'Due After',
	dueDateEnd: 'Due Before',
	enrollmentIds: 'Enrollment IDs',
	moduleIds: 'Module IDs',
	userIds: 'User IDs',
	userStatuses: 'User Statuses',
};

export const FILTER_LABELS = Object.values(LABELS);

/** Adds every filter to the form of a node, and fills it in. */
export async function fillIn(panel: NodePanel, filters: EveryFilter): Promise<void> {
	const add = async (name: string): Promise<void> => await panel.add('Add Filter', LABELS[name]);
	for (const [name, ids] of Object.entries(filters.ids)) {
		await add(name);
		await panel.fields.write(name, ids.join(', '));
	}
	for (const [name, statuses] of Object.entries(filters.statuses)) {
		await add(name);
		await panel.fields.chooseAll(name, statuses);
	}
	for (const [name, { after, before }] of Object.entries(filters.ranges)) {
		await add(`${name}Start`);
		await panel.fields.pick(`${name}Start`, after);
		await add(`${name}End`);
		await panel.fields.pick(`${name}End`, before);
	}
}
