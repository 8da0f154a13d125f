/** The columns of the output Simplified. */
const SESSION = [
	'sessionTitle',
	'startTime',
	'duration',
	'location',
	'url',
	'instructor',
	'type',
] as const;

export const LISTED_SESSION_SIMPLIFIED = ['trainingTitle', 'courseTitles', ...SESSION, 'sessionId'];

export const SINGLE_SESSION_SIMPLIFIED = ['trainingTitle', ...SESSION, 'sessionId'];

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
