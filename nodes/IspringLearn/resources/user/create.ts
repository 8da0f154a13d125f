import { WRITES } from '../../api/endpoints/writes';
import { isWithoutId } from '../../api/requester/requestError';
import { readId } from '../../api/schema/record';
import { idLocator } from '../../fields/ids/locators';
import { profileField } from '../../fields/send/profile';
import { required } from '../../fields/send/sendFields';
import { ACTION, USER_ID, WARNING } from '../../operations/send/columns';
import type { Recover } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { findDuplicate, isDuplicate, throwTaken } from './existing/duplicate';
import { findCreated } from './existing/findUsers';
import { reportInactive, toNewUser } from './newUser';
import { NEEDS_PROFILE, optionalFields, toUser } from './userFields';

/** Names the user that has a value already. Finds the ID of the new user if iSpring Learn did not return it. */
const lookAgain: Recover = async (error, { parameters }, tools) => {
	if (isWithoutId(error)) {
		const created = await findCreated(tools.readAll, parameters);
		return created ? { action: 'created', userId: readId(created, 'userId') } : null;
	}
	if (!isDuplicate(error)) return null;
	const duplicate = await findDuplicate(tools.readAll, parameters);
	if (duplicate === undefined) return null;
	const nextStep = `To change the existing user, use the 'Create or Update' or 'Update' operation. To create another one, enter a different ${duplicate.words}.`;
	return throwTaken(duplicate, nextStep, tools.context);
};

export const create = sendOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a user',
	description: 'Create a user. Stops if the login or email address is taken.',
	endpoint: WRITES.createUser,
	done: 'created',
	fields: [
		// Above the profile, which is long.
		idLocator('department', { description: 'The department to add the user to' }),
		required(profileField('new'), NEEDS_PROFILE),
	],
	additionalFields: optionalFields({ isNew: true }),
	toParameters: (values, context) => toNewUser(toUser(values), context),
	recover: lookAgain,
	result: reportInactive,
	check:
		"Look for the login with 'Get Many' and the 'Logins' filter. The 'Create or Update' operation does that automatically.",
	columns: [ACTION, USER_ID, WARNING],
});
