import type { INodePropertyOptions } from 'n8n-workflow';
import { RESULT_FILTERS } from '../../../nodes/IspringLearn/resources/resultFilters';

it.each(['completionStatuses', 'userStatuses'])('%s describes each of its options', (name) => {
	const { options = [] } = RESULT_FILTERS.find((field) => field.name === name) ?? {};
	expect(options.length).toBeGreaterThanOrEqual(3);
	for (const { description } of options as INodePropertyOptions[]) {
		expect(description).toMatch(/^[A-Z].*[^.]$/);
	}
});
