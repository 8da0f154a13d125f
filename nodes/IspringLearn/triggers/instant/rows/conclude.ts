/** Decides what the records that were found say about an event. */
import { readSeconds } from '../../../api/schema/moment';
import type { RawRecord } from '../../../api/schema/record';
import { readField } from '../../../api/schema/record';
import { statusOf, UNDER_WAY } from '../../../api/schema/statuses';
import type { EventWarning } from '../../../errors/messages/instantMessages';
import type { Message } from '../delivery/messages';
import { toBareRecord } from '../delivery/messages';
import type { InstantEvent } from '../eventDefinition';
import { bareEventKeyOf, eventKeyOf, placesOf, TOLERANCE } from '../memory/eventKeys';
import type { FoundRecord } from './matchRecords';
import { haveRecords } from './matchRecords';
import type { Findings } from './readLists';
import type { EventPlace } from '../memory/seenEvents';

/** An event with its record, ready to become a row. */
export interface EventRecord extends FoundRecord {
	message: Message;
	eventKey: string;
	/** Where the memory has it. */
	places: readonly EventPlace[];
	/** Set if the record lacks something. */
	warning: EventWarning | null;
}

/** How a record fits a message about a completion. */
type Fit = 'same' | 'earlier' | 'underWay';

function compareCompletion(record: RawRecord, { completedAt }: Message): Fit {
	if (UNDER_WAY.has(statusOf(record))) return 'underWay';
	const date = readSeconds(readField(record, 'completionDate'));
	const isEarlier = date !== null && completedAt !== null && date < completedAt - TOLERANCE;
	return isEarlier ? 'earlier' : 'same';
}

/** The record with the latest date, if only that is meant. */
function selectLatest(found: readonly FoundRecord[], latestBy: string | undefined): FoundRecord[] {
	if (latestBy === undefined || found.length < 2) return [...found];
	const dateOf = ({ record }: FoundRecord) => readSeconds(readField(record, latestBy)) ?? -Infinity;
	return [found.reduce((latest, one) => (dateOf(one) >= dateOf(latest) ? one : latest))];
}

/** Whether the records of an event show it. Otherwise a second read may find more. */
export function isSettled(
	message: Message,
	{ found, isUnreadable }: Findings,
	event: InstantEvent,
): boolean {
	if (isUnreadable) return true;
	if (event.changes !== 'completion') return found.length > 0;
	const showing = found.filter(({ record }) => compareCompletion(record, message) === 'same');
	return showing.length > 0 && haveRecords(message, showing, event);
}

/** The records of an event after the last read, with what they lack. */
export function conclude(
	message: Message,
	{ found, isUnreadable }: Findings,
	event: InstantEvent,
): EventRecord[] {
	const withKey = (one: FoundRecord, warning: EventWarning | null): EventRecord => ({
		...one,
		message,
		eventKey: eventKeyOf(event, one.record, message.completedAt),
		places: placesOf(message, warning === null ? one.record : null, event),
		warning,
	});
	const bare = (warning: EventWarning): EventRecord[] => [
		{
			sent: message.fields,
			record: toBareRecord(message, event),
			message,
			eventKey: bareEventKeyOf(event, message),
			places: placesOf(message, null, event),
			warning,
		},
	];
	if (!message.isReadable) return bare('invalidIds');
	if (found.length === 0) return bare(isUnreadable ? 'unreadable' : 'notFound');
	if (event.changes !== 'completion') {
		const warning = isUnreadable ? 'partlyUnreadable' : null;
		const latest = selectLatest(found, event.latestBy);
		return latest.map((one) => ({ ...withKey(one, null), warning }));
	}
	const byFit = (fit: Fit) =>
		found.filter(({ record }) => compareCompletion(record, message) === fit);
	const [same, earlier] = [byFit('same'), byFit('earlier')];
	if (same.length > 0) return same.map((one) => withKey(one, null));
	// A list may keep the date of an earlier, better attempt.
	return earlier.length > 0
		? earlier.map((one) => withKey(one, 'earlierCompletion'))
		: bare('notYetCompleted');
}
