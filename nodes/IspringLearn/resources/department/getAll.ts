import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { getMany } from '../../operations/getMany';

/** What the form shows for the resource Department. */
export const department = getMany({
	resource: 'department',
	action: 'Get many departments',
	description: 'Get the departments of the account, one item for each',
	list: ENDPOINTS.departments,
});
