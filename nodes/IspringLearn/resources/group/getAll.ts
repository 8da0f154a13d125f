import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperation } from '../../operations/listOperation';

export const getAll = listOperation({
	endpoint: ENDPOINTS.groups,
	action: 'Get many groups',
	description: 'Get the groups of the account, one item for each',
	simplified: ['name', 'isSmart', 'groupId'],
});
