/**
 * Mends an update that was rejected. Help pages of the vendor demand that every update repeats the required
 * fields, and hosts accept an update without them: so they are added only if it was rejected.
 */
import { RECORDS } from '../../api/endpoints/records';
import { SETTINGS } from '../../api/endpoints/settings';
import { BAD_REQUEST } from '../../api/httpStatus';
import type { RequestError } from '../../api/requester/requestError';
import { createNormalizer } from '../../api/schema/normalizer';
import { columnsOfField, PROFILE, toRequestName } from '../../api/schema/profile';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { PROFILE_FIELD } from '../../api/schema/settings';
import type { WriteTools } from '../../operations/send/definition';
import type { SendPlan } from '../../operations/send/plan';
import { findDuplicate, isDuplicate, profileIn, throwTaken } from './existingUser';

/** Login and email, which the vendor's OpenAPI file requires of every profile. */
const ALWAYS: readonly string[] = PROFILE.slice(0, 2);

/** The value that a user has in a profile field. A column that may be that of another field does not count. */
function valueOf(user: RawRecord, field: RawRecord, all: readonly RawRecord[]): string {
	const isOwn = (column: string): boolean =>
		all.every((other) => other === field || !columnsOfField(other).includes(column));
	const values = columnsOfField(field)
		.filter(isOwn)
		.map((column) => readId(user, column));
	return values.find((value) => value !== '') ?? '';
}

/** After a rejected update: names the user that has the new login or email address, or completes the profile. */
export async function mendUpdate(
	error: RequestError,
	plan: SendPlan,
	tools: WriteTools,
): Promise<SendPlan | null> {
	if (!isDuplicate(error)) return await completeProfile(error, plan, tools);
	const user = await findDuplicate(tools.readAll, plan.parameters);
	if (user === undefined) return null;
	return throwTaken(user, 'Enter a different login and email address.', tools.context);
}

/**
 * Adds the required fields that an update left out, as the user has them.
 * @returns null if the update was rejected for another reason
 */
async function completeProfile(
	error: RequestError,
	plan: SendPlan,
	{ readAll, readRecord }: WriteTools,
): Promise<SendPlan | null> {
	const { userId } = plan.parameters;
	const isRejected = error.kind === 'status' && error.status === BAD_REQUEST;
	if (!isRejected) return null;
	const user = await readRecord(RECORDS.user, { userId });
	const all = (await readAll(SETTINGS.profileFields)).map(createNormalizer(PROFILE_FIELD));
	const profile = profileIn(plan.parameters);
	const names = new Set(Object.keys(profile).map((name) => name.toLowerCase()));
	const added = all
		.map((field) => ({ name: toRequestName(String(field.name)), field }))
		.filter(({ name, field }) => field.isRequired === true || ALWAYS.includes(name))
		.map(({ name, field }) => [name, valueOf(user, field, all)] as const)
		.filter(([name, value]) => value !== '' && !names.has(name.toLowerCase()));
	if (added.length === 0) return null;
	return {
		...plan,
		parameters: { ...plan.parameters, fields: { ...Object.fromEntries(added), ...profile } },
	};
}
