import type { ListResource } from './listResource';
import type { RawRecord, Value } from './schema';
import { isBlank, isRecord, setField } from './schema';

/** The columns of a user besides the profile, in their order. */
const OWN = [
	'userId',
	'status',
	'role',
	'roleId',
	'departmentId',
	'groups',
	'addedDate',
	'lastLoginDate',
];

/** Profile fields that every account has. */
const PROFILE = ['login', 'email', 'firstName', 'lastName'];

/** An identifier in whatever case: FIRST_NAME, first_name, "Job title". Anything else, a UUID too, stays as it is. */
const IDENTIFIER = /^[a-z][a-z0-9]*([_ ][a-z0-9]+)*$/i;

const camelCase = (name: string): string =>
	!IDENTIFIER.test(name) || /^[a-z]+[A-Z]/.test(name)
		? name
		: name
				.toLowerCase()
				.replace(/[_ ]+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/** What a profile field becomes as a column. One of an account's own making never takes the place of a user's own column. */
function columnOf(name: string): string {
	const column = camelCase(name.trim());
	return OWN.includes(column)
		? `profile${column.charAt(0).toUpperCase()}${column.slice(1)}`
		: column;
}

/** An account has some dozens of profile fields, and as many of each as it has people. */
const MOST_COLUMNS = 1000;
const columns = new Map<string, string>();

/** The same, worked out once a name. */
function knownColumnOf(name: string): string {
	const known = columns.get(name);
	if (known !== undefined) return known;
	const column = columnOf(name);
	if (columns.size < MOST_COLUMNS) columns.set(name, column);
	return column;
}

const NAMES_OF_FIELDS = ['label', 'name', 'id'] as const;

/** The name of an entry {name, value}; null when it is none. */
function nameOf(entry: RawRecord): string | null {
	const names = NAMES_OF_FIELDS.map((key) => (Object.hasOwn(entry, key) ? entry[key] : null));
	const named = names.find((name) => typeof name === 'string' && name.trim() !== '');
	return typeof named === 'string' && Object.hasOwn(entry, 'value') ? named : null;
}

/**
 * The profile fields as pairs. They come as an array of {name, value} (in XML inside `<field>`), as
 * one bare such entry, or as an object: the vendor's documents and clients differ.
 */
function* pairsOf(fields: Value): Generator<[string, Value]> {
	if (Array.isArray(fields)) {
		for (const entry of fields) yield* pairsOf(entry);
	} else if (isRecord(fields)) {
		const name = nameOf(fields);
		if (name !== null) yield [name, fields.value];
		else if (Object.hasOwn(fields, 'field')) yield* pairsOf(fields.field);
		else yield* Object.entries(fields);
	}
}

/** Ids in an array; in XML they lie in `<id>` elements, of which there may be one or none. */
function idsOf(groups: Value): Value {
	const ids = isRecord(groups) && Object.hasOwn(groups, 'id') ? groups.id : groups;
	if (Array.isArray(ids)) return ids.map((id) => (typeof id === 'number' ? String(id) : id));
	return ids === null || ids === undefined || isBlank(ids) ? [] : [ids];
}

function flatten({ fields, groups, ...record }: RawRecord): RawRecord {
	const profile: RawRecord = {};
	for (const [name, value] of pairsOf(fields)) {
		const column = knownColumnOf(name);
		setField(profile, column, isBlank(value) ? null : value);
	}
	return { ...record, ...profile, groups: idsOf(groups) };
}

/**
 * `GET /users/v2`: the people of the account, those who are blocked or have left as well. The fields
 * of their profile become columns named in camelCase; those that an account made itself come last.
 */
export const USER: ListResource = {
	label: 'users',
	path: '/users/v2',
	list: 'userProfiles',
	row: 'userProfile',
	flatten,
	schema: {
		key: ['userId'],
		open: true,
		columns: [
			{ name: 'userId', type: 'id' },
			...PROFILE.map((name) => ({ name, type: 'text' as const })),
			{ name: 'status', type: 'number' },
			{ name: 'role', type: 'enum' },
			{ name: 'roleId', type: 'id' },
			{ name: 'departmentId', type: 'id' },
			{ name: 'groups', type: 'list' },
			{ name: 'addedDate', type: 'dateTime' },
			{ name: 'lastLoginDate', type: 'dateTime' },
		],
	},
};
