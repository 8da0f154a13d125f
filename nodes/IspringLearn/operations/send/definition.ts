/** An operation that changes something, as data. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters, RecordEndpoint, WriteEndpoint } from '../../api/endpoints/endpoint';
import type { ReadAll } from '../../api/paginator/readPages';
import type { RequestError } from '../../api/requester/requestError';
import type { Column, RecordSchema, RowShape } from '../../api/schema/recordSchema';
import type { RawRecord } from '../../api/schema/record';
import type { ItemContext } from '../../fields/parseValue';
import type { Outcome, SendPlan, Split } from './plan';

/** What the functions of a definition work with: reads of the item's account, and its place for errors. */
export interface WriteTools {
	context: ItemContext;
	/** @throws ListUnreadable */
	readAll: ReadAll;
	/** @throws ListUnreadable */
	readRecord: (endpoint: RecordEndpoint, parameters: Parameters) => Promise<RawRecord>;
	/**
	 * Turns records into rows, with the names of what their IDs stand for. If those cannot be looked up, the rows
	 * have none, and a `warning`.
	 */
	toRows: (
		schema: RecordSchema,
		shape: RowShape,
		records: readonly RawRecord[],
	) => Promise<IDataObject[]>;
	/** Says why the result of a change cannot be read: the `warning` of an item. */
	describeUnread: (error: unknown) => Promise<string>;
}

/**
 * Looks again after a request has failed.
 * @param failed the entries of the plan's list in that request
 * @returns what to send or to return instead; null to report the failure
 */
export type Recover = (
	error: RequestError,
	plan: SendPlan,
	tools: WriteTools,
	failed: readonly string[],
) => Promise<SendPlan | Outcome | null>;

/** What makes an operation: its form, what it sends, and what its items say. */
export interface SendDefinition {
	/** Name and value in the dropdown Operation. */
	name: string;
	value: string;
	/** Its name in n8n's node panel, such as "Create a user". Messages contain it. */
	action: string;
	description: string;
	endpoint: WriteEndpoint;
	/** What the item says happened, such as `created`. */
	done: string;
	/** A required list that takes several requests. */
	split?: Split;
	/** Its fields. Each sends a parameter of the endpoint, or a value for `toParameters`. */
	fields: INodeProperties[];
	/** Optional fields, in the collection Additional Fields. */
	additionalFields?: INodeProperties[];
	/** Converts the values of the fields into parameters of the endpoint. Default: they are the parameters. */
	toParameters?: (values: Parameters, context: ItemContext) => Parameters;
	/**
	 * Looks first, and decides what to send, or that nothing has to be sent. The plan knows what an earlier try
	 * has done (`skip`), and what that had found (`found`).
	 */
	before?: (plan: SendPlan, tools: WriteTools) => Promise<SendPlan | Outcome> | SendPlan | Outcome;
	/** Looks again after a request has failed. */
	recover?: Recover;
	/** Reads what the items say besides the outcome. Its failure does not undo the write: it becomes a warning. */
	result?: (outcome: Outcome, tools: WriteTools, plan: SendPlan) => Promise<IDataObject[]>;
	/** How to find out whether it was done: a sentence, for the message after a lost answer. */
	check: string;
	/** The columns of its items, in order. The preview in the editor shows them. */
	columns: readonly Column[];
	/** True for what a model must not do. */
	exceptInTools?: true;
}
