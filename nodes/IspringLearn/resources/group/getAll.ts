import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { getMany } from '../../operations/getMany';

/** What the form shows for the resource Group. */
export const group = getMany({
	resource: 'group',
	action: 'Get many groups',
	description: 'Get the groups of the account, one item for each',
	list: ENDPOINTS.groups,
});
