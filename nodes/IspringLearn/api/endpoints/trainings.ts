/** The endpoints of instructor-led trainings. Facts only. There is no list of all trainings. */
import { NOT_FOUND } from '../httpStatus';
import * as schemas from '../schema/records/trainings';
import type { ListEndpoint, RecordEndpoint } from './endpoint';
import { asList, READ_PAGE, READ_RECORD } from './endpoint';
import { ENDPOINTS } from './endpoints';

export const TRAININGS = {
	training: {
		...READ_RECORD,
		name: 'trainings',
		path: '/training/{trainingId}',
		wrapper: 'training',
		schema: schemas.TRAINING,
	},

	session: {
		...READ_RECORD,
		name: 'trainingSessions',
		path: '/training/session/{sessionId}',
		wrapper: 'trainingSession',
		schema: schemas.TRAINING_SESSION,
	},

	/** No document says so, but its fields are what an event about a meeting reports as updated. */
	day: {
		...READ_RECORD,
		name: 'trainingMeetings',
		path: '/training/day/{dayId}',
		wrapper: 'day',
		schema: schemas.TRAINING_DAY,
	},
} satisfies Record<string, RecordEndpoint>;

/** What events about trainings return: records that are put together from several responses. */
export const TRAINING_ROWS = {
	meetings: { ...asList(TRAININGS.day), schema: schemas.TRAINING_MEETING },
	participants: {
		...asList(TRAININGS.session),
		name: 'trainingParticipants',
		schema: schemas.TRAINING_PARTICIPANT,
	},
} satisfies Record<string, ListEndpoint>;

/** A session on its own, with the columns of sessions in lists. */
export const TRAINING_SESSION: RecordEndpoint = {
	...TRAININGS.session,
	schema: schemas.SINGLE_SESSION,
};

export const TRAINING_LISTS = {
	/**
	 * The sessions of a training. The documents have a status 404 "Session not found" for it. A training is the module
	 * of one or more courses, by the ID of its content.
	 */
	sessions: {
		...READ_PAGE,
		name: 'trainingSessions',
		path: '/training/{trainingId}/sessions',
		list: null,
		xmlItem: 'trainingSession',
		schema: schemas.LISTED_SESSION,
		unpaged: true,
		keepsPath: true,
		parent: {
			endpoint: { ...ENDPOINTS.courseModules, name: 'trainings', needsCourseLists: true },
			select: schemas.isTraining,
			idField: 'contentItemId',
			parameter: 'trainingId',
			idFilter: 'trainingIds',
			filters: ['courseIds'],
			collects: { field: 'courseId', as: 'courseIds' },
			copies: { trainingTitle: 'title', courseIds: 'courseIds' },
			noRecords: { status: NOT_FOUND, record: TRAININGS.training },
		},
	},

	/** The IDs of those who take part in a session: an object in the schemas of the OpenAPI file, else an array. */
	participants: {
		...READ_PAGE,
		name: 'trainingParticipants',
		path: '/training/session/participants/{sessionId}',
		list: 'participants',
		xmlItem: 'id',
		schema: schemas.SESSION_PARTICIPANT,
		bareIds: 'userId',
		keepsPath: true,
	},
} satisfies Record<string, ListEndpoint>;
