/** Tells which of the records that were read belong to an event. */
import { normalizeUuid } from '../../../api/paginator/deduplicator';
import type { RawRecord } from '../../../api/schema/record';
import { readId } from '../../../api/schema/record';
import type { Message } from '../delivery/messages';
import type { InstantEvent } from '../eventDefinition';

/** A record, as sent and in the columns of its schema. */
export interface FoundRecord {
	sent: RawRecord;
	record: RawRecord;
}

/** How a record compares with an event. */
type Match = 'exact' | 'unnamed' | 'other';

/**
 * Compares a record with an event. `exact`: it has one of the event's IDs in each column for which the event has any.
 * `unnamed`: the same, but it lacks an optional one. Lists leave out the enrollment of some results, although their events
 * have it.
 */
function compare({ ids: own }: Message, record: RawRecord, { ids }: InstantEvent): Match {
	let match: Match = 'exact';
	for (const { column, isOptional } of ids) {
		if (own[column].length === 0) continue;
		const id = normalizeUuid(readId(record, column));
		if (isOptional && id === '') match = 'unnamed';
		else if (!own[column].some((one) => normalizeUuid(one) === id)) return 'other';
	}
	return match;
}

/** Whether each ID of a message has a record, such as each of several enrollments. */
export function haveRecords(
	{ ids }: Message,
	found: readonly FoundRecord[],
	event: InstantEvent,
): boolean {
	return event.ids.every(({ column, isOptional }) => {
		const there = new Set(found.map(({ record }) => normalizeUuid(readId(record, column))));
		if (isOptional && there.has('')) return true;
		return ids[column].every((id) => there.has(normalizeUuid(id)));
	});
}

/** Selects the records of an event. One without an enrollment counts if an enrollment has no record of its own. */
export function selectRecords(
	message: Message,
	all: readonly FoundRecord[],
	event: InstantEvent,
): FoundRecord[] {
	const compared = all.map((one) => ({ one, match: compare(message, one.record, event) }));
	const exact = compared.filter(({ match }) => match === 'exact').map(({ one }) => one);
	if (haveRecords(message, exact, event)) return exact;
	return compared.filter(({ match }) => match !== 'other').map(({ one }) => one);
}
