/** Finds values in objects, as items of earlier steps are when a whole one is given to a field. */

/** A value somewhere in an object, with the keys that lead to it: `user.id` is an id, and a user's. */
export interface Leaf {
	keys: readonly string[];
	value: string;
}

/** Objects are looked into so deep: items hold their fields below `json`, records at times below another. */
const MOST_LEVELS = 4;

/** `user_id`, "User ID" and `userId` are one. */
export const plainKey = (key: string): string => key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The texts and numbers in an object, those in its lists included; a blank text for null. */
export function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
	if (typeof value === 'string' || typeof value === 'number' || value === null) {
		const [last = '', before = ''] = [...path].reverse().map(plainKey);
		// HubSpot writes `email: { value: … }`.
		const keys = [last, `${before}${last}`, ...(last === 'value' ? [before] : [])];
		return [{ keys, value: String(value ?? '') }];
	}
	if (typeof value !== 'object' || path.length > MOST_LEVELS) return [];
	if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, path));
	return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]));
}

/** The first values under one of these keys, in the order of the keys. */
export const valuesUnder = (leaves: readonly Leaf[], key: string): string[] =>
	leaves.filter(({ keys }) => keys.includes(key)).map(({ value }) => value);
