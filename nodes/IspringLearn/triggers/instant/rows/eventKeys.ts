/** What identifies an event: for the memory of events that were returned, and for the column `eventKey`. */
import { normalizeUuid } from '../../../api/paginator/deduplicator';
import type { Seconds } from '../../../api/incremental/time';
import { readSeconds, toIso } from '../../../api/incremental/time';
import { primaryKey } from '../../../api/schema/normalizer';
import type { RawRecord, Value } from '../../../api/schema/record';
import { isRecord, readField, readId } from '../../../api/schema/record';
import { shortKey } from '../../../api/schema/shortKey';
import type { Message } from '../delivery/messages';
import type { InstantEvent } from '../events';

/** Where the memory has an event, and what it has there. */
export interface EventPlace {
	place: string;
	value: string;
}

/** Sorts fields by name, and IDs: a repeated message may order them differently. */
const sorted = (_name: string, value: Value): Value => {
	if (Array.isArray(value)) return [...value].sort();
	return isRecord(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;
};

/** The content of a message as a text. */
function contentOf({ fields, ids, completedAt, isReadable }: Message): string {
	if (!isReadable) return JSON.stringify(fields, sorted);
	const columns = Object.entries(ids).map(([name, list]) => [name, list.map(normalizeUuid)]);
	return JSON.stringify([Object.fromEntries(columns), completedAt], sorted);
}

/**
 * The place of a message whose content identifies the event; null for a message that may be the same for another event.
 * The same content within a day is a repeated delivery: a user registers once, and a completion has a date.
 */
export function placeOfMessage(message: Message, event: InstantEvent): EventPlace | null {
	const { changes, type } = event;
	const isConclusive =
		changes === 'ids' || (changes === 'completion' && message.completedAt !== null);
	return isConclusive ? { place: `${type} ${contentOf(message)}`, value: '' } : null;
}

/** The date of a completion, as the message says; else that of the record. */
const completionOf = ({ completedAt }: Message, record: RawRecord): Seconds | null =>
	completedAt ?? readSeconds(readField(record, 'completionDate'));

/** What tells an event from others about the same record. */
function changeOf(message: Message, record: RawRecord, { changes }: InstantEvent): string {
	if (changes === 'completion') {
		const date = completionOf(message, record);
		return date === null ? '' : toIso(date);
	}
	return typeof changes === 'string'
		? ''
		: changes.map((column) => readId(record, column)).join('|');
}

/**
 * The place of an event by the record that was found for it. A change is compared with the last one that was returned for
 * the record: from A to B, back to A and again to B are three events, but two messages that both find B are one.
 */
export const placeOfRecord = (
	message: Message,
	record: RawRecord,
	event: InstantEvent,
): EventPlace => ({
	place: `${event.type} ${primaryKey(record, event.rows.schema)}`,
	value: changeOf(message, record, event),
});

/**
 * The key of an event: 22 characters, the same each time that the event is delivered. Two changes of a record to the same
 * values have the same key.
 * @param record null if none was found. Then the content of the message counts
 */
export function eventKeyOf(
	event: InstantEvent,
	message: Message,
	record: RawRecord | null,
): string {
	if (record === null) return shortKey(`${event.type} ${contentOf(message)}`);
	const { place, value } = placeOfRecord(message, record, event);
	return shortKey(`${place}|${value}`);
}
