/**
 * Turns records into rows by their schema. In XML every value is text and in JSON values are typed;
 * a row is the same from both.
 */
import { Interner } from './fingerprint';
import type { RawRecord, Value } from './record';
import { isBlank, isInherited, readField, readId, setField, toText, toToken } from './record';
import type { Column, ColumnType, CreateFinder, RecordSchema, RowShape } from './recordSchema';
import { wholeShape } from './rowShape';

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

/** The number that a text is; null for a blank one. Other values stay. */
export const toNumber = (value: Value): Value => {
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

/** The types of columns whose texts repeat from row to row. */
const REPEATED: ReadonlySet<ColumnType> = new Set<ColumnType>(['text', 'id', 'enum']);

/** The key of a record: the values of its key fields, joined with a colon. */
export function primaryKey(
	record: RawRecord,
	{ primaryKey: key }: Pick<RecordSchema, 'primaryKey'>,
): string {
	let joined = readKeyPart(record, key[0]);
	for (let at = 1; at < key.length; at++) joined += `:${readKeyPart(record, key[at])}`;
	return joined;
}

/** Whether a record has all the fields of its key. */
export const hasWholeKey = (
	record: RawRecord,
	{ primaryKey: key }: Pick<RecordSchema, 'primaryKey'>,
): boolean => key.every((part) => readKeyPart(record, part) !== '');

function readKeyPart(record: RawRecord, part: string | readonly string[]): string {
	if (typeof part === 'string') return readId(record, part);
	for (const name of part) {
		const id = readId(record, name);
		if (id !== '') return id;
	}
	return '';
}

/**
 * Creates the function that turns a record, with its fields in the columns of the schema, into a row: every column
 * of the shape in order, null where nothing was sent or found, then, if the shape keeps them, the fields that the
 * schema does not know.
 * @param createFinder finds what is looked up. Without it, only what was sent counts
 */
export function createNormalizer(
	schema: RecordSchema,
	shape: RowShape = wholeShape(schema),
	createFinder?: CreateFinder,
): (record: RawRecord) => RawRecord {
	const known = new Set(shape.columns.map(({ name }) => name));
	// Each row starts as a copy: that is faster than adding one column after another.
	const empty: RawRecord = Object.fromEntries([...known].map((name) => [name, null]));
	const isComputed = ({ derive, lookup }: Column) => derive ?? (createFinder && lookup);
	const computed = shape.columns.filter(isComputed).map((column) => ({
		name: column.name,
		read: createColumnReader(column, schema, createFinder),
	}));
	const sent = shape.columns
		.filter(({ derive }) => derive === undefined)
		.map(({ name, type }) => ({
			name,
			convert: CONVERTERS[type],
			isRepeated: REPEATED.has(type),
			isPlain: !isInherited(name),
		}));
	const interner = new Interner();
	return (record) => {
		const row = { ...empty };
		let found = 0;
		for (const { name, convert, isRepeated, isPlain } of sent) {
			const value = isPlain ? record[name] : readField(record, name);
			if (value === undefined) continue;
			found += 1;
			const converted = convert(value) ?? null;
			row[name] =
				isRepeated && typeof converted === 'string' ? interner.reuse(converted) : converted;
		}
		for (const { name, read } of computed) row[name] = read(record) ?? row[name];
		if (!shape.keepsUnknown) return row;
		const fields = Object.keys(record);
		if (fields.length === found) return row;
		for (const name of fields) {
			if (!known.has(name)) setField(row, name, record[name]);
		}
		return row;
	};
}

/** Creates the function that reads a column from a record: computed, looked up, or as sent. */
function createColumnReader(
	{ name, type, derive, lookup }: Column,
	schema: RecordSchema,
	createFinder?: CreateFinder,
): (record: RawRecord) => Value {
	if (derive) return derive;
	const convert = CONVERTERS[type];
	const readSent = isInherited(name)
		? (record: RawRecord): Value => convert(readField(record, name))
		: (record: RawRecord): Value => convert(record[name]);
	const by = schema.columns.find((column) => column.name === lookup?.by);
	if (!lookup || !by || !createFinder) return readSent;
	const find = createFinder(lookup);
	const readIds = createColumnReader(by, schema, createFinder);
	const isText = type === 'text' || type === 'id';
	return (record) => {
		const found = find(readIds(record));
		const value = isText && Array.isArray(found) ? joinTexts(found) : found;
		return convert(value) ?? readSent(record);
	};
}

/** What several IDs have, as one text: each once. Undefined if there is nothing. */
function joinTexts(values: readonly Value[]): string | undefined {
	const texts = values.map(toToken).filter((value) => typeof value === 'string');
	return [...new Set(texts)].join(', ') || undefined;
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
