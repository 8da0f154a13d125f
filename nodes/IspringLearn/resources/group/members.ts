/** The operations that decide who is in a group. */
import { WRITES } from '../../api/endpoints/writes';
import { requiredLocator } from '../../fields/ids/locators';
import { requireUsers, users } from '../../fields/send/users';
import { ACTION, USER_IDS } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';
import { GROUP_ID } from './existingGroup';
import { JOIN, LEAVE, REPLACE } from './membership';

const oneByOne = { list: 'userIds', as: 'userId' };

export const addMembers = sendOperation({
	name: 'Add Members',
	value: 'addMembers',
	action: 'Add members to a group',
	description: 'Add users to a group. Existing members stay in it.',
	endpoint: WRITES.updateUser,
	done: 'membersAdded',
	split: oneByOne,
	fields: [requiredLocator('group', 'The group to add users to'), ...users('add')],
	toParameters: requireUsers,
	...JOIN,
	check:
		"Check the group with 'Get'. It's safe to run this operation again, because it only adds users who aren't members.",
	columns: [ACTION, GROUP_ID, USER_IDS, { name: 'unchangedUserIds', type: 'list' }],
});

export const removeMembers = sendOperation({
	name: 'Remove Members',
	value: 'removeMembers',
	action: 'Remove members from a group',
	description: 'Remove users from a group. They stay in iSpring Learn and in their other groups.',
	endpoint: WRITES.leaveGroups,
	done: 'membersRemoved',
	split: oneByOne,
	fields: [requiredLocator('group', 'The group to remove users from'), ...users('remove')],
	toParameters: requireUsers,
	...LEAVE,
	check: "Check the group with 'Get'. It's safe to run this operation again.",
	columns: [ACTION, GROUP_ID, USER_IDS],
});

export const replaceMembers = sendOperation({
	name: 'Replace Members',
	value: 'replaceMembers',
	action: 'Replace the members of a group',
	description:
		'Make these users the only members of a group. All other members are removed, so put all users into one input item.',
	endpoint: WRITES.setGroupMembers,
	done: 'membersReplaced',
	fields: [
		requiredLocator(
			'group',
			'The group whose members to replace',
			'All other members are removed from the group',
		),
		...users('keep or add as the only members'),
	],
	toParameters: requireUsers,
	...REPLACE,
	check: "Check the group with 'Get'. It's safe to run this operation again.",
	columns: [ACTION, GROUP_ID, USER_IDS, { name: 'removedUserIds', type: 'list' }],
	exceptInTools: true,
});
