import { WRITES } from '../../api/endpoints/writes';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { idLocator } from '../../fields/ids/locators';
import { invalidField, invalidValue } from '../../fields/parseValue';
import { profileField } from '../../fields/send/profile';
import { choiceField, required } from '../../fields/send/sendFields';
import { ACTION, USER_ID, WARNING } from '../../operations/send/columns';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { invitation, reportInactive, toNewUser } from './create';
import type { MatchField } from './existingUser';
import { findUsers, profileIn } from './existingUser';
import { findById, lookAgain, toUpdate } from './upsertPlans';
import { memberships, toUser } from './userFields';

const MATCH_BY = {
	login: { name: 'Login', description: 'The login in the profile fields' },
	email: { name: 'Email', description: 'The email address in the profile fields' },
	userId: { name: 'User ID', description: 'The ID, for example of an earlier step' },
} as const;

/** Finds the user to update. */
async function findUser(
	matchBy: MatchField | 'userId',
	userId: unknown,
	profile: Record<string, unknown>,
	tools: WriteTools,
): Promise<RawRecord | undefined> {
	if (matchBy === 'userId') {
		return userId === undefined ? undefined : await findById(userId, tools);
	}
	const value = profile[matchBy];
	if (value === undefined) {
		const nextStep = `Enter a value for it, or choose another field in 'Match By'.`;
		return invalidField(tools.context, 'Profile Fields', `has no ${matchBy}`, nextStep);
	}
	const [user, ...others] = await findUsers(tools.readAll, matchBy, value);
	if (others.length === 0) return user;
	const ids = [user, ...others].map((one) => readId(one, 'userId')).join(', ');
	const nextStep = `Set 'Match By' to 'Login' or 'User ID'. The users are: ${ids}.`;
	return invalidValue(tools.context, 'Profile Fields', value, 'belongs to several users', nextStep);
}

const createOrUpdate: SendDefinition['before'] = async (plan, tools) => {
	const { matchBy, userId, ...parameters } = plan.parameters;
	const profile = profileIn(parameters);
	const user = await findUser(matchBy as MatchField | 'userId', userId, profile, tools);
	if (user) return toUpdate(plan, user, parameters);
	if (parameters.departmentId === undefined) {
		const nextStep = 'Choose a department. The user is new, and a new user needs one.';
		return invalidField(tools.context, 'Department', 'is empty', nextStep);
	}
	const notes = { matchBy: String(matchBy) };
	return { ...plan, parameters: toNewUser(parameters, tools.context), notes };
};

export const upsert = sendOperation({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a user',
	description: 'Create a new user, or update the current one if it already exists (upsert)',
	endpoint: WRITES.createUser,
	done: 'created',
	fields: [
		choiceField(
			{
				displayName: 'Match By',
				name: 'matchBy',
				description: 'How to find out whether the user exists',
			},
			MATCH_BY,
			'login',
		),
		{
			...idLocator('user', {
				isOptional: true,
				description: 'The user to update. If it is empty, a user is created.',
			}),
			displayOptions: { show: { matchBy: ['userId'] } },
		},
		required(profileField('getProfileFields'), 'Enter at least a login and an email address.'),
		idLocator('department', {
			isOptional: true,
			description: 'The department of the user. A new user needs one.',
		}),
	],
	additionalFields: [...memberships.slice(0, 2), ...invitation, ...memberships.slice(2)],
	toParameters: toUser,
	before: createOrUpdate,
	recover: lookAgain,
	result: reportInactive,
	check: "Look for the user with 'Get Many', or run this operation again: it looks first.",
	columns: [ACTION, USER_ID, WARNING],
});
