/** Finds the id that an object holds: the one that the field is about, or its only one. */
import type { Naming } from '../lookups/naming';
import { NAMING } from '../lookups/naming';
import type { Leaf } from './objects';
import { leavesOf, plainKey, valuesUnder } from './objects';
import { uuidsIn } from './uuids';

export interface IdsInObject {
	ids: string[];
	/** True when there are several and nothing tells which is meant. */
	isUnclear: boolean;
	/** The address of a person whose id the object does not hold. */
	email?: string;
}

const plural = (key: string): string => `${key}s`;

/** Keys that tell what an id is of, whatever a field is about. */
const TELLING: ReadonlySet<string> = new Set([
	...Object.values(NAMING).flatMap(({ keys }) =>
		keys
			.flat()
			.map(plainKey)
			.flatMap((key) => [key, plural(key)]),
	),
	...['parentdepartmentid', 'parentid', 'roleid', 'resultkey'],
]);

const EMAIL_KEYS = ['useremail', 'email', 'mail', 'emailaddress'];

const idsOf = (values: readonly string[]): string[] => [...new Set(values.flatMap(uuidsIn))];

const isTelling = ({ keys }: Leaf): boolean => keys.some((key) => TELLING.has(key));

/** @param about what the field is about */
export function idsInObject(value: object, about: Naming): IdsInObject {
	const leaves = leavesOf(value);
	for (const rank of about.keys) {
		const keys = rank.map(plainKey);
		const ids = idsOf(keys.flatMap((key) => valuesUnder(leaves, key)));
		if (ids.length > 0) return { ids, isUnclear: ids.length > 1 };
		const many = idsOf(keys.flatMap((key) => valuesUnder(leaves, plural(key))));
		if (many.length > 0) return { ids: many, isUnclear: false };
	}
	const ids = idsOf(leaves.filter((leaf) => !isTelling(leaf)).map((leaf) => leaf.value));
	const email = about === NAMING.getUsers ? emailIn(leaves) : undefined;
	return { ids, isUnclear: ids.length > 1, email };
}

function emailIn(leaves: readonly Leaf[]): string | undefined {
	const emails = EMAIL_KEYS.flatMap((key) => valuesUnder(leaves, key));
	return emails.find((email) => email.includes('@'))?.trim();
}
