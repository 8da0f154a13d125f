/** The columns of a user that people read: the output Simplified of the lists, the operations and the trigger. */
export const USER_SIMPLIFIED = [
	'userName',
	'email',
	'departmentName',
	'groupNames',
	'statusName',
	'role',
	'login',
	'addedDate',
	'lastLoginDate',
	'userId',
];
