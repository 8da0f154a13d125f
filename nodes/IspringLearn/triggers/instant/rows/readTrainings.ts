/** Finds the session and the day of events about trainings, and puts them together. */
import type { RecordEndpoint } from '../../../api/endpoints/endpoint';
import { TRAININGS } from '../../../api/endpoints/trainings';
import { UNREADABLE_RECORD } from '../../../api/httpStatus';
import { orUnreadable } from '../../../api/requester/requestError';
import type { RawRecord, Value } from '../../../api/schema/record';
import { readField, setField } from '../../../api/schema/record';
import type { Message } from '../delivery/messages';
import { toBareRecord } from '../delivery/messages';
import type { InstantEvent } from '../eventDefinition';
import type { Findings } from './readLists';

/** Reads one record by the ID in its path. */
export type ReadRecord = (
	endpoint: RecordEndpoint,
	parameters: Record<string, string>,
) => Promise<RawRecord>;

/** Columns that come from a session, by the fields there. */
const FROM_SESSION: ReadonlyArray<[column: string, field: string]> = [
	['sessionTitle', 'title'],
	['instructor', 'instructor'],
];

const TIME_OF_SESSION: ReadonlyArray<[column: string, field: string]> = [
	['startTime', 'startTime'],
	['duration', 'duration'],
];

const FROM_DAY: ReadonlyArray<[column: string, field: string]> = [
	...TIME_OF_SESSION,
	['location', 'location'],
	['url', 'url'],
	['trainingId', 'trainingId'],
];

/** Copies fields that a record has to columns. */
function copy(
	from: RawRecord | null,
	columns: ReadonlyArray<[column: string, field: string]>,
	to: RawRecord,
): void {
	for (const [column, field] of columns) {
		const value = from === null ? undefined : readField(from, field);
		if (value !== undefined) setField(to, column, value);
	}
}

const asList = (value: Value): Value => (typeof value === 'string' ? [value] : value);

/**
 * Finds the records of events about trainings, each once.
 * @param messages all of them are readable
 * @throws what a request threw, unless the record is gone or can't be read
 */
export async function readTrainings(
	read: ReadRecord,
	messages: readonly Message[],
	event: InstantEvent,
): Promise<Map<Message, Findings>> {
	const known = new Map<string, Promise<RawRecord | null>>();
	const find = async (endpoint: RecordEndpoint, name: string, id: string) => {
		const key = `${endpoint.path} ${id.toLowerCase()}`;
		const reading = known.get(key) ?? orNull(read(endpoint, { [name]: id }));
		known.set(key, reading);
		return await reading;
	};
	const findings = new Map<Message, Findings>();
	for (const message of messages) {
		const { sessionId, meetingId = [] } = message.ids;
		const session = await find(TRAININGS.session, 'sessionId', sessionId[0]);
		const [dayId] = meetingId;
		const day = dayId === undefined ? null : await find(TRAININGS.day, 'dayId', dayId);
		const record = toBareRecord(message, event);
		copy(session, FROM_SESSION, record);
		if (dayId === undefined) copy(session, TIME_OF_SESSION, record);
		else copy(day, FROM_DAY, record);
		if ('updatedAttributes' in record) record.updatedAttributes = asList(record.updatedAttributes);
		const isFound = session !== null || day !== null;
		const lacksDay = dayId !== undefined && day === null && !event.removes;
		findings.set(message, {
			found: isFound ? [{ sent: record, record }] : [],
			isUnreadable: session === null || lacksDay,
		});
	}
	return findings;
}

/** Null for a record that is gone, that can't be read, or that isn't what the documents promise. */
async function orNull(request: Promise<RawRecord>): Promise<RawRecord | null> {
	const record = await orUnreadable(request, UNREADABLE_RECORD);
	return typeof record === 'number' ? null : record;
}
