import { userRow } from '../records/user';
import type { World } from '../world';
import { ROLES } from '../world/roles';
import { ids, paged, text, unpaged, type Endpoint, type EndpointOptions } from './endpoint';

/** Users, their points, and what their forms need: roles and the fields of the profile. */
export function peopleLists(world: World, options: EndpointOptions): Endpoint[] {
	const { users, profileFields } = world;
	const everyone = {
		count: () => users.length,
		exists: (i: number) => !users[i].deleted,
		departmentOf: (i: number) => users[i].department,
	};
	const profiles = {
		...everyone,
		row: 'userProfile',
		filters: [
			ids(world, 'departments', 'department', (i) => users[i].department),
			ids(world, 'groups', 'group', (i) => users[i].groups),
			text('logins', (i) => users[i].login),
			text('emails', (i) => users[i].email),
		],
		make: (i: number) => userRow(world, users[i], options.userFields),
	};
	const byId = ids(world, 'userIds', 'user', (i) => i);
	return [
		{
			...paged,
			...profiles,
			path: '/users/v2',
			wrapper: 'userProfiles',
			filters: [...profiles.filters, byId],
		},
		{ ...paged, ...profiles, path: '/users', wrapper: 'userProfiles' },
		{ ...unpaged, ...profiles, path: '/user/v2' },
		{ ...unpaged, ...profiles, path: '/user' },
		{
			...unpaged,
			...everyone,
			path: '/gamification/points',
			row: 'userPointsInfo',
			filters: [byId],
			make: (i) => ({ userId: users[i].id, points: users[i].points }),
		},
		{
			...unpaged,
			path: '/role',
			row: 'role',
			count: () => ROLES.length,
			filters: [],
			make: (i) => {
				const { type, title, description } = ROLES[i];
				return { roleId: world.id('role', i), type, title, description };
			},
		},
		{
			...unpaged,
			path: '/user/profile/fields',
			row: 'userFieldInfo',
			count: () => profileFields.length,
			filters: [],
			make: (i) => {
				const { name, label, type, isUnique, isRequired, values = [] } = profileFields[i];
				return {
					userFieldInfoId: String(i + 1),
					name,
					label,
					type,
					isUnique: isUnique ? 1 : 0,
					isRequired: isRequired ? 1 : 0,
					orderPriority: i,
					values,
				};
			},
		},
	];
}
