/** Finds the records of events in lists, with as few requests as possible. */
import type { ListEndpoint } from '../../../api/endpoints/endpoint';
import { BAD_REQUEST, UNREADABLE_RECORD } from '../../../api/httpStatus';
import type { Query } from '../../../api/paginator/chunkQuery';
import { chunkQuery, IDS_PER_REQUEST } from '../../../api/paginator/chunkQuery';
import { normalizeUuid } from '../../../api/paginator/deduplicator';
import { createPageFetcher, readChunks } from '../../../api/paginator/readPages';
import { orStatus } from '../../../api/requester/requestError';
import type { SendPageRequest } from '../../../api/requester/requester';
import type { RequestPolicy } from '../../../api/requester/retry';
import type { RawRecord } from '../../../api/schema/record';
import { createTransform } from '../../../api/schema/recordSchema';
import type { Message } from '../delivery/messages';
import type { InstantEvent } from '../eventDefinition';
import type { FoundRecord } from './matchRecords';
import { selectRecords } from './matchRecords';

/** What was found for an event. `isUnreadable`: the API key can't read all of it, or the API doesn't know an ID. */
export interface Findings {
	found: FoundRecord[];
	isUnreadable: boolean;
}

/** Reads all records that a query selects, as sent. */
export type ReadRecords = (endpoint: ListEndpoint, query: Query) => Promise<RawRecord[]>;

/** A server that ignored a filter would return the records of all learners. */
const MAX_RECORDS = 20_000;

const PLAN = { pageSize: 1000, pageToken: null, limit: MAX_RECORDS };

/** Creates the function that reads records. */
export const createRecordReader =
	(send: SendPageRequest, policy: RequestPolicy): ReadRecords =>
	async (endpoint, query) => {
		const records: RawRecord[] = [];
		const createFetcher = (part: Query) => createPageFetcher(send, endpoint, part, policy);
		for await (const page of readChunks(chunkQuery(query), createFetcher, endpoint.schema, PLAN)) {
			for (const record of page) records.push(record);
		}
		return records;
	};

/** The query for the records of some events: each ID once. An ID that one of the events lacks doesn't filter. */
function toQuery(messages: readonly Message[], { ids }: InstantEvent): Query {
	const listsOf = (column: string) => messages.map((message) => message.ids[column]);
	const haveAll = (column: string): boolean => listsOf(column).every(({ length }) => length > 0);
	const query: Query = {};
	for (const { column, parameter, impliedBy } of ids) {
		const isImplied = impliedBy !== undefined && impliedBy in messages[0].ids && haveAll(impliedBy);
		if (parameter === undefined || isImplied || !haveAll(column)) continue;
		const distinct = new Map(
			listsOf(column).flatMap((list) => list.map((id) => [normalizeUuid(id), id])),
		);
		query[parameter] = [...distinct.values()];
	}
	return query;
}

const fits = (query: Query): boolean =>
	Object.values(query).every((ids) => !Array.isArray(ids) || ids.length <= IDS_PER_REQUEST);

/** Groups events so that a request for each group has at most 50 IDs in a list. */
export function groupMessages(messages: readonly Message[], event: InstantEvent): Message[][] {
	const groups: Message[][] = [];
	const lacks = (message: Message): string =>
		event.ids.map(({ column }) => Number(message.ids[column].length === 0)).join('');
	const open = new Map<string, Message[]>();
	for (const message of messages) {
		const kind = lacks(message);
		const group = open.get(kind);
		if (group !== undefined && fits(toQuery([...group, message], event))) {
			group.push(message);
			continue;
		}
		const next = [message];
		open.set(kind, next);
		groups.push(next);
	}
	return groups;
}

/**
 * Finds the records of events.
 * @param messages all of them are readable
 * @throws what a request threw, unless the records can't be read
 */
export async function readLists(
	read: ReadRecords,
	messages: readonly Message[],
	event: InstantEvent,
): Promise<Map<Message, Findings>> {
	const findings = new Map<Message, Findings>();
	async function readGroup(group: readonly Message[]): Promise<void> {
		const sent = await orStatus(read(event.rows, toQuery(group, event)), UNREADABLE_RECORD);
		if (typeof sent !== 'number') {
			const transform = createTransform(event.rows.schema);
			const all = sent.map((one) => ({ sent: one, record: transform(one) }));
			for (const message of group) {
				const found = selectRecords(message, all, event);
				findings.set(message, { found, isUnreadable: false });
			}
		} else if (sent === BAD_REQUEST && group.length > 1) {
			// One unknown ID, such as that of a deleted user, makes the API reject the whole request.
			const middle = Math.ceil(group.length / 2);
			await readGroup(group.slice(0, middle));
			await readGroup(group.slice(middle));
		} else {
			for (const message of group) findings.set(message, { found: [], isUnreadable: true });
		}
	}
	for (const group of groupMessages(messages, event)) await readGroup(group);
	return findings;
}
