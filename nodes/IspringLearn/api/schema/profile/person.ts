/** How users are named. */
import type { RawRecord, Value } from '../record';
import { readId } from '../record';

/** The names of a user, and what else rows show of a user. */
export interface Person {
	/** First and last name, else the login; null if there is neither. */
	name: string | null;
	email: string | null;
	departmentId: string | null;
	lastLoginDate: string | null;
}

const textOrNull = (value: Value): string | null =>
	(typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '') || null;

/** Reads the names of a user, from a record with its profile in columns. Any part of the profile may be missing. */
export function toPerson(user: RawRecord): Person {
	const { firstName, lastName, login, email, departmentId, lastLoginDate } = user;
	const parts = [textOrNull(firstName), textOrNull(lastName)].filter((part) => part !== null);
	return {
		name: parts.join(' ') || textOrNull(login),
		email: textOrNull(email),
		departmentId: textOrNull(departmentId),
		lastLoginDate: textOrNull(lastLoginDate),
	};
}

const ACTIVE = '1';

/** Whether a user is active, as far as the record says it. */
export const isActive = (user: RawRecord): boolean => ['', ACTIVE].includes(readId(user, 'status'));
