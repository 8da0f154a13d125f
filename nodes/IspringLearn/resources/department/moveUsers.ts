import { WRITES } from '../../api/endpoints/writes';
import { idLocator } from '../../fields/ids/locators';
import { sendOperation } from '../../operations/send/sendOperation';
import { ACTION, requireUsers, users } from '../user/userFields';
import { DEPARTMENT_ID } from './departmentFields';

export const moveUsers = sendOperation({
	name: 'Move Users',
	value: 'moveUsers',
	action: 'Move users to a department',
	description: 'Move users to a department. Each of them leaves the department they are in.',
	endpoint: WRITES.moveUsers,
	done: 'moved',
	split: { list: 'userIds' },
	fields: [
		...users('move'),
		idLocator('department', { description: 'The department to move the users to' }),
	],
	toParameters: requireUsers,
	check: "Look at 'departmentName' of the users. A second run does no harm.",
	columns: [ACTION, DEPARTMENT_ID, { name: 'userIds', type: 'list' }],
});
