/** The columns of a module result that people read: the output Simplified of the lists and the trigger. */
export const MODULE_RESULT_SIMPLIFIED = [
	'userName',
	'userEmail',
	'courseTitle',
	'moduleTitle',
	'completionStatus',
	'progress',
	'dueDate',
	'completionDate',
	'isOverdue',
	'resultKey',
];
