import { idList } from '../../fields/ids';
import { textList } from '../../fields/listFilters';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperation } from '../../operations/listOperation';

export const getAll = listOperation({
	endpoint: ENDPOINTS.users,
	action: 'Get many users',
	description: 'Get the people of the account with the fields of their profile, one item for each',
	filters: [
		idList({
			displayName: 'Department Names or IDs',
			name: 'departments',
			from: 'getDepartments',
			description: 'Only users in these departments',
		}),
		textList({
			displayName: 'Emails',
			name: 'emails',
			placeholder: 'e.g. anna@example.com',
			key: 'email',
			description: 'Only users with one of these addresses, whole as they stand in the profile',
		}),
		idList({
			displayName: 'Group Names or IDs',
			name: 'groups',
			from: 'getGroups',
			description: 'Only users in these groups',
		}),
		textList({
			displayName: 'Logins',
			name: 'logins',
			placeholder: 'e.g. anna.smith',
			key: 'login',
			description: 'Only users with one of these logins, whole as they stand in the profile',
		}),
		idList({
			displayName: 'User Names or IDs',
			name: 'userIds',
			from: 'getUsers',
			description: 'Only these users',
		}),
	],
});
