/** The fields of a user's profile, of which an account makes its own, as columns named in camelCase. */
import type { RawRecord, Value } from './normalizer';
import { isBlank, isRecord, setField } from './normalizer';

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
export const PROFILE = ['login', 'email', 'firstName', 'lastName'];

/** An identifier in whatever case: FIRST_NAME, first_name, "Job title". Anything else, a UUID too, stays as it is. */
const IDENTIFIER = /^[a-z][a-z0-9]*([_ ][a-z0-9]+)*$/i;

const camelCase = (name: string): string =>
	!IDENTIFIER.test(name) || /^[a-z]+[A-Z]/.test(name)
		? name
		: name
				.toLowerCase()
				.replace(/[_ ]+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/** The column of a field that would be called like another one of its row. */
const beside = (column: string): string =>
	`profile${column.charAt(0).toUpperCase()}${column.slice(1)}`;

/** What a profile field becomes as a column. One of an account's own making never takes the place of a user's own column. */
function columnOf(name: string): string {
	const column = camelCase(name.trim());
	return OWN.includes(column) ? beside(column) : column;
}

/** An account has some dozens of profile fields, and as many of each as it has people. */
const MOST_COLUMNS = 1000;

/** Converts the name of a field to the name of its column. */
type ToColumn = (name: string) => string;

/** `columnOf`, computed once for each name: all people have the same fields. */
function memoizedColumnOf(): ToColumn {
	const columns = new Map<string, string>();
	return (name) => {
		const known = columns.get(name);
		if (known !== undefined) return known;
		const column = columnOf(name);
		if (columns.size < MOST_COLUMNS) columns.set(name, column);
		return column;
	};
}

const NAMES_OF_FIELDS = ['label', 'name', 'id'] as const;

/** What an entry holds under a key, if that is a name. */
function nameIn(entry: RawRecord, key: (typeof NAMES_OF_FIELDS)[number]): string | null {
	const name = Object.hasOwn(entry, key) ? entry[key] : null;
	if (typeof name === 'number') return String(name);
	return typeof name === 'string' && name.trim() !== '' ? name : null;
}

/**
 * The column of an entry {name, value}; null when it has no name. A field that every account has is
 * known by its name, whatever its label is; one of an account's own making is called by its label.
 */
function columnOfEntry(entry: RawRecord, toColumn: ToColumn): string | null {
	const label = nameIn(entry, 'label');
	const name = nameIn(entry, 'name') ?? nameIn(entry, 'id');
	const ownColumn = name === null ? null : toColumn(name);
	if (label === null || (ownColumn !== null && PROFILE.includes(ownColumn))) return ownColumn;
	const column = toColumn(label);
	return name !== null && PROFILE.includes(column) ? beside(column) : column;
}

/** Takes a field by its column; the same column more than once if fields are called alike. */
type Take = (column: string, value: Value) => void;

/**
 * Goes through the profile fields. They come as an array of {name, value} (in XML inside `<field>`),
 * as one bare such entry, or as an object: the vendor's documents and clients differ.
 */
function eachField(fields: Value, take: Take, toColumn: ToColumn): void {
	if (Array.isArray(fields)) {
		for (const entry of fields) takeEntry(entry, take, toColumn);
	} else if (isRecord(fields)) {
		const { field, ...others } = fields;
		const isAround =
			Object.keys(others).length === 0 && (typeof field === 'object' || isBlank(field));
		if (isAround) eachField(Array.isArray(field) ? field : [field], take, toColumn);
		else if (Object.hasOwn(fields, 'value')) takeEntry(fields, take, toColumn);
		else takeObject(fields, take, toColumn);
	}
}

function takeEntry(entry: Value, take: Take, toColumn: ToColumn): void {
	if (!isRecord(entry)) return;
	const column = columnOfEntry(entry, toColumn);
	if (column !== null) take(column, entry.value);
	else if (!NAMES_OF_FIELDS.some((key) => Object.hasOwn(entry, key)))
		takeObject(entry, take, toColumn);
}

function takeObject(fields: RawRecord, take: Take, toColumn: ToColumn): void {
	for (const [name, value] of Object.entries(fields)) take(toColumn(name), value);
}

/** The column itself, or with the next number behind it when the profile has such a column. */
function freeIn(profile: RawRecord, column: string): string {
	if (!Object.hasOwn(profile, column)) return column;
	let number = 2;
	while (Object.hasOwn(profile, `${column}${number}`)) number += 1;
	return `${column}${number}`;
}

/**
 * Creates a function that reads the columns of a profile. It loses no field, and no column has the name of
 * one in `record`.
 */
export function createProfileReader(): (fields: Value, record: RawRecord) => RawRecord {
	const toColumn = memoizedColumnOf();
	return (fields, record) => {
		const profile: RawRecord = {};
		const take: Take = (column, value) => {
			const isTaken = Object.hasOwn(record, column) && !PROFILE.includes(column);
			const name = freeIn(profile, isTaken ? beside(column) : column);
			setField(profile, name, isBlank(value) ? null : (value ?? null));
		};
		eachField(fields, take, toColumn);
		return profile;
	};
}
