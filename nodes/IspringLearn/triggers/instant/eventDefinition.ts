/** What the table of events says about each event. */
import type { ListEndpoint } from '../../api/endpoints/endpoint';

/** The filters that iSpring Learn applies to events, by their names in a subscription. */
export type EventFilter = 'userIds' | 'courseIds' | 'courseItemIds';

/** An ID in a message. */
export interface MessageId {
	/** Its names in messages. Under some it is a list. */
	names: readonly string[];
	/** The column that has it in rows. */
	column: string;
	/** The parameter by which its rows are read. */
	parameter?: string;
	/** The column of an ID that selects no other records than with this one. Requests then leave this one out. */
	impliedBy?: string;
	/** Whether a message may lack it. */
	isOptional?: true;
}

/** An event by its value in the parameter `event`. */
export interface InstantEvent {
	/** As the form shows it. */
	name: string;
	description: string;
	/** As the vendor calls it. */
	type: string;
	filters: readonly EventFilter[];
	ids: readonly MessageId[];
	/** The column whose IDs are an event each, although they come in one message. */
	each?: string;
	/** Where the row comes from: a list of records, or the records of a training. */
	source: 'list' | 'training';
	/** The records that become rows. */
	rows: ListEndpoint;
	/**
	 * What distinguishes an event from similar ones. A message has no ID and, unless it is about a completion, no date:
	 * - `ids`: the IDs in the message. It happens once
	 * - `completion`: the IDs and the date in the message
	 * - `record`: the record that is found. Who is enrolled again has another enrollment
	 * - columns: their values in the record. A message about a change doesn't say what changed
	 */
	changes: 'ids' | 'completion' | 'record' | readonly string[];
	/** Whether it may happen again with the same IDs, such as after it was undone. */
	recurs?: true;
	/** Whether it removes the meeting that it is about. */
	removes?: true;
	/** Whether the trigger can also find it by reading results. */
	catchesUp?: true;
	/** If several records match, the one with the latest date in this column is the new one. */
	latestBy?: string;
}
