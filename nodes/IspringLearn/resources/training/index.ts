/** The operations of a training. */
import { TRAINING_LISTS, TRAINING_SESSION } from '../../api/endpoints/trainings';
import { idLocator } from '../../fields/ids/locators';
import { partsOperation } from '../../operations/list/partsOperation';
import { recordOperation } from '../../operations/list/recordOperation';
import { operations as list } from './list';
import { PARTICIPANT_SIMPLIFIED, SINGLE_SESSION_SIMPLIFIED } from './simplified';

const id = idLocator('trainingSession', { name: 'sessionId', description: 'The training session' });

const get = recordOperation({
	endpoint: TRAINING_SESSION,
	action: 'Get a training session',
	description: 'Retrieve one session of a training',
	id,
	simplified: SINGLE_SESSION_SIMPLIFIED,
});

const getParticipants = partsOperation({
	name: 'Get Participants',
	value: 'getParticipants',
	endpoint: TRAINING_LISTS.participants,
	action: 'Get the participants of a training session',
	description: 'Retrieve a list of the people who take part in a training session',
	id,
	simplified: PARTICIPANT_SIMPLIFIED,
});

/** Get Participants first: its session comes before Return All. */
export const operations = [getParticipants, ...list, get];
