import type { Parameters } from '../../api/endpoints/endpoint';
import { WRITES } from '../../api/endpoints/writes';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { idLocator } from '../../fields/ids/locators';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField, invalidValue } from '../../fields/parseValue';
import { profileField } from '../../fields/send/profile';
import { choiceField, EMPTY_FIELDS_STAY, required } from '../../fields/send/sendFields';
import { ACTION, USER_ID, WARNING } from '../../operations/send/columns';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import { sendOperation } from '../../operations/send/sendOperation';
import { findById, findUsers, profileIn } from './existing/findUsers';
import type { MatchBy } from './existing/upsertPlans';
import { lookAgain, MATCH_BY, toUpdate } from './existing/upsertPlans';
import { reportInactive, toNewUser } from './newUser';
import { NEEDS_PROFILE, optionalFields, toUser } from './userFields';

/**
 * Checks that there is a value to find the user by.
 * @throws NodeOperationError if there is none
 */
function requireMatch(user: Parameters, context: ItemContext): Parameters {
	const matchBy = user.matchBy as MatchBy;
	if (matchBy === 'userId' || profileIn(user)[matchBy] !== undefined) return user;
	const nextStep = "Enter a value for it, or choose another field in 'Match By'.";
	return invalidField(context, 'Profile Fields', `has no ${matchBy}`, nextStep);
}

/** Finds the user to update. */
async function findUser(
	matchBy: MatchBy,
	userId: unknown,
	profile: Record<string, unknown>,
	tools: WriteTools,
): Promise<RawRecord | undefined> {
	if (matchBy === 'userId') {
		return userId === undefined ? undefined : await findById(userId, tools);
	}
	const value = profile[matchBy];
	const [user, ...others] = await findUsers(tools.readAll, matchBy, value);
	if (others.length === 0) return user;
	const ids = [user, ...others].map((one) => readId(one, 'userId')).join(', ');
	const instead = matchBy === 'login' ? "'User ID'" : "'Login' or 'User ID'";
	const nextStep = `Set 'Match By' to ${instead}. The users are: ${ids}.`;
	return invalidValue(tools.context, 'Profile Fields', value, 'belongs to several users', nextStep);
}

const createOrUpdate: SendDefinition['before'] = async (plan, tools) => {
	const { matchBy, userId, ...parameters } = plan.parameters;
	const user = await findUser(matchBy as MatchBy, userId, profileIn(parameters), tools);
	if (user) return await toUpdate(plan, user, parameters, tools);
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
				description: 'How to find an existing user',
				hint: EMPTY_FIELDS_STAY,
			},
			MATCH_BY,
			'login',
		),
		{
			...idLocator('user', {
				isOptional: true,
				description: 'The user to update. Leave empty to create a user.',
			}),
			displayOptions: { show: { matchBy: ['userId'] } },
		},
		idLocator('department', {
			isOptional: true,
			description:
				'The department to put the user in. A new user needs one. A user in another department moves to this one.',
		}),
		required(profileField('newOrExisting'), NEEDS_PROFILE),
	],
	additionalFields: optionalFields({ isNew: true }),
	toParameters: (values, context) => requireMatch(toUser(values), context),
	before: createOrUpdate,
	recover: lookAgain,
	result: reportInactive,
	check:
		"Look for the user with 'Get Many'. It's also safe to run this operation again, because it looks for the user first.",
	columns: [ACTION, USER_ID, WARNING],
});
