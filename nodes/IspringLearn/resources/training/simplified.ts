/** The columns of the output Simplified, of the operations and of events. */
const MEETING = ['sessionTitle', 'startTime', 'duration', 'location', 'url', 'instructor'] as const;

const SESSION = [...MEETING, 'type', 'sessionId'] as const;

export const LISTED_SESSION_SIMPLIFIED = ['trainingTitle', 'courseTitles', ...SESSION];

export const SINGLE_SESSION_SIMPLIFIED = ['trainingTitle', ...SESSION];

export const MEETING_SIMPLIFIED = [...MEETING, 'updatedAttributes', 'meetingId'];

export const PARTICIPANT_SIMPLIFIED = [
	'userName',
	'userEmail',
	'departmentName',
	'sessionTitle',
	'startTime',
	'duration',
	'instructor',
	'userId',
	'sessionId',
];
