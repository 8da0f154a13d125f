import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';

export const operations = listOperations({
	endpoint: ENDPOINTS.departments,
	action: 'Get many departments',
	description: 'Retrieve a list of departments',
	simplified: ['name', 'parentDepartmentName', 'code', 'parentDepartmentId', 'departmentId'],
});
