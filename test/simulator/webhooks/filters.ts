import type { EventType, Kind } from '../world';

/** The fields of a message. */
export type Message = Readonly<Record<string, unknown>>;
/** A filter as it was sent: `value` is a JSON text that holds a list of ids. */
export interface Param {
	name: string;
	value: string;
}
interface Filter {
	kind: Kind;
	/** The field of a message that it looks at. */
	field: string;
}

const user = (field: string): { userIds: Filter } => ({ userIds: { kind: 'user', field } });
const inCourse = { courseIds: { kind: 'course', field: 'courseId' } } as const;
const inItem = { courseItemIds: { kind: 'item', field: 'courseItemId' } } as const;

/** The filters of each type, by the names of their parameters. */
export const FILTERS: Readonly<Record<EventType, Readonly<Record<string, Filter>>>> = {
	USER_REGISTERED: {},
	LEARNERS_ENROLLED_IN_COURSE: { ...user('learnerIds'), ...inCourse },
	COURSE_COMPLETED_SUCCESSFULLY: { ...user('learnerId'), ...inCourse },
	COURSE_STATUS_CHANGED: { ...user('learnerId'), ...inCourse },
	COURSE_ITEM_COMPLETED_SUCCESSFULLY: { ...user('learnerId'), ...inItem },
	COURSE_ITEM_STATUS_CHANGED: { ...user('learnerId'), ...inItem },
	TRAINING_MEETING_ADDED: {},
	TRAINING_MEETING_REMOVED: {},
	TRAINING_MEETING_UPDATED: {},
	TRAINING_SESSION_PARTICIPANTS_ADDED: user('participantIds'),
	TRAINING_SESSION_PARTICIPANT_REMOVED: user('participantId'),
};
export const EVENT_TYPES = Object.keys(FILTERS) as readonly EventType[];

export const isEventType = (type: string): type is EventType => Object.hasOwn(FILTERS, type);

/** What is left of a message for a subscription with these filters; undefined if they do not match. */
export function filterMessage(
	type: EventType,
	message: Message,
	params: readonly Param[],
	filteredIds: 'matching' | 'all',
): Message | undefined {
	let left = message;
	for (const { name, value } of params) {
		const { field } = FILTERS[type][name];
		const wanted = (JSON.parse(value) as string[]).map((id) => id.toLowerCase());
		const has = left[field];
		const matching = [has].flat().filter((id) => wanted.includes(String(id)));
		if (matching.length === 0) return undefined;
		if (Array.isArray(has) && filteredIds === 'matching') left = { ...left, [field]: matching };
	}
	return left;
}
