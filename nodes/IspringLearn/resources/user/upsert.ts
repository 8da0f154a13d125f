import type { Parameters } from '../../api/endpoints/endpoint';
import { RECORDS } from '../../api/endpoints/records';
import { WRITES } from '../../api/endpoints/writes';
import { BAD_REQUEST, NOT_FOUND } from '../../api/httpStatus';
import { orStatus } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { idLocator } from '../../fields/ids/locators';
import { invalidField, invalidValue } from '../../fields/parseValue';
import { profileField } from '../../fields/send/profile';
import { choiceField, required } from '../../fields/send/sendFields';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import type { Outcome, SendPlan } from '../../operations/send/plan';
import { sendOperation } from '../../operations/send/sendOperation';
import { completeProfile } from './completeProfile';
import { invitation, reportInactive, toNewUser } from './create';
import type { MatchField } from './existingUser';
import {
	findDuplicate,
	findSame,
	findUsers,
	isDuplicate,
	isUpToDate,
	profileIn,
} from './existingUser';
import { ACTION, memberships, toUser, USER_ID, WARNING } from './userFields';

const MATCH_BY = {
	login: { name: 'Login', description: 'The login in the profile fields' },
	email: { name: 'Email', description: 'The email address in the profile fields' },
	userId: { name: 'User ID', description: 'The ID, for example of an earlier step' },
} as const;

const UNKNOWN: ReadonlySet<number> = new Set([BAD_REQUEST, NOT_FOUND]);

async function findById(id: unknown, { readRecord, context }: WriteTools): Promise<RawRecord> {
	const user = await orStatus(readRecord(RECORDS.user, { userId: id }), UNKNOWN);
	if (typeof user !== 'number') return user;
	const nextStep = "Enter the ID of a user who exists, or leave 'User' empty to create one.";
	return invalidValue(context, 'User', id, "doesn't exist", nextStep);
}

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

/** Only a new user is invited. */
const INVITATION_PARAMETERS: ReadonlySet<string> = new Set(invitation.map(({ name }) => name));

/** An update of a user, unless the user is as wanted already. */
function toUpdate(plan: SendPlan, user: RawRecord, parameters: Parameters): SendPlan | Outcome {
	const wanted = Object.fromEntries(
		Object.entries(parameters).filter(([name]) => !INVITATION_PARAMETERS.has(name)),
	);
	const userId = readId(user, 'userId');
	if (isUpToDate(user, wanted)) return { action: 'unchanged', userId };
	return {
		...plan,
		endpoint: WRITES.updateUser,
		action: 'updated',
		parameters: { ...wanted, userId },
	};
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
	return { ...plan, parameters: toNewUser(parameters, tools.context) };
};

/** Looks again: the user may exist by now, or be as wanted. */
const lookAgain: SendDefinition['recover'] = async (error, plan, tools) => {
	const isUnconfirmed = mayBeDone(error);
	const { parameters } = plan;
	if (plan.endpoint === WRITES.updateUser) {
		if (!isUnconfirmed) return await completeProfile(error, plan, tools);
		const { userId, ...wanted } = parameters;
		const user = await findById(userId, tools);
		return isUpToDate(user, wanted) ? { action: 'updated', userId: String(userId) } : null;
	}
	if (!isUnconfirmed && !isDuplicate(error)) return null;
	const find = isUnconfirmed ? findSame : findDuplicate;
	const user = await find(tools.readAll, parameters);
	if (user === undefined) return null;
	return isUnconfirmed
		? { action: 'created', userId: readId(user, 'userId') }
		: toUpdate(plan, user, parameters);
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
