/** The events of the polling trigger. The Trigger On list, the subtitle and the poll all read this table. */
import type { TriggerEvent } from '../../api/incremental/readSlice';
import { primaryKey } from '../../api/schema/normalizer';
import type { RawRecord } from '../../api/schema/record';
import { readId } from '../../api/schema/record';
import { MODULE_RESULT } from '../../api/schema/records/results';
import { FINISHED, statusOf, UNDER_WAY } from '../../api/schema/statuses';

/** An event by its value in the parameter `event`. */
interface EventEntry extends TriggerEvent {
	/** As the form shows it. */
	name: string;
	description: string;
}

const resultKey = (record: RawRecord): string => primaryKey(record, MODULE_RESULT);

const isFinished = (record: RawRecord): boolean =>
	readId(record, 'completionDate') !== '' || FINISHED.has(statusOf(record));

export const EVENTS = {
	moduleAssigned: {
		name: 'Module Assigned',
		description: 'When a module is assigned to a learner',
		date: 'accessDate',
		pastOnly: false,
		counts: () => true,
		// Without the status: a learner who starts a module is not assigned it again.
		keyOf: resultKey,
	},
	moduleCompleted: {
		name: 'Module Completed',
		description: 'When a learner completes a module, whether they passed or not',
		date: 'completionDate',
		pastOnly: false,
		// A module that is taken again may keep its old completion date while it is under way.
		counts: (record) => !UNDER_WAY.has(statusOf(record)),
		// With the status: when a reviewer accepts the work, the completion date stays the same.
		keyOf: (record) => `${resultKey(record)}|${readId(record, 'completionStatus')}`,
	},
	moduleOverdue: {
		name: 'Module Overdue',
		description: 'When a due date passes before the module is finished',
		date: 'dueDate',
		pastOnly: true,
		// Not by isOverdue: it stays true on results finished late, and may become true after the due date.
		counts: (record) => !isFinished(record),
		// Without the status: a learner who starts late is not overdue again. A new due date is another event.
		keyOf: resultKey,
	},
} as const satisfies Record<string, EventEntry>;

export type EventName = keyof typeof EVENTS;
