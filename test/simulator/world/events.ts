/** A learner's enrollment in a message. */
export interface Taken {
	learnerId: string;
	enrollmentId: string;
}
/** A success in a message. Its date is in nanoseconds. */
export interface Completed {
	learnerId: string;
	enrollmentIds: readonly string[];
	completionDate: bigint;
}
interface OfMeeting {
	meetingId: string;
	sessionId: string;
}
export type MeetingAttribute = 'time_range' | 'location' | 'url';

/** What an account tells of as it happens: the message of each type of event. */
export interface EventMessages {
	USER_REGISTERED: {
		userId: string;
		departmentId: string;
		login: string | null;
		email: string | null;
	};
	LEARNERS_ENROLLED_IN_COURSE: { courseId: string; learnerIds: readonly string[] };
	COURSE_COMPLETED_SUCCESSFULLY: { courseId: string } & Completed;
	COURSE_STATUS_CHANGED: { courseId: string } & Taken;
	COURSE_ITEM_COMPLETED_SUCCESSFULLY: { courseItemId: string } & Completed;
	COURSE_ITEM_STATUS_CHANGED: { courseItemId: string } & Taken;
	TRAINING_MEETING_ADDED: OfMeeting & { sourceIds: readonly string[] };
	TRAINING_MEETING_REMOVED: OfMeeting & {
		sourceIds: readonly string[];
		removedWithSession: boolean;
	};
	TRAINING_MEETING_UPDATED: OfMeeting & { updatedAttributes: readonly MeetingAttribute[] };
	TRAINING_SESSION_PARTICIPANTS_ADDED: { sessionId: string; participantIds: readonly string[] };
	TRAINING_SESSION_PARTICIPANT_REMOVED: { sessionId: string; participantId: string };
}
export type EventType = keyof EventMessages;
export type Announce = <T extends EventType>(type: T, message: EventMessages[T]) => void;
