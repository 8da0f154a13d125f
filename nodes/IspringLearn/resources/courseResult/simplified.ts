/** The columns of a course result that people read: the output Simplified of the lists, the operations and the trigger. */
export const COURSE_RESULT_SIMPLIFIED = [
	'userName',
	'userEmail',
	'departmentName',
	'courseTitle',
	'completionStatus',
	'progress',
	'dueDate',
	'completionDate',
	'isOverdue',
	'resultKey',
];
