import { idList } from '../../fields/ids';
import { textList } from '../../fields/listFilters';
import { textSearch } from '../../fields/textSearch';
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
		textSearch({
			displayName: 'Name Contains',
			name: 'nameContains',
			placeholder: 'e.g. smith',
			columns: ['firstName', 'lastName', 'email', 'login'],
			description:
				'Only return users whose name, email or login contains all of these words. iSpring Learn has no such filter, so the node reads all users: 10 requests for 10,000 of them.',
		}),
		idList({
			displayName: 'User Names or IDs',
			name: 'userIds',
			from: 'getUsers',
			description: 'Only these users',
		}),
	],
});
