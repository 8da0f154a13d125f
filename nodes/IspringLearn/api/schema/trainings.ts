/** The schemas of instructor-led trainings. A training has sessions, and a session has a meeting on each of its days. */
import { DEPARTMENT_OF_PERSON, PERSON } from './schemas';
import type { RecordSchema } from './recordSchema';

/** A session, as the API sends it. `duration` is in seconds. */
export const TRAINING_SESSION: RecordSchema = {
	primaryKey: ['id'],
	columns: [
		{ name: 'title', type: 'text' },
		{ name: 'startTime', type: 'dateTime' },
		{ name: 'duration', type: 'number' },
		{ name: 'instructor', type: 'text' },
		{ name: 'dayIds', type: 'list' },
		{ name: 'id', type: 'id' },
	],
};

/** A day of a session, as the API sends it. Webhooks call it a meeting. */
export const TRAINING_DAY: RecordSchema = {
	primaryKey: ['dayId'],
	columns: [
		{ name: 'startTime', type: 'dateTime' },
		{ name: 'duration', type: 'number' },
		{ name: 'location', type: 'text' },
		{ name: 'url', type: 'text' },
		{ name: 'dayId', type: 'id' },
		{ name: 'sessionId', type: 'id' },
		{ name: 'trainingId', type: 'id' },
	],
};

/** A meeting in an event: its day, its session, and what the event says of it. */
export const TRAINING_MEETING: RecordSchema = {
	primaryKey: ['meetingId'],
	columns: [
		{ name: 'sessionTitle', type: 'text' },
		{ name: 'startTime', type: 'dateTime' },
		{ name: 'duration', type: 'number' },
		{ name: 'location', type: 'text' },
		{ name: 'url', type: 'text' },
		{ name: 'instructor', type: 'text' },
		{ name: 'updatedAttributes', type: 'list' },
		{ name: 'removedWithSession', type: 'boolean' },
		{ name: 'sourceIds', type: 'list' },
		{ name: 'trainingId', type: 'id' },
		{ name: 'sessionId', type: 'id' },
		{ name: 'meetingId', type: 'id' },
	],
};

/** A participant in an event, with the session. */
export const TRAINING_PARTICIPANT: RecordSchema = {
	primaryKey: ['sessionId', 'userId'],
	columns: [
		...PERSON,
		{ name: 'sessionTitle', type: 'text' },
		{ name: 'startTime', type: 'dateTime' },
		{ name: 'duration', type: 'number' },
		{ name: 'instructor', type: 'text' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'sessionId', type: 'id' },
	],
};
