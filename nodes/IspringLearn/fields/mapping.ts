/** Reads what n8n saves for a field of the type resource mapper. */

/** A mapping: `value` has the values by the IDs of fields, `schema` what n8n knows about the fields. */
export interface Mapping {
	mappingMode: unknown;
	value?: unknown;
	schema?: unknown;
}

export const isMapping = (value: unknown): value is Mapping =>
	typeof value === 'object' && value !== null && 'mappingMode' in value;

/** The values in a mapping, without its mode and the fields that n8n keeps beside them; any other value as it is. */
export const mappedValues = (value: unknown): unknown => (isMapping(value) ? value.value : value);
