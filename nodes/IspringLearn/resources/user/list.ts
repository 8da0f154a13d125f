import { departmentFilters, groupFilters, userFilters } from '../../fields/ids/idFilters';
import { textList } from '../../fields/listFilters';
import { textSearch } from '../../fields/textSearch';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { listOperations } from '../../operations/list/listOperation';
import { USER_SIMPLIFIED } from './simplified';

export const operations = listOperations({
	endpoint: ENDPOINTS.users,
	action: 'Get many users',
	description: 'Retrieve a list of users with their profile fields',
	simplified: USER_SIMPLIFIED,
	filters: [
		...userFilters('Only return these users'),
		...departmentFilters('Only return users in these departments', 'departments'),
		...groupFilters('Only return users in these groups', 'groups'),
		textList({
			displayName: 'Emails',
			name: 'emails',
			placeholder: 'e.g. anna@example.com',
			key: 'email',
			description: 'Only return users with these email addresses. Enter each address in full',
		}),
		textList({
			displayName: 'Logins',
			name: 'logins',
			placeholder: 'e.g. anna.smith',
			key: 'login',
			description: 'Only return users with these logins. Enter each login in full',
		}),
		textSearch({
			displayName: 'Name Contains',
			name: 'nameContains',
			placeholder: 'e.g. smith',
			columns: ['firstName', 'lastName', 'email', 'login'],
			description:
				"Only return users whose name, email or login contains all of these words. iSpring Learn doesn't have this filter, so the node reads all users.",
		}),
	],
	toFile: true,
});
