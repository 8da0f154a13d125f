/**
 * Record schemas: which columns a record has, in which order, and what type each is. In XML every
 * value is text and in JSON it is typed; a shaped record is the same from both.
 */

/** A value as a page carries it. */
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

/**
 * - `text`: kept whatever it looks like ("007" stays "007"), an empty one too
 * - `id`, `dateTime`, `enum`: text without surrounding blanks; an empty one is null
 * - `number`, `boolean`: converted; what cannot be converted is kept as it came
 * - `object`, `list`: kept as they came; an empty element of XML is null
 */
export type ColumnType =
	| 'text'
	| 'id'
	| 'dateTime'
	| 'enum'
	| 'number'
	| 'boolean'
	| 'object'
	| 'list';

export interface Column {
	name: string;
	type: ColumnType;
}

export interface RecordSchema {
	/** The documented fields, in the order of the columns. */
	columns: readonly Column[];
	/** The fields that tell one record from another, joined with a colon; of a list the first that was sent. */
	primaryKey: ReadonlyArray<string | readonly string[]>;
	/** Name of the column that holds the joined key. It comes first. Absent where one id is the key. */
	keyColumn?: string;
	/** True when an account adds fields of its own: then every row gets the columns of all. */
	additionalColumns?: boolean;
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

const BOOLEANS: ReadonlyMap<Value, boolean> = new Map<Value, boolean>([
	[true, true],
	[1, true],
	['1', true],
	['true', true],
	[false, false],
	[0, false],
	['0', false],
	['false', false],
]);

/** Numbers and switches as text: a title may be 007 or true. */
export const toText = (value: Value): Value =>
	typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

const toToken = (value: Value): Value => {
	const text = toText(value);
	return typeof text === 'string' ? text.trim() || null : text;
};

/** Whether a text is a number and nothing else. */
export const isNumeric = (text: string): boolean =>
	NUMBER.test(text) && Number.isFinite(Number(text));

const toNumber = (value: Value): Value => {
	if (typeof value !== 'string') return value;
	const text = value.trim();
	if (text === '') return null;
	return isNumeric(text) ? Number(text) : value;
};

const toBoolean = (value: Value): Value => {
	const token = typeof value === 'string' ? value.trim().toLowerCase() : value;
	return BOOLEANS.get(token) ?? (token === '' ? null : value);
};

/** An element of XML with nothing but layout inside. */
export const isBlank = (value: Value): boolean => typeof value === 'string' && value.trim() === '';

const toContent = (value: Value): Value => (isBlank(value) ? null : value);

const CONVERTERS: Record<ColumnType, (value: Value) => Value> = {
	text: toText,
	id: toToken,
	dateTime: toToken,
	enum: toToken,
	number: toNumber,
	boolean: toBoolean,
	object: toContent,
	list: toContent,
};

export const isRecord = (value: Value): value is RawRecord =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names that every object has something under. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

const PLAIN_PROPERTY = { enumerable: true, configurable: true, writable: true };

/** Gives a record a field, also one named `__proto__`, which assignment would not make. */
export function setField(record: RawRecord, name: string, value: Value): void {
	if (INHERITED.has(name)) Object.defineProperty(record, name, { ...PLAIN_PROPERTY, value });
	else record[name] = value;
}

/** A record's value of one field, never one that it merely inherits. */
export const readField = (record: RawRecord, name: string): Value =>
	INHERITED.has(name) && !Object.hasOwn(record, name) ? undefined : record[name];

/** An id as text: blank where the API left it out, JSON where it sent something that is no id. */
export function readId(record: RawRecord, name: string): string {
	const id = toToken(readField(record, name)) ?? '';
	return typeof id === 'string' ? id : JSON.stringify(id);
}

/** The key of a record: its key fields joined with a colon. */
export function primaryKey(record: RawRecord, { primaryKey: key }: RecordSchema): string {
	return key.map((part) => partOf(record, part)).join(':');
}

function partOf(record: RawRecord, part: string | readonly string[]): string {
	if (typeof part === 'string') return readId(record, part);
	const sent = part.find((name) => readId(record, name) !== '');
	return sent === undefined ? '' : readId(record, sent);
}

/** The columns of a row that the schema knows, in their order. */
export const schemaColumns = ({ columns, keyColumn }: RecordSchema): readonly Column[] =>
	keyColumn === undefined ? columns : [{ name: keyColumn, type: 'text' }, ...columns];

/**
 * Makes the function that turns a record as the API sent it into a row: every column of the schema
 * in its order, null where the API sent nothing, then the fields that the schema does not know.
 */
export function createNormalizer(schema: RecordSchema): (record: RawRecord) => RawRecord {
	const { columns, keyColumn } = schema;
	const names = schemaColumns(schema).map(({ name }) => name);
	const known = new Set(names);
	// Copied for each row: that is faster than to add one column after another.
	const empty: RawRecord = Object.fromEntries(names.map((name) => [name, null]));
	const convert = columns.map(({ name, type }) => ({
		name,
		to: CONVERTERS[type],
		isPlain: !INHERITED.has(name),
	}));
	return (record) => {
		const row = { ...empty };
		let found = 0;
		for (const { name, to, isPlain } of convert) {
			const value = isPlain ? record[name] : readField(record, name);
			if (value === undefined) continue;
			found += 1;
			row[name] = to(value) ?? null;
		}
		if (keyColumn) row[keyColumn] = primaryKey(record, schema);
		const sent = Object.keys(record);
		if (sent.length === found) return row;
		for (const name of sent) {
			if (!known.has(name)) setField(row, name, record[name]);
		}
		return row;
	};
}

/** Gives every row the columns of all, in the order in which they were first seen; null where a row has none. */
export function alignColumns(rows: RawRecord[]): void {
	const columns = new Set(rows.flatMap((row) => Object.keys(row)));
	for (const [at, row] of rows.entries()) {
		const aligned: RawRecord = {};
		for (const name of columns) setField(aligned, name, readField(row, name) ?? null);
		rows[at] = aligned;
	}
}
