/** Every endpoint that changes something. Facts only; none is sent again after it may have arrived. */
import type { EmptyEndpoint, IdEndpoint } from './endpoint';

const CREATE = { method: 'POST', answer: 'id', idempotent: false } as const;
const CHANGE = { method: 'POST', answer: 'empty', idempotent: false } as const;
const REMOVE = { method: 'DELETE', answer: 'empty', idempotent: false } as const;

export const WRITES = {
	createDepartment: {
		...CREATE,
		name: 'departments',
		path: '/department',
		idField: 'departmentId',
	},

	/** Changes only what it receives. */
	updateDepartment: { ...CHANGE, name: 'departments', path: '/department/{departmentId}' },

	/** Is rejected for a department that has users or a manager, and for the topmost one. */
	deleteDepartment: { ...REMOVE, name: 'departments', path: '/department/{departmentId}' },

	moveUsers: { ...CHANGE, name: 'departments', path: '/department/{departmentId}/user/move' },

	/** Beyond the number of active users that the plan includes, the new user is inactive. */
	createUser: { ...CREATE, name: 'users', path: '/user', idField: 'userId' },

	/** Changes only what it receives. `groupIds` adds to the user's groups. */
	updateUser: { ...CHANGE, name: 'users', path: '/user/{userId}' },

	activateUsers: { ...CHANGE, name: 'users', path: '/users/activate' },
	deactivateUsers: { ...CHANGE, name: 'users', path: '/users/deactivate' },

	/** Sets the status to 5: the employment has ended. */
	terminateUsers: { ...CHANGE, name: 'users', path: '/users/terminate' },

	/** The date has no time. */
	scheduleDeactivation: { ...CHANGE, name: 'users', path: '/user/{userId}/scheduled_deactivation' },
	cancelDeactivation: { ...REMOVE, name: 'users', path: '/user/{userId}/scheduled_deactivation' },
	scheduleTermination: { ...CHANGE, name: 'users', path: '/user/{userId}/scheduled_termination' },
	cancelTermination: { ...REMOVE, name: 'users', path: '/user/{userId}/scheduled_termination' },

	/** Deletes the user's results as well. */
	deleteUser: { ...REMOVE, name: 'users', path: '/user/{userId}' },

	/**
	 * Every learner in every course. Takes learning tracks and single materials as courses, but no trainings.
	 * Only active users can be enrolled. What a second enrollment in the same course does is not documented.
	 */
	enroll: { ...CHANGE, name: 'enrollments', path: '/enrollment' },

	/** Without `accessDate`, the enrollment would start now. */
	updateEnrollment: { ...CHANGE, name: 'enrollments', path: '/enrollment/{enrollmentId}' },

	/** Starts the course again from zero, with a new enrollment. */
	reenroll: { ...CHANGE, name: 'enrollments', path: '/enrollment/{enrollmentId}/reenroll' },

	/** Enrollments that were deleted are not listed, and their certificates cannot be downloaded. */
	unenroll: { ...CHANGE, name: 'enrollments', path: '/enrollment/delete' },

	createGroup: { ...CREATE, name: 'groups', path: '/group', idField: 'groupId' },
	renameGroup: { ...CHANGE, name: 'groups', path: '/group/{groupId}' },

	/** Replaces all members that the API key may see. To add members, `updateUser` takes `groupIds`. */
	setGroupMembers: { ...CHANGE, name: 'groups', path: '/group/{groupId}/members' },
	leaveGroups: { ...CHANGE, name: 'groups', path: '/user/{userId}/groups/remove' },
	deleteGroup: { ...REMOVE, name: 'groups', path: '/group/{groupId}' },

	/** No document limits the amount. */
	awardPoints: { ...CHANGE, name: 'points', path: '/gamification/points/award' },
	withdrawPoints: { ...CHANGE, name: 'points', path: '/gamification/points/withdraw' },
} satisfies Record<string, IdEndpoint | EmptyEndpoint>;
