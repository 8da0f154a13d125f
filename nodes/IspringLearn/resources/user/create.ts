import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { RECORDS } from '../../api/endpoints/records';
import { WRITES } from '../../api/endpoints/writes';
import { isWithoutId } from '../../api/requester/requestError';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { idLocator } from '../../fields/ids/locators';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import { profileField } from '../../fields/send/profile';
import { required, switchField, textField } from '../../fields/send/sendFields';
import { ACTION, USER_ID, WARNING } from '../../operations/send/columns';
import type { SendDefinition } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { findCreated, findDuplicate, isDuplicate, profileIn, throwTaken } from './existingUser';
import { memberships, toUser } from './userFields';

/** The fields of an invitation, for a new user only. */
export const invitation: INodeProperties[] = [
	textField({
		displayName: 'Invitation Message',
		name: 'invitationMessage',
		typeOptions: { rows: 4 },
		description: "The text of the invitation. Only used if 'Send Invitation' is on.",
	}),
	switchField({
		displayName: 'Send Invitation',
		name: 'sendLoginEmail',
		description: 'Whether iSpring Learn sends the new user an email with the login',
	}),
];

/**
 * Converts the values of the form for a new user. Whether to send an invitation is always said: the default of
 * the API has changed.
 * @throws NodeOperationError without a login, or for an invitation without a text
 */
export function toNewUser(user: Parameters, context: ItemContext): Parameters {
	const { sendLoginEmail = false, invitationMessage, ...others } = user;
	if (profileIn(user).login === undefined) {
		const nextStep = "Enter a login. iSpring Learn can't create a user without one.";
		return invalidField(context, 'Profile Fields', 'has no login', nextStep);
	}
	if (sendLoginEmail !== true) return { ...others, sendLoginEmail: false };
	if (invitationMessage === undefined) {
		const nextStep = "Enter the text of the invitation, or turn off 'Send Invitation'.";
		return invalidField(context, 'Invitation Message', 'is empty', nextStep);
	}
	return { ...others, sendLoginEmail, invitationMessage };
}

const ACTIVE = '1';

/** Whether a user is active, as far as the record says it. */
export const isActive = ({ status }: RawRecord): boolean =>
	[ACTIVE, 'null', 'undefined'].includes(String(status).trim());

/** Reports a new user who is inactive. */
export const reportInactive: SendDefinition['result'] = async (outcome, { readRecord }) => {
	if (outcome.action !== 'created') return [outcome];
	const user = await readRecord(RECORDS.user, { userId: outcome.userId });
	const warning =
		'The user was created, but is inactive. The account may have reached the number of active users that its plan includes.';
	return [{ ...outcome, warning: isActive(user) ? null : warning }];
};

/** Names the user that has the login already. Finds the ID of the new user if iSpring Learn did not return it. */
const lookAgain: SendDefinition['recover'] = async (error, { parameters }, tools) => {
	if (isWithoutId(error)) {
		const created = await findCreated(tools.readAll, parameters);
		return created ? { action: 'created', userId: readId(created, 'userId') } : null;
	}
	if (!isDuplicate(error)) return null;
	const user = await findDuplicate(tools.readAll, parameters);
	if (user === undefined) return null;
	const nextStep =
		"To change the existing user, use the operation 'Create or Update' or 'Update'. To create another one, enter a different login and email address.";
	return throwTaken(user, nextStep, tools.context);
};

export const create = sendOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a user',
	description: 'Create a user. Stops if the login or email address is taken.',
	endpoint: WRITES.createUser,
	done: 'created',
	fields: [
		required(profileField('getNewProfileFields'), 'Enter at least a login and an email address.'),
		idLocator('department', { description: 'The department to add the user to' }),
	],
	additionalFields: [...memberships.slice(0, 2), ...invitation, ...memberships.slice(2)],
	toParameters: (values, context) => toNewUser(toUser(values), context),
	recover: lookAgain,
	result: reportInactive,
	check:
		"Look for the login with 'Get Many' and the filter 'Logins'. The operation 'Create or Update' does that automatically.",
	columns: [ACTION, USER_ID, WARNING],
});
