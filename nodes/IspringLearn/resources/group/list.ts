import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: ENDPOINTS.groups,
	action: 'Get many groups',
	description: 'Retrieve a list of groups',
	simplified: ['name', 'isSmart', 'groupId'],
});
