import { RECORDS } from '../../api/endpoints/records';
import { WRITES } from '../../api/endpoints/writes';
import { mayBeDone } from '../../api/requester/retryRules';
import { requiredLocator } from '../../fields/ids/locators';
import { required, textField } from '../../fields/send/sendFields';
import { ACTION } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';
import { GROUP_ID } from './existingGroup';

const name = textField({
	displayName: 'Name',
	name: 'name',
	description: 'The new name of the group',
	placeholder: 'e.g. Sales',
});

export const rename = sendOperation({
	name: 'Rename',
	value: 'update',
	action: 'Rename a group',
	description: 'Change the name of a group',
	endpoint: WRITES.renameGroup,
	done: 'updated',
	fields: [
		requiredLocator('group', 'The group to rename'),
		required(name, 'Enter the new name of the group.'),
	],
	recover: async (error, { parameters: { groupId, name: wanted } }, { readRecord }) => {
		if (!mayBeDone(error)) return null;
		const group = await readRecord(RECORDS.group, { groupId });
		return group.name === wanted ? { action: 'updated', groupId: String(groupId) } : null;
	},
	check: "Check the name with 'Get Many'. It's safe to run this operation again.",
	columns: [ACTION, GROUP_ID],
});
