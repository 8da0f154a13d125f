import { RECORDS } from '../../api/endpoints/records';
import { WRITES } from '../../api/endpoints/writes';
import { normalizeUuid } from '../../api/paginator/deduplicator';
import { mayBeDone } from '../../api/requester/retryRules';
import { toToken } from '../../api/schema/record';
import { requiredLocator } from '../../fields/ids/locators';
import { required, textField } from '../../fields/send/sendFields';
import { ACTION } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';
import { findGroups, GROUP_ID, rejectName } from './existingGroup';

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
	description: 'Change the name of a group. Stops if another group has the name.',
	endpoint: WRITES.renameGroup,
	done: 'updated',
	fields: [
		requiredLocator('group', 'The group to rename'),
		required(name, 'Enter the new name of the group.'),
	],
	before: async (plan, tools) => {
		const { groupId, name: wanted } = plan.parameters;
		const same = await findGroups(tools, wanted);
		const own = normalizeUuid(String(groupId));
		const taken = same.find((one) => normalizeUuid(one.groupId) !== own);
		if (taken) rejectName(tools.context, wanted, taken, 'Enter a different name.');
		const isUnchanged = same.some(({ name: current }) => current === wanted);
		return isUnchanged ? { action: 'unchanged', groupId: String(groupId) } : plan;
	},
	recover: async (error, { parameters: { groupId, name: wanted } }, { readRecord }) => {
		if (!mayBeDone(error)) return null;
		const group = await readRecord(RECORDS.group, { groupId });
		return toToken(group.name) === wanted ? { action: 'updated', groupId: String(groupId) } : null;
	},
	check: "Check the name with 'Get Many'. It's safe to run this operation again.",
	columns: [ACTION, GROUP_ID],
});
