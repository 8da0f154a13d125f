import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperation } from '../../operations/listOperation';

export const getAll = listOperation({
	endpoint: ENDPOINTS.departments,
	action: 'Get many departments',
	description: 'Retrieve a list of departments',
	simplified: ['name', 'parentDepartmentName', 'code', 'parentDepartmentId', 'departmentId'],
});
