/** What identifies an event: for the memory of events that were returned, and for the column `eventKey`. */
import { normalizeUuid } from '../../../api/paginator/deduplicator';
import type { Seconds } from '../../../api/incremental/time';
import { toIso } from '../../../api/incremental/time';
import { readSeconds } from '../../../api/schema/moment';
import { primaryKey } from '../../../api/schema/normalizer';
import type { RawRecord, Value } from '../../../api/schema/record';
import { isRecord, readField, readId } from '../../../api/schema/record';
import { shortKey } from '../../../api/schema/shortKey';
import type { Message } from '../delivery/messages';
import type { InstantEvent, MessageId } from '../eventDefinition';
import type { EventPlace } from './seenEvents';

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
 * The content of a message, if two messages with the same content are the same event. A user registers once, and a
 * completion has a date. Null for a message that may be the same for another event.
 */
export function conclusiveContent(message: Message, { changes }: InstantEvent): string | null {
	const isConclusive =
		changes === 'ids' || (changes === 'completion' && message.completedAt !== null);
	return isConclusive ? contentOf(message) : null;
}

/** The date of a completion in a record. */
const completionIn = (record: RawRecord): Seconds | null =>
	readSeconds(readField(record, 'completionDate'));

/** Messages and lists may round dates differently. */
export const TOLERANCE: Seconds = 60;

/** The date of a completion in a record, unless that is a later completion, which has a message of its own. */
function sameDateIn(record: RawRecord, { completedAt }: Message): Seconds | null {
	const date = completionIn(record);
	const isOther = date !== null && completedAt !== null && date > completedAt + TOLERANCE;
	return isOther ? null : date;
}

/** What distinguishes an event from others about the same record. */
function changeOf(
	completedAt: Seconds | null,
	record: RawRecord,
	{ changes }: InstantEvent,
): string {
	if (changes === 'completion') {
		const date = completedAt ?? completionIn(record);
		return date === null ? '' : toIso(date);
	}
	return typeof changes === 'string'
		? ''
		: changes.map((column) => readId(record, column)).join('|');
}

/** Where the memory has the completions of a record with these IDs on some dates. */
function placesOfCompletion(
	ids: readonly string[],
	dates: ReadonlyArray<Seconds | null>,
	{ type }: InstantEvent,
): EventPlace[] {
	const known = [...new Set(dates)].filter((date) => date !== null);
	const key = ids.map(normalizeUuid).join(':');
	return known.map((date) => ({ place: `${type} ${key}@${toIso(date)}`, value: '' }));
}

/** The places of a result that is read without a message, so that it is recognized in the memory of messages. */
export const placesOfResult = (record: RawRecord, event: InstantEvent): EventPlace[] =>
	placesOfCompletion(
		event.ids.map(({ column }) => readId(record, column)),
		[completionIn(record)],
		event,
	);

/**
 * Where the memory has an event. The event was returned before if the memory has any of its places. None for a message that
 * may be the same for another event, if no record was found, or none that shows what changes.
 *
 * A completion is known by the date of its message, and by that of its result: the two may be rounded differently. A
 * change is compared with the last one that was returned for the record: from A to B, back to A and again to B are three
 * events, but two messages that both find B are one.
 * @param record null if none was found, or if it shows an earlier event
 */
export function placesOf(
	message: Message,
	record: RawRecord | null,
	event: InstantEvent,
): EventPlace[] {
	const { changes, type } = event;
	if (changes === 'ids' || (changes === 'completion' && !message.isReadable)) {
		return [{ place: `${type} ${contentOf(message)}`, value: '' }];
	}
	if (changes === 'completion') {
		const own = event.ids.map(({ column, isOptional }: MessageId) => {
			const id = record === null ? '' : readId(record, column);
			if (id !== '') return [id];
			// A list may lack the enrollment that the message has. Catch Up then doesn't know it either.
			return isOptional ? ['', ...message.ids[column]] : message.ids[column];
		});
		const dates = [message.completedAt, record === null ? null : sameDateIn(record, message)];
		// Each enrollment has a place of its own.
		const combinations = own.reduce<string[][]>(
			(all, ids) => all.flatMap((one) => (ids.length > 0 ? ids : ['']).map((id) => [...one, id])),
			[[]],
		);
		return combinations.flatMap((ids) => placesOfCompletion(ids, dates, event));
	}
	const lacksAll = (columns: readonly string[]) =>
		columns.every((column) => record === null || readField(record, column) === undefined);
	if (record === null || (typeof changes !== 'string' && lacksAll(changes))) return [];
	const place = `${type} ${primaryKey(record, event.rows.schema)}`;
	return [{ place, value: changeOf(message.completedAt, record, event) }];
}

/**
 * The key of an event: 22 characters, the same each time that the event is delivered. Two changes of a record to the same
 * values have the same key.
 */
export function eventKeyOf(
	event: InstantEvent,
	record: RawRecord,
	completedAt: Seconds | null = null,
): string {
	const { type, rows } = event;
	const change = changeOf(completedAt, record, event);
	return shortKey(`${type} ${primaryKey(record, rows.schema)}|${change}`);
}

/** The key of an event for which no record was found. */
export const bareEventKeyOf = ({ type }: InstantEvent, message: Message): string =>
	shortKey(`${type} ${contentOf(message)}`);
