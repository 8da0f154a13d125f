import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';

/** The columns of Simplified. */
export const simplified = [
	'name',
	'parentDepartmentName',
	'code',
	'parentDepartmentId',
	'departmentId',
];

export const operations = listOperations({
	endpoint: ENDPOINTS.departments,
	action: 'Get many departments',
	description: 'Retrieve a list of departments',
	simplified,
});
