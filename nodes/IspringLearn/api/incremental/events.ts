/** The events that the trigger waits for: by which date of a result they go, and which results count. */
import { FINISHED, UNDER_WAY } from '../schema/statuses';
import { MODULE_RESULT } from '../schema/schemas';
import type { RawRecord } from '../schema/record';
import { primaryKey } from '../schema/normalizer';
import { readId } from '../schema/record';

export interface TriggerEvent {
	/** The date that says when it happened; the filter of the same name asks for it. */
	date: 'accessDate' | 'completionDate' | 'dueDate';
	/** True where the date has to have passed: then nothing beyond the server's own time is asked for. */
	passed: boolean;
	/** Whether a result with that date is one. */
	counts: (record: RawRecord) => boolean;
	/** What tells one event from another with the same date. */
	keyOf: (record: RawRecord) => string;
}

const resultKey = (record: RawRecord): string => primaryKey(record, MODULE_RESULT);

const isFinished = (record: RawRecord): boolean =>
	readId(record, 'completionDate') !== '' || FINISHED.has(readId(record, 'completionStatus'));

export const EVENTS = {
	moduleAssigned: {
		date: 'accessDate',
		passed: false,
		counts: () => true,
		// Without the status: starting a module does not assign it again.
		keyOf: resultKey,
	},
	moduleCompleted: {
		date: 'completionDate',
		passed: false,
		// Begun once more, a module may keep the date on which it was completed.
		counts: (record) => !UNDER_WAY.has(readId(record, 'completionStatus')),
		// With the status: a review that accepts what was handed in keeps its date.
		keyOf: (record) => `${resultKey(record)}|${readId(record, 'completionStatus')}`,
	},
	moduleOverdue: {
		date: 'dueDate',
		passed: true,
		// Not by isOverdue: it also stays on results that were finished late, and may be set later than the date passes.
		counts: (record) => !isFinished(record),
		// Without the status: who starts late is not overdue again. A new due date is another date.
		keyOf: resultKey,
	},
} as const satisfies Record<string, TriggerEvent>;

export type EventName = keyof typeof EVENTS;
