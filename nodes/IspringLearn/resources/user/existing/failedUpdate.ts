/** What follows an update that failed. */
import { SETTINGS } from '../../../api/endpoints/settings';
import type { RequestError } from '../../../api/requester/requestError';
import { isBadRequest } from '../../../api/requester/requestError';
import { mayBeDone } from '../../../api/requester/retryRules';
import { createNormalizer } from '../../../api/schema/normalizer';
import { toRequestName } from '../../../api/schema/profile/profileEntries';
import { readId } from '../../../api/schema/record';
import { PROFILE_FIELD } from '../../../api/schema/records/settings';
import type { Recover, WriteTools } from '../../../operations/send/definition';
import type { Outcome, SendPlan } from '../../../operations/send/plan';
import { isUpToDate, valueOf } from './compare';
import { findDuplicate, isDuplicate, throwTaken } from './duplicate';
import { profileIn, readUser } from './findUsers';

/**
 * Looks again after a failed update: at the user if the answer was lost, for the user who has a value already, or for
 * required fields that were left out.
 */
export const lookAtUpdate: Recover = async (error, plan, tools) => {
	if (mayBeDone(error)) return await confirmUpdate(plan, tools);
	if (!isDuplicate(error)) return await completeProfile(error, plan, tools);
	const duplicate = await findDuplicate(tools.readAll, plan.parameters);
	if (duplicate === undefined) return null;
	return throwTaken(duplicate, `Enter a different ${duplicate.words}.`, tools.context);
};

/** The user may be as wanted by now. */
async function confirmUpdate(
	{ action, parameters, shows }: SendPlan,
	tools: WriteTools,
): Promise<Outcome | null> {
	const { userId, ...wanted } = parameters;
	const user = await readUser(tools, userId);
	return isUpToDate(user, wanted) ? { action, userId: String(userId), ...shows } : null;
}

/** Login and email, which the vendor's OpenAPI file requires of every profile. */
const ALWAYS: readonly string[] = ['login', 'email'];

/**
 * Adds the required fields that an update left out, as the user has them. Help pages of the vendor demand that every
 * update repeats them, and hosts accept an update without them: so they are added only if it was rejected.
 * @returns null if the update was rejected for another reason
 */
async function completeProfile(
	error: RequestError,
	plan: SendPlan,
	tools: WriteTools,
): Promise<SendPlan | null> {
	if (!isBadRequest(error)) return null;
	const user = await readUser(tools, plan.parameters.userId);
	const settings = await tools.readAll(SETTINGS.profileFields);
	const required = settings
		.map(createNormalizer(PROFILE_FIELD))
		.map((field) => ({
			name: toRequestName(readId(field, 'name')),
			isRequired: field.isRequired === true,
		}))
		.filter(({ name, isRequired }) => isRequired || ALWAYS.includes(name));
	const profile = profileIn(plan.parameters);
	const added = required
		.filter(({ name }) => !Object.hasOwn(profile, name))
		.map(({ name }) => [name, valueOf(user, name) ?? ''] as const)
		.filter(([, value]) => value !== '');
	if (added.length === 0) return null;
	return {
		...plan,
		parameters: { ...plan.parameters, fields: { ...Object.fromEntries(added), ...profile } },
	};
}
