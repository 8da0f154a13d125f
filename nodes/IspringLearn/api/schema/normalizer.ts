/**
 * Turns records into rows by their schema. In XML every value is text and in JSON values are typed;
 * a row is the same from both.
 */
import type { RawRecord, Value } from './record';
import { isBlank, isInherited, readField, readId, setField, toText, toToken } from './record';
import type { ColumnType, RecordSchema, RowShape } from './recordSchema';
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
export function primaryKey(
	record: RawRecord,
	{ primaryKey: key }: Pick<RecordSchema, 'primaryKey'>,
): string {
	let joined = readKeyPart(record, key[0]);
	for (let at = 1; at < key.length; at++) joined += `:${readKeyPart(record, key[at])}`;
	return joined;
}

function readKeyPart(record: RawRecord, part: string | readonly string[]): string {
	if (typeof part === 'string') return readId(record, part);
	for (const name of part) {
		const id = readId(record, name);
		if (id !== '') return id;
	}
	return '';
}

/**
 * Creates the function that turns a record into a row: every column of the shape in order, null where the
 * API sent nothing, then, if the shape keeps them, the fields that the schema does not know.
 */
export function createNormalizer(
	schema: RecordSchema,
	shape: RowShape = wholeShape(schema),
): (record: RawRecord) => RawRecord {
	const normalize = createFlatNormalizer(shape);
	const transform = schema.createTransform?.();
	return transform ? (record) => normalize(transform(record)) : normalize;
}

function createFlatNormalizer(shape: RowShape): (record: RawRecord) => RawRecord {
	const columns = [...shape.columns, ...shape.hidden];
	const known = new Set(columns.map(({ name }) => name));
	// Each row starts as a copy: that is faster than adding one column after another.
	const empty: RawRecord = Object.fromEntries(columns.map(({ name }) => [name, null]));
	const derived = columns.flatMap(({ name, derive }) => (derive ? [{ name, derive }] : []));
	const conversions = columns
		.filter(({ derive }) => derive === undefined)
		.map(({ name, type }) => ({ name, convert: CONVERTERS[type], isPlain: !isInherited(name) }));
	return (record) => {
		const row = { ...empty };
		let found = 0;
		for (const { name, convert, isPlain } of conversions) {
			const value = isPlain ? record[name] : readField(record, name);
			if (value === undefined) continue;
			found += 1;
			row[name] = convert(value) ?? null;
		}
		for (const { name, derive } of derived) row[name] = derive(record) ?? null;
		if (!shape.keepsUnknown) return row;
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
