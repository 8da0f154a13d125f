/**
 * Turns events into records. A message has IDs only, so its record is read. It may not be there yet, or not show the
 * event yet: then it is read once more, after some seconds. If that doesn't help, what the message says is all there is.
 */
import type { Seconds } from '../../../api/incremental/time';
import type { Message } from '../delivery/messages';
import type { InstantEvent, InstantEventName } from '../events';
import { INSTANT_EVENTS } from '../events';
import type { EventRecord, IsKnown } from './conclude';
import { conclude, isSettled } from './conclude';
import type { EventPlace } from './eventKeys';
import { placeOfMessage, placeOfRecord } from './eventKeys';
import type { EventMemory } from './eventMemory';
import type { Findings, ReadRecords } from './readLists';
import { readLists } from './readLists';
import type { ReadRecord } from './readTrainings';
import { readTrainings } from './readTrainings';

/** What reading back works with. */
export interface ReadBackTools {
	readRecords: ReadRecords;
	readRecord: ReadRecord;
	sleep: (milliseconds: number) => Promise<void>;
	/** The time, for the memory. */
	now: () => Seconds;
}

/** How long iSpring Learn may take to show an event in its lists. */
const SECOND_READ_MS = 3000;

const NOTHING: Findings = { found: [], isUnreadable: false };

/**
 * Reads the records of the messages in a delivery.
 * @param memory the events that were returned lately. The new ones are added, so hand in a copy until they are returned
 * @returns the new events, in the order of the messages, and the number of those that were returned before
 * @throws what a request threw that may succeed later
 */
export async function readBack(
	tools: ReadBackTools,
	name: InstantEventName,
	messages: readonly Message[],
	memory: EventMemory,
): Promise<{ events: EventRecord[]; repeated: number }> {
	const event: InstantEvent = INSTANT_EVENTS[name];
	const now = tools.now();
	const isKnown: IsKnown = ({ place, value }) => memory.has(place, value, now);
	const isNew = (place: EventPlace | null): boolean =>
		place === null || memory.add(place.place, place.value, now);
	const fresh = messages.filter((message) => isNew(placeOfMessage(message, event)));
	const findings = await readAll(tools, fresh, event);
	const open = fresh.filter((message) => {
		const read = findings.get(message);
		return read !== undefined && !isSettled(message, read, event, isKnown);
	});
	if (open.length > 0) {
		await tools.sleep(SECOND_READ_MS);
		for (const [message, read] of await readAll(tools, open, event)) findings.set(message, read);
	}
	let repeated = messages.length - fresh.length;
	const events = fresh.flatMap((message) => {
		const read = findings.get(message) ?? NOTHING;
		const all = conclude(message, read, event);
		if (placeOfMessage(message, event) !== null) return all;
		// What a message alone says may be the same for another event, so that it is returned each time.
		const first = all.filter(
			({ record, warning }) => warning !== null || isNew(placeOfRecord(message, record, event)),
		);
		repeated += first.length === 0 ? 1 : 0;
		return first;
	});
	return { events, repeated };
}

/** Reads the records of those events that have the IDs for it. */
async function readAll(
	{ readRecords, readRecord }: ReadBackTools,
	messages: readonly Message[],
	event: InstantEvent,
): Promise<Map<Message, Findings>> {
	const readable = messages.filter(({ isReadable }) => isReadable);
	return event.source === 'list'
		? await readLists(readRecords, readable, event)
		: await readTrainings(readRecord, readable, event);
}
