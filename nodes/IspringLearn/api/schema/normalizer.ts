/**
 * Turns records into rows by their schema. In XML every value is text and in JSON values are typed;
 * a row is the same from both.
 */
import type { RawRecord, Value } from './record';
import { isBlank, isInherited, readField, readId, setField, toText, toToken } from './record';

/**
 * - `text`: always text, whatever it looks like ("007" stays "007"); an empty text stays empty
 * - `id`, `dateTime`, `enum`: text without surrounding white space; null when empty
 * - `number`, `boolean`: converted; a value that cannot be converted stays as sent
 * - `object`, `list`: as sent; an empty XML element becomes null
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
	/**
	 * The fields that identify a record. Their values are joined with a colon. Where a part is a list
	 * of fields, the first one that the API sent counts.
	 */
	primaryKey: ReadonlyArray<string | readonly string[]>;
	/** The column that holds the joined key. It comes first. Absent where a single ID is the key. */
	keyColumn?: string;
	/** True when an account adds fields of its own: then every row gets the columns of all rows. */
	additionalColumns?: boolean;
	/**
	 * Creates, for one read of a list, the function that moves nested or differently named fields to the
	 * columns of the schema.
	 */
	createTransform?: () => (record: RawRecord) => RawRecord;
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

/** True when the whole text is a number. */
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

/** The key of a record: the values of its key fields, joined with a colon. */
export function primaryKey(record: RawRecord, { primaryKey: key }: RecordSchema): string {
	return key.map((part) => readKeyPart(record, part)).join(':');
}

function readKeyPart(record: RawRecord, part: string | readonly string[]): string {
	if (typeof part === 'string') return readId(record, part);
	const sent = part.find((name) => readId(record, name) !== '');
	return sent === undefined ? '' : readId(record, sent);
}

/** The columns of a row that the schema defines, in order. */
export const schemaColumns = ({ columns, keyColumn }: RecordSchema): readonly Column[] =>
	keyColumn === undefined ? columns : [{ name: keyColumn, type: 'text' }, ...columns];

/**
 * Creates the function that turns a record into a row: every column of the schema in order, null
 * where the API sent nothing, then the fields that the schema does not know.
 */
export function createNormalizer(schema: RecordSchema): (record: RawRecord) => RawRecord {
	const normalize = createFlatNormalizer(schema);
	const transform = schema.createTransform?.();
	return transform ? (record) => normalize(transform(record)) : normalize;
}

function createFlatNormalizer(schema: RecordSchema): (record: RawRecord) => RawRecord {
	const { columns, keyColumn } = schema;
	const names = schemaColumns(schema).map(({ name }) => name);
	const known = new Set(names);
	// Each row starts as a copy: that is faster than adding one column after another.
	const empty: RawRecord = Object.fromEntries(names.map((name) => [name, null]));
	const conversions = columns.map(({ name, type }) => ({
		name,
		convert: CONVERTERS[type],
		isPlain: !isInherited(name),
	}));
	return (record) => {
		const row = { ...empty };
		let found = 0;
		for (const { name, convert, isPlain } of conversions) {
			const value = isPlain ? record[name] : readField(record, name);
			if (value === undefined) continue;
			found += 1;
			row[name] = convert(value) ?? null;
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

/** Adds the columns of all rows to every row, in the order in which they first appear; null where a row has no value. */
export function alignColumns(rows: RawRecord[]): void {
	const columns = new Set(rows.flatMap((row) => Object.keys(row)));
	for (const [at, row] of rows.entries()) {
		const aligned: RawRecord = {};
		for (const name of columns) setField(aligned, name, readField(row, name) ?? null);
		rows[at] = aligned;
	}
}
