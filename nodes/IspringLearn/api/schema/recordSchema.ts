/** What a schema says of the records of a list, and which of its columns an output has. */
import type { RawRecord, Value } from './record';
import type { Status } from './statuses';

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

/** What can be looked up by its ID. */
export type LookupKind =
	| 'user'
	| 'course'
	| 'department'
	| 'group'
	| 'training'
	| 'trainingSession'
	| 'trainingDay';

/** The parts of what is found, apart from its name. */
export type LookupPart =
	| 'email'
	| 'departmentId'
	| 'lastLoginDate'
	| 'organizer'
	| 'type'
	| 'startTime'
	| 'duration'
	| 'instructor'
	| 'location'
	| 'url'
	| 'trainingId';

/** Where the value of a looked-up column comes from. */
export interface ColumnLookup {
	kind: LookupKind;
	/** The column that holds the ID, or a list of IDs. It may be looked up itself. */
	by: string;
	/** The part of what is found. Default: its name. */
	part?: LookupPart;
}

/** A condition that a record meets. Its values are typed. */
export type Condition = (record: RawRecord) => boolean;

/**
 * How a column sums up the records of a group.
 * - `count`: how many records meet the condition
 * - `distinct`: how many different IDs are in the column
 * - `first`: the first text in the column
 * - `mean`: the average of the numbers in the column, or of those that a function reads
 * - `earliest`, `latest`: a date in the column, of the records that meet the condition
 */
export type Reduction =
	| { kind: 'count'; where?: Condition }
	| { kind: 'distinct' | 'first'; of: string }
	| { kind: 'mean'; of: string | ((record: RawRecord) => Value) }
	| { kind: 'earliest' | 'latest'; of: string; where?: Condition };

/** A column of rows: its type, and where its value comes from. */
export interface Column {
	name: string;
	type: ColumnType;
	/** Set if the API does not send the column with the record. A text shows what several IDs have, each once. */
	lookup?: ColumnLookup;
	/** Computes the column from other fields of the record. */
	derive?: (record: RawRecord) => Value;
	/** Computes the column from all records of a group, in rows that sum up records. */
	reduce?: Reduction;
	/** The values of the column, with readable names. */
	values?: readonly Status[];
}

/** The columns of a list's records, and what identifies a record. */
export interface RecordSchema {
	/** Every column, in the order of the output: names and states first, IDs last. */
	columns: readonly Column[];
	/**
	 * The fields that identify a record. Their values are joined with a colon. Where a part is a list
	 * of fields, the first one that the API sent counts.
	 */
	primaryKey: ReadonlyArray<string | readonly string[]>;
	/** True when an account adds fields of its own: then every row gets the columns of all rows. */
	additionalColumns?: boolean;
	/**
	 * Creates, for one read of a list, the function that moves nested or differently named fields to the
	 * columns of the schema.
	 */
	createTransform?: () => (record: RawRecord) => RawRecord;
}

/** Creates the function that finds what a looked-up column shows for an ID, or for a list of IDs. */
export type CreateFinder = (lookup: ColumnLookup) => (ids: Value) => Value;

/** The function that moves the fields of a list's records to the columns of its schema, for one read. */
export const createTransform = (schema: RecordSchema): ((record: RawRecord) => RawRecord) =>
	schema.createTransform?.() ?? ((record) => record);

/** Which columns the rows of an output have, in which order. */
export interface RowShape {
	columns: readonly Column[];
	/** Whether fields that the schema does not know follow the columns. */
	keepsUnknown: boolean;
}
