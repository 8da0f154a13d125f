/** Records as the API sends them, and how their fields are read and set. */

/** A value in an API response. In XML every value is text. */
export type Value =
	| string
	| number
	| boolean
	| null
	| undefined
	| Value[]
	| { [key: string]: Value };

/** A record as the API sent it. */
export type RawRecord = { [key: string]: Value };

/** Whether a value is an object: not a list, and not null. */
export const isRecord = (value: Value): value is RawRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for an XML element that holds nothing but white space. */
export const isBlank = (value: Value): boolean => typeof value === 'string' && value.trim() === '';

/** Numbers and booleans become text: a title may be 007 or true. */
export const toText = (value: Value): Value =>
	typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** True for a printable ASCII character, and so for none that `trim` removes. */
const isVisible = (code: number): boolean => code > 0x20 && code < 0x7f;

/** `text.trim()`, in less time for the texts that need none: nearly all. */
const trim = (text: string): string =>
	isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1)) ? text : text.trim();

/** Text without surrounding white space; null when nothing is left. */
export const toToken = (value: Value): Value => {
	const text = toText(value);
	return typeof text === 'string' ? trim(text) || null : text;
};

/** Names that every object inherits. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** True for a name that every object inherits, such as `toString`: plain property access is wrong for it. */
export const isInherited = (name: string): boolean => INHERITED.has(name);

const PLAIN_PROPERTY = { enumerable: true, configurable: true, writable: true };

/** Sets a field. Also works for `__proto__`, which an assignment would not create. */
export function setField(record: RawRecord, name: string, value: Value): void {
	if (isInherited(name)) Object.defineProperty(record, name, { ...PLAIN_PROPERTY, value });
	else record[name] = value;
}

/** Reads a field of the record itself, never an inherited one. */
export const readField = (record: RawRecord, name: string): Value =>
	isInherited(name) && !Object.hasOwn(record, name) ? undefined : record[name];

/** Reads an ID as text: '' when the API left it out, JSON when the API sent an object or a list instead. */
export function readId(record: RawRecord, name: string): string {
	// No object inherits a text, so a text is the record's own.
	const text = record[name];
	if (typeof text === 'string') return trim(text);
	const id = toToken(readField(record, name)) ?? '';
	return typeof id === 'string' ? id : JSON.stringify(id);
}

/** IDs as an array. In XML they come in `<id>` elements: several, one or none. */
export function toIds(list: Value): Value {
	const ids = isRecord(list) && Object.hasOwn(list, 'id') ? list.id : list;
	if (Array.isArray(ids)) return ids.map((id) => (typeof id === 'number' ? String(id) : id));
	return ids === null || ids === undefined || isBlank(ids) ? [] : [ids];
}

/** The records that have a text or a number under one of the keys, at any depth: in XML, elements are around them. */
export function recordsWith(value: Value, ...keys: readonly string[]): RawRecord[] {
	if (Array.isArray(value)) return value.flatMap((one) => recordsWith(one, ...keys));
	if (!isRecord(value)) return [];
	return keys.some((key) => typeof toToken(readField(value, key)) === 'string')
		? [value]
		: Object.values(value).flatMap((one) => recordsWith(one, ...keys));
}
