/** A user who has a value already that only one user may have. */
import { apiErrorMessage } from '../../../api/decoder/body';
import type { Parameters } from '../../../api/endpoints/endpoint';
import { SETTINGS } from '../../../api/endpoints/settings';
import { BAD_REQUEST, CONFLICT, LIST_UNAVAILABLE } from '../../../api/httpStatus';
import type { ReadAll } from '../../../api/paginator/readPages';
import type { RequestError } from '../../../api/requester/requestError';
import { orStatus } from '../../../api/requester/requestError';
import { createNormalizer } from '../../../api/schema/normalizer';
import { toPerson } from '../../../api/schema/profile/person';
import { toRequestName } from '../../../api/schema/profile/profileEntries';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';
import { PROFILE_FIELD } from '../../../api/schema/records/settings';
import type { ItemContext } from '../../../fields/parseValue';
import { invalidField } from '../../../fields/parseValue';
import { valueOf } from './compare';
import type { MatchField } from './findUsers';
import { findUsers, fold, profileIn, readAllUsers } from './findUsers';

/** Whether iSpring Learn rejected a user because somebody has a value of theirs. */
export function isDuplicate(error: RequestError): boolean {
	if (error.kind !== 'status') return false;
	const isTaken = /^duplicate/i.test(apiErrorMessage(error.body).trim());
	return error.status === CONFLICT || (error.status === BAD_REQUEST && isTaken);
}

/** A profile field, by its name in requests and in a message. */
interface UniqueField {
	name: string;
	words: string;
}

const LOGIN_AND_EMAIL: readonly UniqueField[] = [
	{ name: 'login', words: 'login' },
	{ name: 'email', words: 'email address' },
];

/** The user who has the value already, and the field that holds it. */
export interface Duplicate extends UniqueField {
	user: RawRecord;
}

/** The fields of a profile whose values only one user may have. */
async function readUniqueFields(
	readAll: ReadAll,
	profile: Record<string, unknown>,
): Promise<UniqueField[]> {
	// The settings of a profile may be out of reach of the API key.
	const settings = await orStatus(readAll(SETTINGS.profileFields), LIST_UNAVAILABLE);
	const own = (typeof settings === 'number' ? [] : settings)
		.map(createNormalizer(PROFILE_FIELD))
		.filter(({ isUnique }) => isUnique === true)
		.map((field) => {
			const name = toRequestName(readId(field, 'name'));
			return { name, words: readId(field, 'label') || name };
		})
		.filter(({ name }) => !LOGIN_AND_EMAIL.some((one) => one.name === name));
	return [...LOGIN_AND_EMAIL, ...own].filter(({ name }) => fold(profile[name]) !== '');
}

/** Whether a user has the same value in a field as a profile. */
export const isSame = (user: RawRecord, name: string, profile: Record<string, unknown>): boolean =>
	fold(profile[name]) !== '' && fold(valueOf(user, name)) === fold(profile[name]);

/**
 * Finds the user that iSpring Learn says there is. The filters of the list may distinguish case although logins and
 * email addresses do not, and find no other fields, so that all users are read as a last resort.
 * @param first the field to look for first
 */
export async function findDuplicate(
	readAll: ReadAll,
	parameters: Parameters,
	first: MatchField = 'login',
): Promise<Duplicate | undefined> {
	const profile = profileIn(parameters);
	const isOther = (user: RawRecord): boolean => fold(user.userId) !== fold(parameters.userId);
	const byFilter = [...LOGIN_AND_EMAIL].sort(
		(a, b) => Number(b.name === first) - Number(a.name === first),
	);
	for (const field of byFilter) {
		const found = await findUsers(readAll, field.name as MatchField, profile[field.name]);
		const user = found.find(isOther);
		if (user) return { ...field, user };
	}
	const unique = await readUniqueFields(readAll, profile);
	if (unique.length === 0) return undefined;
	const users = (await readAllUsers(readAll)).filter(isOther);
	const byList = unique.map((field) => ({
		...field,
		user: users.find((user) => isSame(user, field.name, profile)),
	}));
	return byList.find((one): one is Duplicate => one.user !== undefined);
}

/**
 * Names the user who has the value already.
 * @param toNextStep what to do, with the words for the field
 * @throws NodeOperationError always
 */
export function throwTaken(
	{ user, words }: Duplicate,
	nextStep: string,
	context: ItemContext,
): never {
	const who = `${toPerson(user).name ?? 'a user'} (${String(user.userId)})`;
	const problem = `has the same ${words} as an existing user: ${who}`;
	return invalidField(context, 'Profile Fields', problem, nextStep);
}
