import type { INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { activeLearnersNotice } from '../../../nodes/IspringLearn/resources/resultFilters';

const notice = activeLearnersNotice('moduleResult');

const isShown = (filters: INodeParameters): boolean => {
	const values = { resource: 'moduleResult', operation: 'getAll', filters };
	return NodeHelpers.displayParameter(values, notice, null, null);
};

describe('that only active learners come unless told otherwise', () => {
	it.each<INodeParameters>([{}, { courseIds: 'x' }, { userStatuses: [] }])(
		'is told beside the filters %j',
		(filters) => {
			expect(notice.displayName).toContain('User Statuses');
			expect(isShown(filters)).toBe(true);
		},
	);

	it.each<INodeParameters>([{ userStatuses: [3] }, { userStatuses: '={{ $json.statuses }}' }])(
		'is not told once statuses are chosen: %j',
		(filters) => {
			expect(isShown(filters)).toBe(false);
		},
	);
});
