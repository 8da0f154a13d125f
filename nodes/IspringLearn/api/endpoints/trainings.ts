/** The endpoints of instructor-led trainings. Facts only. There is no list of all trainings. */
import * as schemas from '../schema/trainings';
import type { ListEndpoint, RecordEndpoint } from './endpoint';
import { asList } from './endpoint';

const READ_RECORD = { method: 'GET', answer: 'record', idempotent: true } as const;

export const TRAININGS = {
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
