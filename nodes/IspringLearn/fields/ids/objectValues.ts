/** Finds texts and IDs in objects, such as an item of an earlier step passed to a field as a whole. */
import type { Lookup } from '../../methods/lookups';
import { LOOKUPS } from '../../methods/lookups';
import { isBrokenId, uuidsIn } from '../../api/pastedText';

/** A value in an object, with the keys it is known by: `user.id` is found as `id` and as `userid`. */
interface Leaf {
	keys: readonly string[];
	value: string;
}

/** How deep to look: items hold their fields below `json`, and some records nest them once more. */
const MAX_DEPTH = 4;

/** `user_id`, "User ID" and `userId` are the same key. */
const normalizeKey = (key: string): string => key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Lists the texts and numbers in an object, including those in arrays; null becomes an empty text. */
export function findLeaves(value: unknown, path: readonly string[] = []): Leaf[] {
	if (typeof value === 'string' || typeof value === 'number' || value === null) {
		const [last = '', parent = ''] = [...path].reverse().map(normalizeKey);
		// HubSpot writes `email: { value: … }`.
		const keys = [last, `${parent}${last}`, ...(last === 'value' ? [parent] : [])];
		return [{ keys, value: String(value ?? '') }];
	}
	if (typeof value !== 'object' || path.length > MAX_DEPTH) return [];
	if (Array.isArray(value)) return value.flatMap((one) => findLeaves(one, path));
	return Object.entries(value).flatMap(([key, one]) => findLeaves(one, [...path, key]));
}

/** The values under a key, in the order of the object. */
export const valuesUnder = (leaves: readonly Leaf[], key: string): string[] =>
	leaves.filter(({ keys }) => keys.includes(key)).map(({ value }) => value);

interface IdsInObject {
	ids: string[];
	/** True if there are several IDs and no way to choose between them. */
	isAmbiguous: boolean;
	/** The address of a person, if the object has no ID of that person. */
	email?: string;
}

const NO_IDS: IdsInObject = { ids: [], isAmbiguous: false };

const plural = (key: string): string => `${key}s`;

/** Keys that say what their ID belongs to, for all fields. */
const SPECIFIC_KEYS: ReadonlySet<string> = new Set([
	...Object.values(LOOKUPS).flatMap(({ keys }) =>
		keys
			.flat()
			.map(normalizeKey)
			.flatMap((key) => [key, plural(key)]),
	),
	...['parentdepartmentid', 'parentid', 'roleid', 'resultkey'],
]);

/** Keys of the object's own ID. */
const OWN_ID_KEYS: ReadonlySet<string> = new Set(['id', 'uuid', 'guid']);

/** The best ones first. */
const EMAIL_KEYS = ['useremail', 'learneremail', 'email', 'mail', 'emailaddress'];

/** Other keys of an address: "Work Email", "E-Mail-Adresse", `userPrincipalName`. */
const EMAIL_LIKE = /mail|principalname|login/;

/** Keys of somebody else's address. */
const OTHER_PEOPLE =
	/manager|supervisor|head|boss|author|owner|creat|trainer|instructor|sender|from/;

const uniqueIds = (values: readonly string[]): string[] => [...new Set(values.flatMap(uuidsIn))];

const isSpecific = ({ keys }: Leaf): boolean => keys.some((key) => SPECIFIC_KEYS.has(key));

const isOwnId = ({ keys }: Leaf): boolean => OWN_ID_KEYS.has(keys[0]);

/**
 * Finds the ID that an object holds for a field: the one under the field's own keys, or its only one.
 * @param lookup what the field is about
 */
export function findIds(value: object, lookup: Lookup): IdsInObject {
	const leaves = findLeaves(value);
	for (const rank of lookup.keys) {
		const keys = rank.map(normalizeKey);
		const ids = uniqueIds(keys.flatMap((key) => valuesUnder(leaves, key)));
		if (ids.length > 0) return { ids, isAmbiguous: ids.length > 1 };
		const many = uniqueIds(keys.flatMap((key) => valuesUnder(leaves, plural(key))));
		if (many.length > 0) return { ids: many, isAmbiguous: false };
	}
	const keys = lookup.keys.flat().map(normalizeKey);
	const email = lookup === LOOKUPS.getUsers ? findEmail(leaves, keys) : undefined;
	const inIdField = keys
		.filter((key) => key.endsWith('id'))
		.flatMap((key) => valuesUnder(leaves, key));
	// If the ID field exists but holds no ID, the object's other IDs belong to something else.
	if (inIdField.length > 0) return inIdField.some(isBrokenId) ? NO_IDS : { ...NO_IDS, email };
	const others = leaves.filter((leaf) => !isSpecific(leaf) && uuidsIn(leaf.value).length > 0);
	// A person's address beats an ID under an unknown key, but not the object's own ID.
	if (email !== undefined && !others.some(isOwnId)) return { ...NO_IDS, email };
	const ids = uniqueIds(others.map((leaf) => leaf.value));
	return { ids, isAmbiguous: ids.length > 1 };
}

function findEmail(leaves: readonly Leaf[], idKeys: readonly string[]): string | undefined {
	const candidates = leaves.filter(
		({ keys, value }) => value.includes('@') && !OTHER_PEOPLE.test(keys[1]),
	);
	const [first] = [...EMAIL_KEYS, ...idKeys].flatMap((key) => valuesUnder(candidates, key));
	if (first !== undefined) return first.trim();
	const similar = candidates.filter(({ keys }) => EMAIL_LIKE.test(keys[0]));
	const [one, ...more] = new Set(similar.map(({ value }) => value.trim()));
	return more.length > 0 ? undefined : one;
}
