import type { ListEndpoint } from './listEndpoint';

/** `GET /departments`: the departments that the API key may see. The topmost has no parent. */
export const DEPARTMENT: ListEndpoint = {
	label: 'departments',
	path: '/departments',
	list: 'departments',
	xmlItem: 'department',
	schema: {
		primaryKey: ['departmentId'],
		columns: [
			{ name: 'departmentId', type: 'id' },
			{ name: 'name', type: 'text' },
			{ name: 'parentDepartmentId', type: 'id' },
			{ name: 'code', type: 'text' },
			{ name: 'subordination', type: 'object' },
		],
	},
};
