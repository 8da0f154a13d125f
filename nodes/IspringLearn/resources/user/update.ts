import { WRITES } from '../../api/endpoints/writes';
import { idLocator } from '../../fields/ids/locators';
import { invalidField } from '../../fields/parseValue';
import { profileField } from '../../fields/send/profile';
import { EMPTY_FIELDS_STAY } from '../../fields/send/sendFields';
import { ACTION, USER_ID } from '../../operations/send/columns';
import { sendOperation } from '../../operations/send/sendOperation';
import { lookAtUpdate } from './existing/failedUpdate';
import { optionalFields, toUser } from './userFields';

export const update = sendOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a user',
	description: 'Update the profile, department or role of a user, or add the user to groups',
	endpoint: WRITES.updateUser,
	done: 'updated',
	fields: [
		idLocator('user', { description: 'The user to update', hint: EMPTY_FIELDS_STAY }),
		profileField('existing'),
	],
	additionalFields: [
		idLocator('department', {
			isOptional: true,
			description: 'The department to move the user to',
		}),
		...optionalFields({ isNew: false }),
	],
	toParameters: (values, context) => {
		const user = toUser(values);
		if (Object.keys(user).length > 1) return user;
		const nextStep = "Enter the fields to change, or add one under 'Additional Fields'.";
		return invalidField(context, 'Profile Fields', 'is empty', nextStep);
	},
	recover: lookAtUpdate,
	check: "Check the user with 'Get'. It's safe to run this operation again.",
	columns: [ACTION, USER_ID],
});
