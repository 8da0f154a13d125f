import type { RawRecord, RecordSchema } from './schema';

/** A list that the API serves, and how its pages and records are told apart. */
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
	/** True for a list that comes whole, without pages, and knows no page size. */
	whole?: boolean;
	/** The filter that chooses courses, for a list that is read course by course. */
	byCourse?: string;
	/**
	 * Brings fields that lie deeper, or have another name than their column, to where the schema
	 * expects them.
	 */
	flatten?: (record: RawRecord) => RawRecord;
	/** The columns that hold a learner's and a course's id, where names can be added for them. */
	named?: { learner?: string; course?: string };
}
