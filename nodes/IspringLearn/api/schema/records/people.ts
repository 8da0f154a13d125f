/** The schemas of users, of the departments and groups they are in, and of their points. */
import { toPerson } from '../profile/person';
import { createUserFlattener } from '../profile/profile';
import { toIds, toToken } from '../record';
import type { RecordSchema } from '../recordSchema';
import { nameOfStatus, USER_STATUSES } from '../statuses';
import { PERSON, DEPARTMENT_OF_PERSON } from './columns';

/** Profile fields become columns in camelCase. The fields that an account defines itself come last. */
export const USER: RecordSchema = {
	primaryKey: ['userId'],
	additionalColumns: true,
	createTransform: createUserFlattener,
	columns: [
		{ name: 'userName', type: 'text', derive: (user) => toPerson(user).name },
		{ name: 'email', type: 'text' },
		{ name: 'departmentName', type: 'text', lookup: { kind: 'department', by: 'departmentId' } },
		{ name: 'groupNames', type: 'list', lookup: { kind: 'group', by: 'groups' } },
		{
			name: 'statusName',
			type: 'text',
			derive: ({ status }) => nameOfStatus(USER_STATUSES, status) ?? toToken(status),
		},
		{ name: 'status', type: 'number' },
		{ name: 'role', type: 'enum' },
		{ name: 'login', type: 'text' },
		{ name: 'firstName', type: 'text' },
		{ name: 'lastName', type: 'text' },
		{ name: 'addedDate', type: 'dateTime' },
		{ name: 'lastLoginDate', type: 'dateTime' },
		{ name: 'roleId', type: 'id' },
		{ name: 'departmentId', type: 'id' },
		{ name: 'groups', type: 'list' },
		{ name: 'userId', type: 'id' },
	],
};

/** A user before a change: also with `fields` as the API sent them, see `profileValue`. */
export const USER_BEFORE: RecordSchema = {
	...USER,
	createTransform: () => {
		const flatten = createUserFlattener();
		return (user) => ({ ...flatten(user), fields: user.fields });
	},
};

/** The topmost department has no parent. */
export const DEPARTMENT: RecordSchema = {
	primaryKey: ['departmentId'],
	columns: [
		{ name: 'name', type: 'text' },
		{
			name: 'parentDepartmentName',
			type: 'text',
			lookup: { kind: 'department', by: 'parentDepartmentId' },
		},
		{ name: 'code', type: 'text' },
		{ name: 'subordination', type: 'object' },
		{ name: 'parentDepartmentId', type: 'id' },
		{ name: 'departmentId', type: 'id' },
	],
};

/** A group of learners. iSpring Learn chooses the members of a smart group by rules. */
export const GROUP: RecordSchema = {
	primaryKey: ['groupId'],
	columns: [
		{ name: 'name', type: 'text' },
		{ name: 'isSmart', type: 'boolean' },
		{ name: 'groupId', type: 'id' },
	],
};

/** A group on its own, with its members. The API key of a department administrator may see only some of them. */
export const GROUP_WITH_MEMBERS: RecordSchema = {
	primaryKey: ['groupId'],
	createTransform:
		() =>
		({ userIds, ...group }) =>
			userIds === undefined ? group : { ...group, userIds: toIds(userIds) },
	columns: [
		{ name: 'name', type: 'text' },
		{ name: 'isSmart', type: 'boolean' },
		{ name: 'usersCount', type: 'number' },
		{ name: 'userNames', type: 'list', lookup: { kind: 'user', by: 'userIds' } },
		{ name: 'userIds', type: 'list' },
		{ name: 'groupId', type: 'id' },
	],
};

/** The points of one user. */
export const POINTS: RecordSchema = {
	primaryKey: ['userId'],
	columns: [
		...PERSON,
		{ name: 'points', type: 'number' },
		{ name: 'userId', type: 'id' },
		DEPARTMENT_OF_PERSON,
	],
};
