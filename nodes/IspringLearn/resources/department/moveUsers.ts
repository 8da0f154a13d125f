import { WRITES } from '../../api/endpoints/writes';
import { idLocator } from '../../fields/ids/locators';
import { requireUsers, users } from '../../fields/send/users';
import { ACTION, USER_IDS } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';
import { DEPARTMENT_ID } from './departmentFields';

export const moveUsers = sendOperation({
	name: 'Move Users',
	value: 'moveUsers',
	action: 'Move users to a department',
	description: 'Move users to a department. They leave their current department.',
	endpoint: WRITES.moveUsers,
	done: 'moved',
	split: { list: 'userIds' },
	fields: [
		...users('move'),
		idLocator('department', { description: 'The department to move the users to' }),
	],
	toParameters: requireUsers,
	check: "Get the users and check their 'departmentName'. It's safe to run this operation again.",
	columns: [ACTION, DEPARTMENT_ID, USER_IDS],
});
