/** What Create or Update sends if the user exists, and what it does after a failed request. */
import type { Parameters } from '../../../api/endpoints/endpoint';
import { WRITES } from '../../../api/endpoints/writes';
import { isWithoutId } from '../../../api/requester/requestError';
import { mayBeDone } from '../../../api/requester/retryRules';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';
import type { Recover, WriteTools } from '../../../operations/send/definition';
import type { Outcome, SendPlan } from '../../../operations/send/plan';
import { withoutInvitation } from '../newUser';
import { isActive } from '../../../api/schema/profile/person';
import { isUpToDate } from './compare';
import { findDuplicate, isDuplicate, isSame, throwTaken } from './duplicate';
import { lookAtUpdate } from './failedUpdate';
import type { MatchField } from './findUsers';
import { findCreated, profileIn, readUser } from './findUsers';

/** How to find out whether a user exists, by the value of Match By. */
export const MATCH_BY = {
	login: { name: 'Login', description: "The login in 'Profile Fields'" },
	email: { name: 'Email', description: "The email address in 'Profile Fields'" },
	userId: { name: 'User ID', description: 'The ID, for example from an earlier step' },
} as const;

export type MatchBy = keyof typeof MATCH_BY;

/** An update does not let people sign in again. */
const inactiveWarning = (user: RawRecord): string | null =>
	isActive(user)
		? null
		: "The user is inactive, and an update doesn't change that. To let them sign in again, use the 'Activate' operation.";

/** Lists of users may leave out the roles, which a record has. */
const withRoles = async (user: RawRecord, tools: WriteTools): Promise<RawRecord> =>
	user.userRoles === undefined ? await readUser(tools, user.userId) : user;

/** An update of a user, unless the user is as wanted already. */
export async function toUpdate(
	plan: SendPlan,
	user: RawRecord,
	parameters: Parameters,
	tools: WriteTools,
): Promise<SendPlan | Outcome> {
	const wanted = withoutInvitation(parameters);
	const userId = readId(user, 'userId');
	const warning = inactiveWarning(user);
	const known = wanted.roles === undefined ? user : await withRoles(user, tools);
	if (isUpToDate(known, wanted)) return { action: 'unchanged', userId, warning };
	return {
		...plan,
		endpoint: WRITES.updateUser,
		action: 'updated',
		parameters: { ...wanted, userId },
		shows: { warning },
	};
}

/**
 * Looks again after a new user was not confirmed, or was rejected as a duplicate. Only a user who has the same value
 * in the field that Match By names is updated: with the same login or email address alone, it may be another person.
 */
const lookAtCreate: Recover = async (error, plan, tools) => {
	const { parameters, notes } = plan;
	const matchBy = notes?.matchBy as MatchBy;
	// Nobody had this login or email address before.
	const field: MatchField | undefined = matchBy === 'userId' ? undefined : matchBy;
	if (mayBeDone(error)) {
		if (field === undefined && !isWithoutId(error)) return null;
		const created = await findCreated(tools.readAll, parameters);
		return created ? { action: 'created', userId: readId(created, 'userId') } : null;
	}
	if (!isDuplicate(error)) return null;
	const duplicate = await findDuplicate(tools.readAll, parameters, field);
	if (duplicate === undefined) return null;
	const { user, name, words } = duplicate;
	if (field !== undefined && isSame(user, field, profileIn(parameters))) {
		return await toUpdate(plan, user, parameters, tools);
	}
	const other = name in MATCH_BY ? MATCH_BY[name as MatchBy] : MATCH_BY.userId;
	const nextStep = `To update the existing user, set 'Match By' to '${other.name}'. To create another one, enter a different ${words}.`;
	return throwTaken(duplicate, nextStep, tools.context);
};

/** Looks again after a failed request. */
export const lookAgain: Recover = async (error, plan, ...more) => {
	const look = plan.endpoint === WRITES.updateUser ? lookAtUpdate : lookAtCreate;
	return await look(error, plan, ...more);
};
