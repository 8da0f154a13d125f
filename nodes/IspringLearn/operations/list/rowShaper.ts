/** Turns records into the rows of an output. */
import { createNormalizer } from '../../api/schema/normalizer';
import type { RawRecord } from '../../api/schema/record';
import type { CreateFinder, RecordSchema, RowShape } from '../../api/schema/recordSchema';
import { createReadableFormat } from '../../output/readableValues';

/**
 * Creates the function that turns a record, whose look-ups are done, into a row.
 * @param shape null for records as sent
 * @param readableIn the time zone for readable values; null to leave values as they are
 * @param createFinder finds what was looked up, if anything
 */
export function createRowShaper(
	schema: RecordSchema,
	shape: RowShape | null,
	readableIn: string | null,
	createFinder?: CreateFinder,
): (record: RawRecord) => RawRecord {
	if (shape === null) return (record) => record;
	const normalize = createNormalizer(schema, shape, createFinder);
	if (readableIn === null) return normalize;
	const makeReadable = createReadableFormat(shape.columns, readableIn);
	return (record) => {
		const row = normalize(record);
		makeReadable(row);
		return row;
	};
}
