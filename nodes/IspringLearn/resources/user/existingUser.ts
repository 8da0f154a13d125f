/** Finds the user that a new one would duplicate. */
import { apiErrorMessage } from '../../api/decoder/body';
import type { Parameters } from '../../api/endpoints/endpoint';
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import type { ReadAll } from '../../api/paginator/readPages';
import type { RequestError } from '../../api/requester/requestError';
import { orStatus } from '../../api/requester/requestError';
import { BAD_REQUEST, CONFLICT } from '../../api/httpStatus';
import { toPerson } from '../../api/schema/person';
import { columnsOfField } from '../../api/schema/profile';
import type { RawRecord, Value } from '../../api/schema/record';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';

/** Whether iSpring Learn rejected a user because the login or email address is taken. */
export function isDuplicate(error: RequestError): boolean {
	if (error.kind !== 'status') return false;
	const isTaken = /^duplicate/i.test(apiErrorMessage(error.body).trim());
	return error.status === CONFLICT || (error.status === BAD_REQUEST && isTaken);
}

const toText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

const fold = (value: unknown): string => toText(value).normalize('NFC').toLowerCase();

/** iSpring Learn rejects values that no user has. */
const NONE: ReadonlySet<number> = new Set([BAD_REQUEST]);

/** The filters of the list of users that find one by a field of the profile. */
const FILTERS = { login: 'logins', email: 'emails' } as const;

export type MatchField = keyof typeof FILTERS;

/** Finds the users whose login or email address is this, in any letter case. Those who are blocked count, too. */
export async function findUsers(
	readAll: ReadAll,
	field: MatchField,
	value: unknown,
): Promise<RawRecord[]> {
	const text = toText(value);
	if (text === '') return [];
	const spellings = [...new Set([text, text.toLowerCase()])];
	const found = await orStatus(readAll(ENDPOINTS.users, { [FILTERS[field]]: spellings }), NONE);
	return typeof found === 'number' ? [] : found.filter((user) => fold(user[field]) === fold(text));
}

/** The profile in the parameters of a user. */
export const profileIn = ({ fields }: Parameters): Record<string, unknown> =>
	typeof fields === 'object' && fields !== null ? { ...fields } : {};

/**
 * Finds the user that was created by a request without a readable answer. The login is unique; if somebody else had
 * it already, the email address differs.
 */
export async function findCreated(
	readAll: ReadAll,
	parameters: Parameters,
): Promise<RawRecord | undefined> {
	const { login, email } = profileIn(parameters);
	const [user] = await findUsers(readAll, 'login', login);
	return toText(email) === '' || fold(user?.email) === fold(email) ? user : undefined;
}

/** Whether a user has the same login, or the same email address, as a profile. */
export const isSame = (
	user: RawRecord,
	field: MatchField,
	profile: Record<string, unknown>,
): boolean => toText(profile[field]) !== '' && fold(user[field]) === fold(profile[field]);

/**
 * Finds the user that iSpring Learn says there is: with the same login or email address. The filters of the list may
 * distinguish case although logins and email addresses do not, so that all users are read as a last resort.
 * @param fields which of them to look for first
 */
export async function findDuplicate(
	readAll: ReadAll,
	parameters: Parameters,
	fields: readonly MatchField[] = ['login', 'email'],
): Promise<RawRecord | undefined> {
	const profile = profileIn(parameters);
	const isOther = (user: RawRecord): boolean => fold(user.userId) !== fold(parameters.userId);
	for (const field of fields) {
		const found = (await findUsers(readAll, field, profile[field])).find(isOther);
		if (found) return found;
	}
	const users = await readAll(ENDPOINTS.users);
	return users.find(
		(user) => isOther(user) && fields.some((field) => isSame(user, field, profile)),
	);
}

/**
 * Names the user who has the login or email address already.
 * @throws NodeOperationError always
 */
export function throwTaken(user: RawRecord, nextStep: string, context: ItemContext): never {
	const who = `${toPerson(user).name ?? 'a user'} (${String(user.userId)})`;
	const problem = `has the login or email address of an existing user: ${who}`;
	return invalidField(context, 'Profile Fields', problem, nextStep);
}

const idsIn = (value: Value | unknown): string[] => (Array.isArray(value) ? value.map(fold) : []);

/** The parameters that a record of a user shows. */
const COMPARED: ReadonlySet<string> = new Set(['fields', 'departmentId', 'groupIds']);

/** Whether a user has all of these values already. A field that the list does not show counts as a difference. */
export function isUpToDate(user: RawRecord, parameters: Parameters): boolean {
	const { departmentId, groupIds } = parameters;
	const groups = new Set(idsIn(user.groups));
	return (
		Object.entries(profileIn(parameters)).every(
			([name, value]) => toText(user[columnsOfField({ name })[0]]) === toText(value),
		) &&
		(departmentId === undefined || fold(user.departmentId) === fold(departmentId)) &&
		idsIn(groupIds).every((id) => groups.has(id)) &&
		Object.keys(parameters).every((name) => COMPARED.has(name))
	);
}
