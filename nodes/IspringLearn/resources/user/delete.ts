import { WRITES } from '../../api/endpoints/writes';
import { requiredLocator } from '../../fields/ids/locators';
import { ACTION, USER_ID } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';

export const deleteUser = sendOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a user',
	description:
		"Delete a user permanently, with all results and statistics. To keep these, use 'Deactivate' or 'Terminate' instead.",
	endpoint: WRITES.deleteUser,
	done: 'deleted',
	fields: [
		requiredLocator(
			'user',
			'The user to delete, with all results and statistics',
			"All results and statistics of the user are deleted, too. This can't be undone.",
		),
	],
	check: "Look for the user with 'Get Many'.",
	columns: [ACTION, USER_ID],
	exceptInTools: true,
});
