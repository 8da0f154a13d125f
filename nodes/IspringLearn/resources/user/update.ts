import { WRITES } from '../../api/endpoints/writes';
import { idLocator } from '../../fields/ids/locators';
import { invalidField } from '../../fields/parseValue';
import { profileField } from '../../fields/send/profile';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { completeProfile } from './completeProfile';
import { findDuplicate, isDuplicate, throwTaken } from './existingUser';
import { ACTION, memberships, toUser, USER_ID } from './userFields';

/** Names the user that has the new login or email address already, or completes the profile. */
const lookAgain: SendDefinition['recover'] = async (error, plan, tools) => {
	if (!isDuplicate(error)) return await completeProfile(error, plan, tools);
	const user = await findDuplicate(tools.readAll, plan.parameters);
	if (user === undefined) return null;
	return throwTaken(user, 'Enter a different login and email address.', tools.context);
};

export const update = sendOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a user',
	description: 'Update the profile, department, groups or role of a user',
	endpoint: WRITES.updateUser,
	done: 'updated',
	fields: [
		idLocator('user', { description: 'The user to update' }),
		profileField('getProfileFields'),
	],
	additionalFields: [
		idLocator('department', {
			isOptional: true,
			description: 'The department to move the user to',
		}),
		...memberships,
	],
	toParameters: (values, context) => {
		const user = toUser(values);
		if (Object.keys(user).length > 1) return user;
		const nextStep = "Enter the fields to change, or add one under 'Additional Fields'.";
		return invalidField(context, 'Profile Fields', 'is empty', nextStep);
	},
	recover: lookAgain,
	check: "Look at the user with 'Get'. A second update with the same values does no harm.",
	columns: [ACTION, USER_ID],
});
