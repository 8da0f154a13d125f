/**
 * Turns events into records. A message has IDs only, so its record is read. It may not be there yet, or not show the
 * event yet: then it is read once more, after some seconds. If that doesn't help, what the message says is all there is.
 */
import type { Seconds } from '../../../api/incremental/time';
import type { Message } from '../delivery/messages';
import type { InstantEvent } from '../eventDefinition';
import type { InstantEventName } from '../events';
import { INSTANT_EVENTS } from '../events';
import type { EventRecord } from './conclude';
import { conclude, isSettled } from './conclude';
import { conclusiveContent } from '../memory/eventKeys';
import type { Findings, ReadRecords } from './readLists';
import { readLists } from './readLists';
import type { ReadRecord } from './readTrainings';
import { readTrainings } from './readTrainings';
import type { SeenEvents } from '../memory/seenEvents';
import { selectNew } from '../memory/seenEvents';

/** What reading back works with. */
interface ReadBackTools {
	readRecords: ReadRecords;
	readRecord: ReadRecord;
	sleep: (milliseconds: number) => Promise<void>;
	/** Does all that may fail before events are remembered: what fails later would lose them. */
	prepare: (events: readonly EventRecord[]) => Promise<void>;
	/** The time, for the memory. */
	now: () => Seconds;
}

/** How long iSpring Learn may take to show an event in its lists. */
const SECOND_READ_MS = 3000;

const NOTHING: Findings = { found: [], isUnreadable: false };

/** Drops messages whose content shows that they are the same event as an earlier one. */
function dropRepeated(messages: readonly Message[], event: InstantEvent): Message[] {
	const seen = new Set<string>();
	return messages.filter((message) => {
		const content = conclusiveContent(message, event);
		const isNew = content === null || !seen.has(content);
		if (content !== null) seen.add(content);
		return isNew;
	});
}

/**
 * Reads the records of the messages in a delivery.
 * @param memory the events that were returned before. The new ones are remembered after all reads have succeeded
 * @returns the new events, in the order of the messages, and the number of messages that bring none
 * @throws what a request threw that may succeed later
 */
export async function readBack(
	tools: ReadBackTools,
	name: InstantEventName,
	messages: readonly Message[],
	memory: SeenEvents,
): Promise<{ events: EventRecord[]; repeated: number }> {
	const event: InstantEvent = INSTANT_EVENTS[name];
	const single = dropRepeated(messages, event);
	const first = await readAll(tools, single, event);
	const concludeAll = (some: readonly Message[], findings: ReadonlyMap<Message, Findings>) =>
		some.flatMap((message) => conclude(message, findings.get(message) ?? NOTHING, event));
	const readAgain = async (some: readonly Message[]) => {
		if (some.length === 0) return [];
		await tools.sleep(SECOND_READ_MS);
		return concludeAll(some, await readAll(tools, some, event));
	};
	const open = single.filter((message) => {
		const findings = first.get(message);
		return findings !== undefined && !isSettled(message, findings, event);
	});
	const late = await readAgain(open);
	const settled = without(single, open);
	const read = [...concludeAll(settled, first), ...late];
	await tools.prepare(read);
	const fresh = await selectNew(memory, read, tools.now());
	// A record that was returned before doesn't show the change yet, or the message is a repeated one.
	const stale = isByRecord(event)
		? without(
				settled,
				fresh.map(({ message }) => message),
			)
		: [];
	// The other events are in the memory, so that an error here would lose them.
	const again = await readAgain(stale)
		.then(async (events) => {
			await tools.prepare(events);
			return events;
		})
		.catch(() => concludeAll(stale, new Map()));
	const changed = await selectNew(memory, again, tools.now());
	const order = new Map(single.map((message, at) => [message, at]));
	const position = ({ message }: EventRecord): number => order.get(message) ?? 0;
	const events = [...fresh, ...changed].sort((a, b) => position(a) - position(b));
	const returned = new Set(events.map(({ message }) => message));
	return { events, repeated: messages.length - returned.size };
}

function without<T>(all: readonly T[], some: readonly T[]): T[] {
	const left = new Set(all);
	for (const one of some) left.delete(one);
	return [...left];
}

/** Whether the memory knows an event by its record, not by its message. */
const isByRecord = ({ changes }: InstantEvent): boolean =>
	changes !== 'ids' && changes !== 'completion';

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
