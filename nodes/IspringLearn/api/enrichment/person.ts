import type { RawRecord, Value } from '../schema/record';

/** What a person is called, as far as the account tells. */
export interface Person {
	/** First and last name, else the login; null when there is neither. */
	name: string | null;
	email: string | null;
	departmentId: string | null;
}

const textOf = (value: Value): string | null =>
	(typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '') || null;

/** Reads a user as `USER.flatten` gives it. Every part of a profile may be missing. */
export function toPerson({ firstName, lastName, login, email, departmentId }: RawRecord): Person {
	const parts = [textOf(firstName), textOf(lastName)].filter((part) => part !== null);
	return {
		name: parts.join(' ') || textOf(login),
		email: textOf(email),
		departmentId: textOf(departmentId),
	};
}
