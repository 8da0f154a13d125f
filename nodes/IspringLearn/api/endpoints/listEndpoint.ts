import type { RawRecord, RecordSchema } from '../schema/normalizer';

/** A list that the API serves, and how its pages and records are told apart. */
export interface ListEndpoint {
	/** What a person calls one of its records, in the plural. */
	label: string;
	/** Path of the endpoint, from the host on. */
	path: string;
	/** Name of the list in JSON, and of the element around the records in XML. */
	list: string;
	/** Name of the element of one record in XML. */
	xmlItem: string;
	schema: RecordSchema;
	/** True for a list that comes whole, without pages, and knows no page size. */
	unpaged?: boolean;
	/** The filter that chooses courses, for a list that is read course by course. */
	byCourse?: string;
	/**
	 * Creates, for one read of the list, the function that moves fields to where the schema expects them:
	 * those that lie deeper, or have another name than their column.
	 */
	createTransform?: () => (record: RawRecord) => RawRecord;
	/** The columns that hold a learner's and a course's id, where names can be added for them. */
	references?: { learner?: string; course?: string };
}
