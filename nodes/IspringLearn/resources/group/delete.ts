import { WRITES } from '../../api/endpoints/writes';
import { requiredLocator } from '../../fields/ids/locators';
import { ACTION } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';
import { GROUP_ID } from './existingGroup';

export const deleteGroup = sendOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a group',
	description:
		'Delete a group permanently, but not its members. They may lose courses assigned to the group.',
	endpoint: WRITES.deleteGroup,
	done: 'deleted',
	fields: [requiredLocator('group', 'The group to delete', "This can't be undone")],
	check: "Look for the group with 'Get Many'.",
	columns: [ACTION, GROUP_ID],
	exceptInTools: true,
});
