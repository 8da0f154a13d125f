/** The operations of a group. */
import { RECORDS } from '../../api/endpoints/records';
import { requiredLocator } from '../../fields/ids/locators';
import { recordOperation } from '../../operations/list/recordOperation';
import { create } from './create';
import { deleteGroup } from './delete';
import { operations as list } from './list';
import { addMembers, removeMembers, replaceMembers } from './members';
import { rename } from './rename';

const get = recordOperation({
	endpoint: RECORDS.group,
	action: 'Get a group',
	description: 'Retrieve a group with its members',
	id: requiredLocator('group', 'The group to get'),
	simplified: ['name', 'isSmart', 'usersCount', 'userNames', 'userIds', 'groupId'],
});

export const operations = [
	addMembers,
	create,
	deleteGroup,
	get,
	...list,
	removeMembers,
	rename,
	replaceMembers,
];
