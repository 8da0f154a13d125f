import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperation } from '../../operations/listOperation';

export const getAll = listOperation({
	endpoint: ENDPOINTS.departments,
	action: 'Get many departments',
	description: 'Get the departments of the account, one item for each',
	simplified: ['name', 'parentDepartmentName', 'code', 'parentDepartmentId', 'departmentId'],
});
