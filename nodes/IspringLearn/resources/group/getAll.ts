import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperation } from '../../operations/listOperation';

export const getAll = listOperation({
	endpoint: ENDPOINTS.groups,
	action: 'Get many groups',
	description: 'Retrieve a list of groups',
	simplified: ['name', 'isSmart', 'groupId'],
});
