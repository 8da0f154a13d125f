import { WRITES } from '../../api/endpoints/writes';
import { normalizeUuid } from '../../api/paginator/deduplicator';
import { readId } from '../../api/schema/record';
import { idLocator } from '../../fields/ids/locators';
import { requireUsers, users } from '../../fields/send/users';
import { ACTION, USER_IDS } from '../../operations/send/columns';
import { lookAtUsers } from '../../operations/send/lookAtUsers';
import { sendOperation } from '../../operations/send/sendOperation';
import { DEPARTMENT_ID } from './departmentFields';

/** Looks who is in the department after a failed request. */
const lookForDepartment = lookAtUsers(
	(user, { parameters: { departmentId } }) =>
		normalizeUuid(readId(user, 'departmentId')) === normalizeUuid(String(departmentId)),
);

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
	recover: lookForDepartment,
	check: "Get the users and check their 'departmentName'. It's safe to run this operation again.",
	columns: [ACTION, DEPARTMENT_ID, USER_IDS],
});
