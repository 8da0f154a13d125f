import type { INodePropertyOptions } from 'n8n-workflow';
import { resultFilters } from '../../../nodes/IspringLearn/resources/resultFilters';

const FILTERS = resultFilters();

it.each(['completionStatuses', 'userStatuses', 'completedIn', 'dueIn', 'assignedIn'])(
	'%s describes each of its options',
	(name) => {
		const { options = [] } = FILTERS.find((field) => field.name === name) ?? {};
		expect(options.length).toBeGreaterThanOrEqual(3);
		for (const { description } of options as INodePropertyOptions[]) {
			expect(description).toMatch(/^[A-Z].*[^.]$/);
		}
	},
);
