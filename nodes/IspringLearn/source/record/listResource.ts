import type { RecordSchema } from './schema';

/** A list that the API serves page by page, and how its pages and records are told apart. */
export interface ListResource {
	/** What a person calls one of its records, in the plural. */
	label: string;
	/** Path of the endpoint, from the host on. */
	path: string;
	/** Name of the list in JSON, and of the element around the records in XML. */
	list: string;
	/** Name of the element of one record in XML. */
	row: string;
	schema: RecordSchema;
}
