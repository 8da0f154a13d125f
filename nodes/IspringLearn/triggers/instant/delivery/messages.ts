/** Turns the messages of a delivery into events: one for each learner or participant, with the IDs of its records. */
import type { Seconds } from '../../../api/incremental/time';
import { toIso } from '../../../api/incremental/time';
import { isUuid } from '../../../api/pastedText';
import type { RawRecord, Value } from '../../../api/schema/record';
import { readField, setField, toIds } from '../../../api/schema/record';
import type { InstantEvent, MessageId } from '../eventDefinition';
import { readEventDate } from './eventDate';
import { unwrap } from './parseDelivery';

/** One event. */
export interface Message {
	/** As sent; a list of learners has only the one of this event. */
	fields: RawRecord;
	/** The valid IDs, by the column that has them in rows. */
	ids: Readonly<Record<string, readonly string[]>>;
	/** When it was completed, if the message says so. */
	completedAt: Seconds | null;
	/** False if it lacks an ID that is needed to find its records. */
	isReadable: boolean;
}

const DATE = 'completionDate';

/** The IDs under any of the names, each once. */
function readIds(fields: RawRecord, { names }: MessageId): Value[] {
	const ids = names.flatMap((name) => toIds(unwrap(readField(fields, name) ?? null)) as Value[]);
	return [...new Set(ids)];
}

const isValid = (id: Value): id is string => typeof id === 'string' && isUuid(id.trim());

/** The messages of a list of learners or participants: one for each. */
function splitMessage(fields: RawRecord, { ids, each }: InstantEvent): RawRecord[] {
	const id = ids.find(({ column }) => column === each);
	const listName = id?.names.find((name) => Array.isArray(unwrap(readField(fields, name) ?? null)));
	if (id === undefined || listName === undefined) return [fields];
	const all = readIds(fields, id);
	if (all.length === 0) return [fields];
	const single = listName.replace(/s$/, '');
	const others = Object.entries(fields).filter(([name]) => !id.names.includes(name));
	return all.map((one) => {
		const part: RawRecord = {};
		for (const [name, value] of others) setField(part, name, value);
		setField(part, single, one);
		return part;
	});
}

function toMessage(fields: RawRecord, event: InstantEvent): Message {
	const ids = event.ids.map((id): [MessageId, string[]] => [
		id,
		readIds(fields, id)
			.filter(isValid)
			.map((one) => one.trim()),
	]);
	return {
		fields,
		ids: Object.fromEntries(ids.map(([{ column }, list]) => [column, list])),
		completedAt: event.changes === 'completion' ? readEventDate(readField(fields, DATE)) : null,
		isReadable: ids.every(([{ isOptional }, list]) => isOptional || list.length > 0),
	};
}

/** Turns messages of this event's type into events, in their order. */
export const toMessages = (messages: readonly RawRecord[], event: InstantEvent): Message[] =>
	messages
		.flatMap((fields) => splitMessage(fields, event))
		.map((fields) => toMessage(fields, event));

/** The columns of the row that a message alone can fill. */
export function toBareRecord(
	{ fields, ids, completedAt }: Message,
	event: InstantEvent,
): RawRecord {
	const record: RawRecord = {};
	const names = event.ids.flatMap((id) => id.names);
	for (const [name, value] of Object.entries(fields)) {
		if (!names.includes(name)) setField(record, name, value);
	}
	for (const { column } of event.ids) {
		// Several enrollments are one event; a column takes one ID.
		if (ids[column].length === 1) [record[column]] = ids[column];
	}
	if (completedAt !== null) record[DATE] = toIso(completedAt);
	return record;
}
