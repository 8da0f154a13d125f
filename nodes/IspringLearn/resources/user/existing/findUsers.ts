/** Finds users by login or email address, before a change and after it. */
import type { Parameters } from '../../../api/endpoints/endpoint';
import { ENDPOINTS } from '../../../api/endpoints/endpoints';
import { RECORDS } from '../../../api/endpoints/records';
import { REJECTED, UNKNOWN_RECORD } from '../../../api/httpStatus';
import type { ReadAll } from '../../../api/paginator/readPages';
import { orStatus } from '../../../api/requester/requestError';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';
import { USER_BEFORE } from '../../../api/schema/records/people';
import { invalidValue } from '../../../fields/parseValue';
import type { WriteTools } from '../../../operations/send/definition';

const USERS = { ...ENDPOINTS.users, schema: USER_BEFORE };
const USER = { ...RECORDS.user, schema: USER_BEFORE };

export const toText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/** Logins, email addresses and IDs are the same in any letter case. */
export const fold = (value: unknown): string => toText(value).normalize('NFC').toLowerCase();

/** The profile in the parameters of a user. */
export const profileIn = ({ fields }: Parameters): Record<string, unknown> =>
	typeof fields === 'object' && fields !== null ? { ...fields } : {};

/** The filters of the list of users that find one by a field of the profile. */
const FILTERS = { login: 'logins', email: 'emails' } as const;

export type MatchField = keyof typeof FILTERS;

/** The users with one of these values. A value that nobody has does not hide those with another. */
async function readUsers(
	readAll: ReadAll,
	field: MatchField,
	values: readonly string[],
): Promise<RawRecord[]> {
	const found = await orStatus(readAll(USERS, { [FILTERS[field]]: values }), REJECTED);
	if (typeof found !== 'number') return found;
	if (values.length === 1) return [];
	const each = values.map(async (value) => await readUsers(readAll, field, [value]));
	return (await Promise.all(each)).flat();
}

/** Finds the users whose login or email address is this, in any letter case. Those who are blocked count, too. */
export async function findUsers(
	readAll: ReadAll,
	field: MatchField,
	value: unknown,
): Promise<RawRecord[]> {
	const text = toText(value);
	if (text === '') return [];
	const read = await readUsers(readAll, field, [...new Set([text, text.toLowerCase()])]);
	const found = read.filter((user) => fold(user[field]) === fold(text));
	return [...new Map(found.map((user) => [readId(user, 'userId'), user])).values()];
}

/** All users of the account. */
export const readAllUsers = async (readAll: ReadAll): Promise<RawRecord[]> => await readAll(USERS);

/** Reads a user by ID. */
export const readUser = async ({ readRecord }: WriteTools, userId: unknown): Promise<RawRecord> =>
	await readRecord(USER, { userId });

/**
 * Reads the user whose ID was entered.
 * @throws NodeOperationError if there is none
 */
export async function findById(id: unknown, tools: WriteTools): Promise<RawRecord> {
	const user = await orStatus(readUser(tools, id), UNKNOWN_RECORD);
	if (typeof user !== 'number') return user;
	const nextStep = "Enter the ID of a user who exists, or leave 'User' empty to create one.";
	return invalidValue(tools.context, 'User', id, "doesn't exist", nextStep);
}

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
