import { WRITES } from '../../api/endpoints/writes';
import { mayBeDone } from '../../api/requester/retryRules';
import { required, textField } from '../../fields/send/sendFields';
import { users } from '../../fields/send/users';
import { ACTION } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';
import { findGroups, GROUP_ID, rejectName } from './existingGroup';

const name = textField({
	displayName: 'Name',
	name: 'name',
	description: 'The name of the new group',
	placeholder: 'e.g. Sales',
});

export const create = sendOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a group',
	description: 'Create a group. Stops if a group with this name already exists.',
	endpoint: WRITES.createGroup,
	done: 'created',
	fields: [required(name, 'Enter the name of the new group.')],
	additionalFields: users('add to the new group'),
	before: async (plan, tools) => {
		const { name: wanted } = plan.parameters;
		const [taken] = await findGroups(tools, wanted);
		if (taken === undefined) return plan;
		const nextStep =
			"To change the existing group, use the 'Add Members' or 'Rename' operation. To create another one, enter a different name.";
		return rejectName(tools.context, wanted, taken, nextStep);
	},
	// Before the request, there was no group with this name.
	recover: async (error, { parameters }, tools) => {
		if (!mayBeDone(error)) return null;
		const [created, ...others] = await findGroups(tools, parameters.name);
		if (created === undefined || others.length > 0) return null;
		return { action: 'created', groupId: created.groupId };
	},
	check:
		"Look for the group with 'Get Many'. It's safe to run this operation again, because it stops if a group with this name exists.",
	columns: [ACTION, GROUP_ID],
});
