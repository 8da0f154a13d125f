/** The preview of an output in n8n's editor. */
import type { Column, ColumnType } from '../api/schema/recordSchema';

interface PreviewProperty {
	type: string;
	items?: PreviewProperty;
}

/**
 * JSON Schema of an output, which n8n's editor shows before the node has run. The build writes it to
 * `__schema__/v1.0.0/<resource>/<operation>.json`.
 */
export interface Preview {
	type: 'object';
	properties: Record<string, PreviewProperty>;
	version: 1;
}

const STRING: PreviewProperty = { type: 'string' };

const PREVIEW_PROPERTIES: Readonly<Record<ColumnType, PreviewProperty>> = {
	text: STRING,
	id: STRING,
	dateTime: STRING,
	enum: STRING,
	number: { type: 'number' },
	boolean: { type: 'boolean' },
	object: { type: 'object' },
	list: { type: 'array', items: STRING },
};

/** Creates the preview of an output with these columns, in this order. */
export const createPreview = (columns: readonly Column[]): Preview => ({
	type: 'object',
	properties: Object.fromEntries(columns.map(({ name, type }) => [name, PREVIEW_PROPERTIES[type]])),
	version: 1,
});
