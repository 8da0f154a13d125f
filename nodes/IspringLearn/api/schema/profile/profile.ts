/** Flattens a user: the fields of the profile, some of them defined by the account, become columns in camelCase. */
import { readName, toCamelCase, visitFields } from './profileEntries';
import type { RawRecord, Value } from '../record';
import { isBlank, setField, toIds } from '../record';

/** The columns of a user that do not come from the profile as they are. */
const OWN = [
	'userId',
	'status',
	'role',
	'roleId',
	'departmentId',
	'groups',
	'addedDate',
	'lastLoginDate',
	'userName',
	'departmentName',
	'groupNames',
	'statusName',
];

/** Profile fields that every account has. */
export const PROFILE = ['login', 'email', 'firstName', 'lastName'];

/** The column of a profile field whose name is already taken in its row. */
const prefixed = (column: string): string =>
	`profile${column.charAt(0).toUpperCase()}${column.slice(1)}`;

/** The column of a profile field. A field that an account defined never replaces a user's own column. */
function computeColumn(name: string): string {
	const column = toCamelCase(name.trim());
	return OWN.includes(column) ? prefixed(column) : column;
}

/** Converts the name of a field to the name of its column. */
type ToColumn = (name: string) => string;

/** An account has some dozens of profile fields, and every user repeats their names. */
const MAX_CACHED = 1000;

/** `computeColumn` with a cache. */
function createToColumn(): ToColumn {
	const cache = new Map<string, string>();
	return (name) => {
		const cached = cache.get(name);
		if (cached !== undefined) return cached;
		const column = computeColumn(name);
		if (cache.size < MAX_CACHED) cache.set(name, column);
		return column;
	};
}

/**
 * The column of an entry {name, value}; null when the entry has no name. A field that every account
 * has is known by its name, whatever its label. A field that an account defined is known by its label.
 */
function columnOfEntry(entry: RawRecord, toColumn: ToColumn): string | null {
	const label = readName(entry, 'label');
	const name = readName(entry, 'name') ?? readName(entry, 'id');
	const ownColumn = name === null ? null : toColumn(name);
	if (label === null || (ownColumn !== null && PROFILE.includes(ownColumn))) return ownColumn;
	const column = toColumn(label);
	return name !== null && PROFILE.includes(column) ? prefixed(column) : column;
}

/** The column itself; with the next free number when the profile already has such a column. */
function numberedIfTaken(profile: RawRecord, column: string): string {
	if (!Object.hasOwn(profile, column)) return column;
	let number = 2;
	while (Object.hasOwn(profile, `${column}${number}`)) number += 1;
	return `${column}${number}`;
}

/** The profile as columns. No field is lost, and none takes the name of a column of `record`. */
function readProfile(fields: Value, record: RawRecord, toColumn: ToColumn): RawRecord {
	const profile: RawRecord = {};
	// The same column comes more than once when fields share a name.
	visitFields(fields, (entry) => {
		const column = columnOfEntry(entry, toColumn);
		if (column === null) return;
		const isTaken = Object.hasOwn(record, column) && !PROFILE.includes(column);
		const name = numberedIfTaken(profile, isTaken ? prefixed(column) : column);
		const { value } = entry;
		setField(profile, name, isBlank(value) ? null : (value ?? null));
	});
	return profile;
}

/**
 * Creates, for one read of a list, the function that flattens a user: its profile fields become
 * columns and its groups an array of IDs.
 */
export function createUserFlattener(): (user: RawRecord) => RawRecord {
	const toColumn = createToColumn();
	return (user) => {
		const flat: RawRecord = {};
		// A loop, since spread syntax takes several times as long: each name that is looked up comes through here.
		for (const name of Object.keys(user)) {
			if (name !== 'fields' && name !== 'groups') setField(flat, name, user[name]);
		}
		const profile = readProfile(user.fields, flat, toColumn);
		for (const name of Object.keys(profile)) setField(flat, name, profile[name]);
		flat.groups = toIds(user.groups);
		return flat;
	};
}
