/** Finds the id that an object holds: the one that the field is about, or its only one. */
import type { Naming } from '../methods/naming';
import { NAMING } from '../methods/naming';
import type { Leaf } from './objects';
import { leavesOf, plainKey, valuesUnder } from './objects';
import { isBrokenId, uuidsIn } from '../api/uuids';

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

/** Keys that say no more than that something is an id: whatever the object stands for is known by it. */
const PLAIN_IDS: ReadonlySet<string> = new Set(['id', 'uuid', 'guid']);

/** The best ones first. */
const EMAIL_KEYS = ['useremail', 'learneremail', 'email', 'mail', 'emailaddress'];

/** Others that hold an address: "Work Email", "E-Mail-Adresse", `userPrincipalName`. */
const LIKE_EMAIL = /mail|principalname|login/;

/** Of somebody else than the one whom an object stands for. */
const OF_OTHERS = /manager|supervisor|head|boss|author|owner|creat|trainer|instructor|sender|from/;

const idsOf = (values: readonly string[]): string[] => [...new Set(values.flatMap(uuidsIn))];

const isTelling = ({ keys }: Leaf): boolean => keys.some((key) => TELLING.has(key));

const isPlain = ({ keys }: Leaf): boolean => PLAIN_IDS.has(keys[0]);

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
	const keys = about.keys.flat().map(plainKey);
	const email = about === NAMING.getUsers ? emailIn(leaves, keys) : undefined;
	const own = keys.filter((key) => key.endsWith('id')).flatMap((key) => valuesUnder(leaves, key));
	// Where the field for the id is there, without one in it, another id is that of something else.
	if (own.length > 0) return own.some(isBrokenId) ? NONE : { ...NONE, email };
	const others = leaves.filter((leaf) => !isTelling(leaf) && uuidsIn(leaf.value).length > 0);
	// So it is beside the address of a person, unless it is the id of the object itself.
	if (email !== undefined && !others.some(isPlain)) return { ...NONE, email };
	const ids = idsOf(others.map((leaf) => leaf.value));
	return { ids, isUnclear: ids.length > 1 };
}

const NONE: IdsInObject = { ids: [], isUnclear: false };

function emailIn(leaves: readonly Leaf[], idKeys: readonly string[]): string | undefined {
	const own = leaves.filter(({ keys, value }) => value.includes('@') && !OF_OTHERS.test(keys[1]));
	const [first] = [...EMAIL_KEYS, ...idKeys].flatMap((key) => valuesUnder(own, key));
	if (first !== undefined) return first.trim();
	const like = own.filter(({ keys }) => LIKE_EMAIL.test(keys[0]));
	const [one, ...more] = new Set(like.map(({ value }) => value.trim()));
	return more.length > 0 ? undefined : one;
}
