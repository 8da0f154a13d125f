import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { ACTIVE_LEARNERS_NOTICE } from '../../../nodes/IspringLearn/resources/resultFilters';

const isShown = (filters: INodeParameters): boolean => {
	return NodeHelpers.displayParameter({ filters }, ACTIVE_LEARNERS_NOTICE, null, null);
};

describe('the notice about active learners', () => {
	it.each<INodeParameters>([{}, { courseIds: 'x' }, { userStatuses: [] }])(
		'is shown with the filters %j',
		(filters) => {
			expect(ACTIVE_LEARNERS_NOTICE.displayName).toContain('User Statuses');
			expect(isShown(filters)).toBe(true);
		},
	);

	it.each<INodeParameters>([{ userStatuses: [3] }, { userStatuses: '={{ $json.statuses }}' }])(
		'is hidden once statuses are chosen: %j',
		(filters) => {
			expect(isShown(filters)).toBe(false);
		},
	);
});
