/** What n8n's editor offers of an output before the node has run. The build writes it beside the bundles. */
import type { Column, ColumnType } from '../api/schema/normalizer';

interface Property {
	type: string;
	items?: Property;
}

/** JSON Schema, as n8n reads it from `__schema__/v1.0.0/<resource>/<operation>.json`. */
export interface Preview {
	type: 'object';
	properties: Record<string, Property>;
	version: 1;
}

const STRING: Property = { type: 'string' };

const PROPERTIES: Readonly<Record<ColumnType, Property>> = {
	text: STRING,
	id: STRING,
	dateTime: STRING,
	enum: STRING,
	number: { type: 'number' },
	boolean: { type: 'boolean' },
	object: { type: 'object' },
	list: { type: 'array', items: STRING },
};

/** @param columns in the order of the output */
export const previewOf = (columns: readonly Column[]): Preview => ({
	type: 'object',
	properties: Object.fromEntries(columns.map(({ name, type }) => [name, PROPERTIES[type]])),
	version: 1,
});
