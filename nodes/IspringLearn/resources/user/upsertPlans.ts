/** What Create or Update sends if the user exists, and what it does after a failed request. */
import type { Parameters } from '../../api/endpoints/endpoint';
import { RECORDS } from '../../api/endpoints/records';
import { WRITES } from '../../api/endpoints/writes';
import { BAD_REQUEST, NOT_FOUND } from '../../api/httpStatus';
import { isWithoutId, orStatus } from '../../api/requester/requestError';
import { mayBeDone } from '../../api/requester/retryRules';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { invalidValue } from '../../fields/parseValue';
import type { SendDefinition, WriteTools } from '../../operations/send/definition';
import type { Outcome, SendPlan } from '../../operations/send/plan';
import { mendUpdate } from './mendUpdate';
import { invitation, isActive } from './create';
import type { MatchField } from './existingUser';
import {
	findCreated,
	findDuplicate,
	isDuplicate,
	isSame,
	isUpToDate,
	profileIn,
	throwTaken,
} from './existingUser';

const UNKNOWN: ReadonlySet<number> = new Set([BAD_REQUEST, NOT_FOUND]);

/**
 * Reads a user by ID.
 * @throws NodeOperationError if there is none
 */
export async function findById(
	id: unknown,
	{ readRecord, context }: WriteTools,
): Promise<RawRecord> {
	const user = await orStatus(readRecord(RECORDS.user, { userId: id }), UNKNOWN);
	if (typeof user !== 'number') return user;
	const nextStep = "Enter the ID of a user who exists, or leave 'User' empty to create one.";
	return invalidValue(context, 'User', id, "doesn't exist", nextStep);
}

/** Only a new user is invited. */
const INVITATION_PARAMETERS: ReadonlySet<string> = new Set(invitation.map(({ name }) => name));

/** An update does not let people sign in again. */
const inactiveWarning = (user: RawRecord): string | null =>
	isActive(user)
		? null
		: "The user is inactive, and stays so. To let them sign in again, use the operation 'Activate'.";

/** An update of a user, unless the user is as wanted already. */
export function toUpdate(
	plan: SendPlan,
	user: RawRecord,
	parameters: Parameters,
): SendPlan | Outcome {
	const wanted = Object.fromEntries(
		Object.entries(parameters).filter(([name]) => !INVITATION_PARAMETERS.has(name)),
	);
	const userId = readId(user, 'userId');
	const warning = inactiveWarning(user);
	if (isUpToDate(user, wanted)) return { action: 'unchanged', userId, warning };
	return {
		...plan,
		endpoint: WRITES.updateUser,
		action: 'updated',
		parameters: { ...wanted, userId },
		shows: { warning },
	};
}

/** Looks again after an update: the user may be as wanted by now. */
const lookAtUpdate: SendDefinition['recover'] = async (error, plan, tools) => {
	if (!mayBeDone(error)) return await mendUpdate(error, plan, tools);
	const { userId, ...wanted } = plan.parameters;
	const user = await findById(userId, tools);
	if (!isUpToDate(user, wanted)) return null;
	return { action: 'updated', userId: String(userId), warning: inactiveWarning(user) };
};

/** The fields that a new user is looked for by, the one in Match By first. Nobody had its value before. */
const MATCH_FIELDS: Readonly<Record<string, readonly MatchField[]>> = {
	login: ['login', 'email'],
	email: ['email', 'login'],
};

/**
 * Looks again after a new user was not confirmed, or was rejected as a duplicate. Only a user who has the same value
 * in the field that Match By names is updated: with the same login or email address alone, it may be another person.
 */
const lookAtCreate: SendDefinition['recover'] = async (error, plan, tools) => {
	const { parameters, notes } = plan;
	const fields = MATCH_FIELDS[String(notes?.matchBy)];
	if (mayBeDone(error)) {
		if (fields === undefined && !isWithoutId(error)) return null;
		const created = await findCreated(tools.readAll, parameters);
		return created ? { action: 'created', userId: readId(created, 'userId') } : null;
	}
	if (!isDuplicate(error)) return null;
	const user = await findDuplicate(tools.readAll, parameters, fields);
	if (user === undefined) return null;
	if (fields !== undefined && isSame(user, fields[0], profileIn(parameters))) {
		return toUpdate(plan, user, parameters);
	}
	const nextStep =
		"To update the existing user, choose another field in 'Match By'. To create another one, enter a different login and email address.";
	return throwTaken(user, nextStep, tools.context);
};

/** Looks again after a failed request. */
export const lookAgain: SendDefinition['recover'] = async (error, plan, ...more) => {
	const look = plan.endpoint === WRITES.updateUser ? lookAtUpdate : lookAtCreate;
	return await look(error, plan, ...more);
};
