import type { Json } from '../formats';
import { formatDate } from '../lists/row';
import type { User, World } from '../world';
import { ROLES } from '../world/roles';

/** The form of a user's fields: "an array of {name, value} … an object in the OpenAPI … and one bare object". */
export type UserFields = 'array' | 'object' | 'single';
export type Row = { readonly [key: string]: Json };

function fieldsOf(user: User, form: UserFields): Json {
	const pairs: Array<readonly [string, string | undefined]> = [
		['LOGIN', user.login],
		['EMAIL', user.email],
		['FIRST_NAME', user.firstName],
		['LAST_NAME', user.lastName],
		...Object.entries(user.profile ?? {}),
	];
	const fields = pairs
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ({ name: user.index % 2 === 0 ? name : name.toLowerCase(), value }));
	if (form === 'array') return fields;
	if (form === 'object') return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
	return fields.find(({ name }) => name.toLowerCase() === 'email') ?? fields[0];
}

/** A user in lists. */
export function userRow(world: World, user: User, form: UserFields): Row {
	const [{ role }] = user.roles;
	return {
		userId: user.id,
		role: ROLES[role].type,
		roleId: world.id('role', role),
		departmentId: user.departmentId,
		status: user.status,
		fields: fieldsOf(user, form),
		addedDate: formatDate(user.added),
		lastLoginDate: user.lastLogin === undefined ? undefined : formatDate(user.lastLogin),
		groups: user.groups.map((g) => world.groups[g].id),
	};
}

/** A user on its own, with what the documentation requires beyond a row of lists. */
export function userRecord(world: World, user: User, form: UserFields): Row {
	const managed = (departments: readonly number[] | undefined): Json =>
		departments?.map((d) => world.departments[d].id);
	const all = user.roles.flatMap(({ departments }) => departments ?? []);
	return {
		...userRow(world, user, form),
		manageableDepartmentIds: all.length > 0 ? managed(all) : undefined,
		userRoles: user.roles.map(({ role, departments }) => ({
			roleId: world.id('role', role),
			manageableDepartmentIds: managed(departments),
			roleType: ROLES[role].type,
		})),
		subordination: { subordinationType: 'inherit' },
		coSubordination: { subordinationType: 'no_supervisor' },
	};
}
