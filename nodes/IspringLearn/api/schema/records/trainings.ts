/** The schemas of instructor-led trainings. A training has sessions, and a session has a meeting on each of its days. */
import { DEPARTMENT_OF_PERSON, PERSON } from './columns';
import type { RawRecord } from '../record';
import { readId, toIds } from '../record';
import type { Column, RecordSchema } from '../recordSchema';

/** True for a module that is a training. */
export const isTraining = (module: RawRecord): boolean =>
	readId(module, 'type').toLowerCase() === 'training';

/** A training, as the API sends it: without its ID. `organizer` is a user. */
export const TRAINING: RecordSchema = {
	primaryKey: ['title'],
	columns: [
		{ name: 'title', type: 'text' },
		{ name: 'type', type: 'enum' },
		{ name: 'organizer', type: 'id' },
		{ name: 'sessions', type: 'list' },
	],
};

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

const createTransform: RecordSchema['createTransform'] =
	() =>
	({ id, title, dayIds, ...record }) => ({
		sessionId: id,
		sessionTitle: title,
		dayIds: toIds(dayIds),
		...record,
	});

const ofDay = (part: 'location' | 'url'): Column => ({
	name: part,
	type: 'text',
	lookup: { kind: 'trainingDay', by: 'dayIds', part },
});

/** The columns of a session. Only its training has an organizer, and only its days have a location. */
const sessionColumns = (trainingId: Column, ofCourses: readonly Column[] = []): Column[] => [
	{ name: 'trainingTitle', type: 'text', lookup: { kind: 'training', by: 'trainingId' } },
	...ofCourses.filter(({ lookup }) => lookup !== undefined),
	{ name: 'sessionTitle', type: 'text' },
	{ name: 'startTime', type: 'dateTime' },
	{ name: 'duration', type: 'number' },
	ofDay('location'),
	ofDay('url'),
	{ name: 'instructor', type: 'text' },
	{ name: 'organizerName', type: 'text', lookup: { kind: 'user', by: 'organizerId' } },
	{ name: 'type', type: 'enum', lookup: { kind: 'training', by: 'trainingId', part: 'type' } },
	trainingId,
	{
		name: 'organizerId',
		type: 'id',
		lookup: { kind: 'training', by: 'trainingId', part: 'organizer' },
	},
	...ofCourses.filter(({ lookup }) => lookup === undefined),
	{ name: 'dayIds', type: 'list' },
	{ name: 'sessionId', type: 'id' },
];

/** A session in a list: its training, and the courses that contain it. */
export const LISTED_SESSION: RecordSchema = {
	primaryKey: ['id'],
	createTransform,
	columns: sessionColumns({ name: 'trainingId', type: 'id' }, [
		{ name: 'courseTitles', type: 'list', lookup: { kind: 'course', by: 'courseIds' } },
		{ name: 'courseIds', type: 'list' },
	]),
};

/** A session on its own. Its days say which training it belongs to. No document says which courses. */
export const SINGLE_SESSION: RecordSchema = {
	primaryKey: ['id'],
	createTransform,
	columns: sessionColumns({
		name: 'trainingId',
		type: 'id',
		lookup: { kind: 'trainingDay', by: 'dayIds', part: 'trainingId' },
	}),
};

const ofSession = (
	name: string,
	type: Column['type'],
	part?: 'startTime' | 'duration' | 'instructor',
): Column => ({ name, type, lookup: { kind: 'trainingSession', by: 'sessionId', part } });

/** A participant of a session, who is sent as a bare ID. */
export const SESSION_PARTICIPANT: RecordSchema = {
	primaryKey: ['sessionId', 'userId'],
	columns: [
		...PERSON,
		ofSession('sessionTitle', 'text'),
		ofSession('startTime', 'dateTime', 'startTime'),
		ofSession('duration', 'number', 'duration'),
		ofSession('instructor', 'text', 'instructor'),
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
		{ name: 'sessionId', type: 'id' },
	],
};
