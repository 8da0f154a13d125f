/** The shapes of a schema's rows. */
import type { Column, RecordSchema, RowShape } from './recordSchema';

/** All columns of a schema, and the fields that it does not know. */
export const wholeShape = ({ columns }: RecordSchema): RowShape => ({
	columns,
	keepsUnknown: true,
});

/**
 * These columns and no others. A name that the schema does not have is a column that an account added; its
 * values stay as sent.
 */
export function shapeOf(schema: RecordSchema, names: readonly string[]): RowShape {
	const byName = new Map(schema.columns.map((column) => [column.name, column]));
	const columns = names.map((name): Column => byName.get(name) ?? { name, type: 'object' });
	return { columns, keepsUnknown: false };
}
