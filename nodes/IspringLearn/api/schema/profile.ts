/** Flattens a user: the fields of the profile, some of them defined by the account, become columns in camelCase. */
import type { RawRecord, Value } from './record';
import { isBlank, isRecord, setField, toIds } from './record';

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

/** The names of profile fields that the vendor documents, as requests call them. Lists have them in upper case. */
const STANDARD: ReadonlySet<string> = new Set([
	'login',
	'email',
	'first_name',
	'last_name',
	'job_title',
	'phone',
	'country',
	'birthdate',
	'about_me',
]);

/** Whether every account has a profile field of this name. */
export const isStandardField = (name: string): boolean => STANDARD.has(name.toLowerCase());

/** What requests call a profile field: a documented name in lower case, one of the account as listed. */
export const toRequestName = (name: string): string =>
	isStandardField(name) ? name.toLowerCase() : name;

/** An identifier in any letter case: FIRST_NAME, first_name, "Job title". Other names, UUIDs too, stay as they are. */
const IDENTIFIER = /^[a-z][a-z0-9]*([_ ][a-z0-9]+)*$/i;

/** The column of a profile field, such as "jobTitle", by its name or label. */
export const toCamelCase = (name: string): string =>
	!IDENTIFIER.test(name) || /^[a-z]+[A-Z]/.test(name)
		? name
		: name
				.toLowerCase()
				.replace(/[_ ]+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

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

const NAME_KEYS = ['label', 'name', 'id'] as const;

/** Reads a name of an entry by its key; null when there is none. */
function readName(entry: RawRecord, key: (typeof NAME_KEYS)[number]): string | null {
	const name = Object.hasOwn(entry, key) ? entry[key] : null;
	if (typeof name === 'number') return String(name);
	return typeof name === 'string' && name.trim() !== '' ? name : null;
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

interface Visitor {
	toColumn: ToColumn;
	/** Receives a field by its column. The same column comes more than once when fields share a name. */
	onField: (column: string, value: Value) => void;
}

/**
 * The columns in which a user may have a profile field: hosts send its label with the value, or only its name.
 */
export function columnsOfField({ name, label }: RawRecord): string[] {
	const columns = [{ name }, { name, label }].map((entry) => columnOfEntry(entry, computeColumn));
	return [...new Set(columns)].filter((column) => column !== null);
}

/**
 * Visits the profile fields. They come as an array of {name, value} (in XML inside `<field>`), as a
 * single such entry, or as an object: the vendor's documents and clients differ.
 */
function visitFields(fields: Value, visitor: Visitor): void {
	if (Array.isArray(fields)) {
		for (const entry of fields) visitEntry(entry, visitor);
	} else if (isRecord(fields)) {
		const { field, ...others } = fields;
		const isWrapper =
			Object.keys(others).length === 0 && (typeof field === 'object' || isBlank(field));
		if (isWrapper) visitFields(Array.isArray(field) ? field : [field], visitor);
		else if (Object.hasOwn(fields, 'value')) visitEntry(fields, visitor);
		else visitObject(fields, visitor);
	}
}

function visitEntry(entry: Value, visitor: Visitor): void {
	if (!isRecord(entry)) return;
	const column = columnOfEntry(entry, visitor.toColumn);
	if (column !== null) visitor.onField(column, entry.value);
	else if (!NAME_KEYS.some((key) => Object.hasOwn(entry, key))) visitObject(entry, visitor);
}

function visitObject(fields: RawRecord, { toColumn, onField }: Visitor): void {
	for (const [name, value] of Object.entries(fields)) onField(toColumn(name), value);
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
	const onField = (column: string, value: Value) => {
		const isTaken = Object.hasOwn(record, column) && !PROFILE.includes(column);
		const name = numberedIfTaken(profile, isTaken ? prefixed(column) : column);
		setField(profile, name, isBlank(value) ? null : (value ?? null));
	};
	visitFields(fields, { toColumn, onField });
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
