/**
 * The events that iSpring Learn sends to webhooks. The form, the subscription and the rows all read this table. The
 * vendor's help documents the fields of the messages and the filters: "Webhooks. Types of notifications".
 */
import { ENDPOINTS } from '../../api/endpoints/endpoints';
import { TRAINING_ROWS } from '../../api/endpoints/trainings';
import type { InstantEvent, MessageId } from './eventDefinition';

/** An enrollment is that of one learner. */
const LEARNER: MessageId = {
	names: ['learnerId'],
	column: 'userId',
	parameter: 'userIds',
	impliedBy: 'enrollmentId',
};
const COURSE: MessageId = { names: ['courseId'], column: 'courseId', parameter: 'courseIds' };
const SESSION: MessageId = { names: ['sessionId'], column: 'sessionId' };
const PARTICIPANT: MessageId = { names: ['participantId', 'participantIds'], column: 'userId' };

const COURSE_ITEM: MessageId = {
	names: ['courseItemId'],
	column: 'courseItemId',
	parameter: 'courseItemIds',
};

const ENROLLMENT: MessageId = {
	names: ['enrollmentId', 'enrollmentIds'],
	column: 'enrollmentId',
	parameter: 'enrollmentIds',
	isOptional: true,
};

const MODULE_RESULT = {
	filters: ['userIds', 'courseItemIds'],
	ids: [LEARNER, COURSE_ITEM, ENROLLMENT],
	source: 'list',
	rows: ENDPOINTS.moduleResults,
} as const;

const COURSE_RESULT = {
	filters: ['userIds', 'courseIds'],
	ids: [LEARNER, COURSE, ENROLLMENT],
	source: 'list',
	rows: ENDPOINTS.courseResults,
} as const;

const MEETING = {
	filters: [],
	ids: [{ names: ['meetingId'], column: 'meetingId' }, SESSION],
	source: 'training',
	rows: TRAINING_ROWS.meetings,
} as const;

const PARTICIPATION = {
	filters: ['userIds'],
	ids: [SESSION, PARTICIPANT],
	each: PARTICIPANT.column,
	source: 'training',
	rows: TRAINING_ROWS.participants,
	changes: 'ids',
	recurs: true,
} as const;

const STATUS = ['completionStatus', 'completionDate'];

export const INSTANT_EVENTS = {
	courseCompleted: {
		...COURSE_RESULT,
		name: 'Course Completed',
		description: 'When a learner completes a course successfully',
		type: 'COURSE_COMPLETED_SUCCESSFULLY',
		changes: 'completion',
	},
	courseStatusChanged: {
		...COURSE_RESULT,
		name: 'Course Status Changed',
		description: "When a learner's status in a course changes, such as to in progress",
		type: 'COURSE_STATUS_CHANGED',
		changes: STATUS,
	},
	learnerEnrolled: {
		name: 'Learner Enrolled',
		description: 'When a learner is enrolled in a course',
		type: 'LEARNERS_ENROLLED_IN_COURSE',
		filters: ['userIds', 'courseIds'],
		ids: [
			{ names: ['learnerIds', 'learnerId'], column: 'userId', parameter: 'learnerIds' },
			COURSE,
		],
		each: 'userId',
		source: 'list',
		rows: ENDPOINTS.enrollments,
		changes: 'record',
		latestBy: 'accessDate',
	},
	moduleCompleted: {
		...MODULE_RESULT,
		name: 'Module Completed',
		description: 'When a learner completes a module successfully',
		type: 'COURSE_ITEM_COMPLETED_SUCCESSFULLY',
		changes: 'completion',
		catchesUp: true,
	},
	moduleStatusChanged: {
		...MODULE_RESULT,
		name: 'Module Status Changed',
		description: "When a learner's status in a module changes, such as to in progress",
		type: 'COURSE_ITEM_STATUS_CHANGED',
		changes: STATUS,
	},
	trainingMeetingAdded: {
		...MEETING,
		name: 'Training Meeting Added',
		description: 'When a meeting is added to a training session',
		type: 'TRAINING_MEETING_ADDED',
		changes: 'ids',
	},
	trainingMeetingRemoved: {
		...MEETING,
		name: 'Training Meeting Removed',
		description: 'When a meeting is removed from a training session',
		type: 'TRAINING_MEETING_REMOVED',
		changes: 'ids',
		removes: true,
	},
	trainingMeetingUpdated: {
		...MEETING,
		name: 'Training Meeting Updated',
		description: 'When the time, location or URL of a meeting changes',
		type: 'TRAINING_MEETING_UPDATED',
		changes: ['startTime', 'duration', 'location', 'url'],
	},
	trainingParticipantAdded: {
		...PARTICIPATION,
		name: 'Training Participant Added',
		description: 'When a participant is added to a training session',
		type: 'TRAINING_SESSION_PARTICIPANTS_ADDED',
	},
	trainingParticipantRemoved: {
		...PARTICIPATION,
		name: 'Training Participant Removed',
		description: 'When a participant is removed from a training session',
		type: 'TRAINING_SESSION_PARTICIPANT_REMOVED',
	},
	userRegistered: {
		name: 'User Registered',
		description: 'When a user is added to the account',
		type: 'USER_REGISTERED',
		filters: [],
		ids: [{ names: ['userId'], column: 'userId', parameter: 'userIds' }],
		source: 'list',
		rows: ENDPOINTS.users,
		changes: 'ids',
	},
} as const satisfies Record<string, InstantEvent>;

export type InstantEventName = keyof typeof INSTANT_EVENTS;

/** Older documents have names of classes instead, such as CourseCompletedSuccessfully. */
export const normalizeType = (type: string): string => type.replace(/[\s_]/g, '').toLowerCase();

const BY_TYPE: ReadonlyMap<string, InstantEventName> = new Map(
	(Object.keys(INSTANT_EVENTS) as InstantEventName[]).map((name) => [
		normalizeType(INSTANT_EVENTS[name].type),
		name,
	]),
);

/** The event with this type in the vendor's words; null for a type that no document lists. */
export const findEvent = (type: string): InstantEventName | null =>
	BY_TYPE.get(normalizeType(type)) ?? null;
