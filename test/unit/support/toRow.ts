import { createNormalizer } from '../../../nodes/IspringLearn/api/schema/normalizer';
import type { RawRecord } from '../../../nodes/IspringLearn/api/schema/record';
import type {
	CreateFinder,
	RecordSchema,
	RowShape,
} from '../../../nodes/IspringLearn/api/schema/recordSchema';
import { createTransform } from '../../../nodes/IspringLearn/api/schema/recordSchema';

/** The function that turns a record, as the API sends it, into a row. */
export function createToRow(
	schema: RecordSchema,
	shape?: RowShape,
	createFinder?: CreateFinder,
): (record: RawRecord) => RawRecord {
	const [transform, normalize] = [
		createTransform(schema),
		createNormalizer(schema, shape, createFinder),
	];
	return (record) => normalize(transform(record));
}
