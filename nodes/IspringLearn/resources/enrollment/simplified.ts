/** The columns of an enrollment that people read: the output Simplified of the lists, the operations and the trigger. */
export const ENROLLMENT_SIMPLIFIED = [
	'userName',
	'userEmail',
	'departmentName',
	'courseTitle',
	'accessDate',
	'dueDate',
	'expirationDate',
	'userId',
	'courseId',
	'enrollmentId',
];
