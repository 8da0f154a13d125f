import type { ListResource } from './listResource';

/** `GET /departments`: the departments that the API key may see. The topmost has no parent. */
export const DEPARTMENT: ListResource = {
	label: 'departments',
	path: '/departments',
	list: 'departments',
	row: 'department',
	schema: {
		key: ['departmentId'],
		columns: [
			{ name: 'departmentId', type: 'id' },
			{ name: 'name', type: 'text' },
			{ name: 'parentDepartmentId', type: 'id' },
			{ name: 'code', type: 'text' },
			{ name: 'subordination', type: 'object' },
		],
	},
};
