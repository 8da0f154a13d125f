/** What only a new user has, and what Create and Create or Update do with one. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';
import { switchField, textField } from '../../fields/send/sendFields';
import type { SendDefinition } from '../../operations/send/definition';
import { isActive } from '../../api/schema/profile/person';
import { profileIn, readUser } from './existing/findUsers';

export const INVITATION_MESSAGE = textField({
	displayName: 'Invitation Message',
	name: 'invitationMessage',
	typeOptions: { rows: 4 },
	placeholder: 'e.g. Welcome to our training portal! Your first courses are waiting for you.',
	description: "The text of the invitation. Only used if 'Send Invitation' is on.",
});

export const SEND_INVITATION = switchField({
	displayName: 'Send Invitation',
	name: 'sendLoginEmail',
	description: "Whether to email new users their login. Requires an 'Invitation Message'.",
});

const INVITATION: ReadonlySet<string> = new Set(
	([INVITATION_MESSAGE, SEND_INVITATION] as INodeProperties[]).map(({ name }) => name),
);

/** The parameters of a user who exists: only a new user is invited. */
export const withoutInvitation = (user: Parameters): Parameters =>
	Object.fromEntries(Object.entries(user).filter(([name]) => !INVITATION.has(name)));

/**
 * Converts the values of the form for a new user. Whether to send an invitation is always said: the default of
 * the API has changed.
 * @throws NodeOperationError without a login, for an invitation without a text, or departments without a role
 */
export function toNewUser(user: Parameters, context: ItemContext): Parameters {
	const { sendLoginEmail = false, invitationMessage, ...others } = user;
	if (profileIn(user).login === undefined) {
		const nextStep = "Enter a login. iSpring Learn can't create a user without one.";
		return invalidField(context, 'Profile Fields', 'has no login', nextStep);
	}
	if (user.manageableDepartmentIds !== undefined) {
		const nextStep =
			"Choose a role that can manage departments in 'Role'. Without one, a new user is a learner.";
		return invalidField(context, 'Managed Departments', "can't be used without a role", nextStep);
	}
	if (sendLoginEmail !== true) return { ...others, sendLoginEmail: false };
	if (invitationMessage === undefined) {
		const nextStep = "Enter the text of the invitation, or turn off 'Send Invitation'.";
		return invalidField(context, 'Invitation Message', 'is empty', nextStep);
	}
	return { ...others, sendLoginEmail, invitationMessage };
}

/** Reports a new user who is inactive. */
export const reportInactive: SendDefinition['result'] = async (outcome, tools) => {
	if (outcome.action !== 'created') return [outcome];
	const user = await readUser(tools, outcome.userId);
	const warning =
		"The user was created, but is inactive. The account may have reached its plan's limit of active users.";
	return [{ ...outcome, warning: isActive(user) ? null : warning }];
};
