/** Turns records into the rows of an output. */
import { createNormalizer } from '../../api/schema/normalizer';
import type { RawRecord } from '../../api/schema/record';
import type { RecordSchema, RowShape } from '../../api/schema/recordSchema';
import { createReadableFormat } from '../../output/readableValues';

/** The two steps from a record to a row. Names are looked up between them. */
export interface RowShaper {
	toRow: (record: RawRecord) => RawRecord;
	/** Null if the rows are complete already. */
	finish: ((row: RawRecord) => RawRecord) | null;
}

/**
 * Creates the functions that shape the rows of one read.
 * @param shape null for records as sent
 * @param readableIn the time zone for readable values; null to leave values as they are
 */
export function createRowShaper(
	schema: RecordSchema,
	shape: RowShape | null,
	readableIn: string | null,
): RowShaper {
	if (shape === null) return { toRow: (record) => record, finish: null };
	const { columns, hidden } = shape;
	const makeReadable = readableIn === null ? null : createReadableFormat(columns, readableIn);
	const names = columns.map(({ name }) => name);
	const empty: RawRecord = Object.fromEntries(names.map((name) => [name, null]));
	/** Leaves out the hidden columns. */
	function project(row: RawRecord): RawRecord {
		const projected = { ...empty };
		for (const name of names) projected[name] = row[name];
		return projected;
	}
	const isWhole = hidden.length === 0;
	return {
		toRow: createNormalizer(schema, shape),
		finish:
			isWhole && makeReadable === null
				? null
				: (row) => {
						const finished = isWhole ? row : project(row);
						makeReadable?.(finished);
						return finished;
					},
	};
}
