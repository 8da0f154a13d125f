/** The fields of a profile as the API sends them, and what requests call them. */
import type { RawRecord, Value } from '../record';
import { isBlank, isRecord, readId } from '../record';

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

/** Reads a name of an entry by its key; null when there is none. */
export function readName(entry: RawRecord, key: 'label' | 'name' | 'id'): string | null {
	const name = Object.hasOwn(entry, key) ? entry[key] : null;
	if (typeof name === 'number') return String(name);
	return typeof name === 'string' && name.trim() !== '' ? name : null;
}

/** Receives an entry {name, value}. It may have a label as well, or only that, or an ID instead of a name. */
type Visit = (entry: RawRecord) => void;

/**
 * Visits the profile fields. They come as an array of {name, value} (in XML inside `<field>`), as a
 * single such entry, or as an object: the vendor's documents and clients differ.
 */
export function visitFields(fields: Value, visit: Visit): void {
	if (Array.isArray(fields)) {
		for (const entry of fields) visitEntry(entry, visit);
	} else if (isRecord(fields)) {
		const { field, ...others } = fields;
		const isWrapper =
			Object.keys(others).length === 0 && (typeof field === 'object' || isBlank(field));
		if (isWrapper) visitFields(Array.isArray(field) ? field : [field], visit);
		else if (Object.hasOwn(fields, 'value')) visitEntry(fields, visit);
		else visitObject(fields, visit);
	}
}

function visitEntry(entry: Value, visit: Visit): void {
	if (!isRecord(entry)) return;
	const hasName =
		Object.hasOwn(entry, 'name') || Object.hasOwn(entry, 'label') || Object.hasOwn(entry, 'id');
	if (hasName) visit(entry);
	else visitObject(entry, visit);
}

function visitObject(fields: RawRecord, visit: Visit): void {
	for (const [name, value] of Object.entries(fields)) visit({ name, value });
}

/**
 * The value of a profile field by its name in requests, whatever its label. Hosts write names in upper or lower case.
 * @returns '' for a field without a value; undefined if the profile does not show the field, or shows several values
 */
export function profileValue(fields: Value, name: string): string | undefined {
	const key = toCamelCase(name.trim());
	const found = new Set<string>();
	visitFields(fields, (entry) => {
		const own = readName(entry, 'name') ?? readName(entry, 'id');
		if (own !== null && toCamelCase(own.trim()) === key) found.add(readId(entry, 'value'));
	});
	return found.size === 1 ? [...found][0] : undefined;
}
