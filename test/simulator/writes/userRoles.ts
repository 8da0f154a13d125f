import type { UserRole } from '../world';
import { LEARNER, OWNER, ROLES } from '../world/roles';
import { Refusal, type Call } from './write';

interface RoleFields {
	role?: string;
	roleId?: string;
	roles?: ReadonlyArray<{ roleId: string; departmentIds?: readonly string[] }>;
	manageableDepartmentIds?: readonly string[];
}

/**
 * The roles that a request gives: `roles` "wins over role/roleId"; undefined if it gives none. "one role, or two if one is
 * Learner and the other administrative".
 */
export function readRoles(call: Call, fields: RoleFields): UserRole[] | undefined {
	const departmentsOf = (ids: readonly string[] | undefined): number[] | undefined => {
		const found = ids?.map((id) => call.one('department', id, 'manageableDepartmentIds'));
		found?.forEach((d) => call.allow(d));
		return found;
	};
	const roles = fields.roles?.map(({ roleId, departmentIds }) => ({
		role: call.one('role', roleId, 'roles'),
		departments: departmentsOf(departmentIds),
	}));
	const single = roles ? undefined : singleRole(call, fields);
	const all =
		roles ??
		(single === undefined
			? undefined
			: [{ role: single, departments: departmentsOf(fields.manageableDepartmentIds) }]);
	if (all === undefined) return undefined;
	const administrative = all.filter(({ role }) => ROLES[role].isAdministrative);
	if (administrative.length > 1 || all.length > administrative.length + 1)
		throw new Refusal(400, 'A user has one role, or Learner and one administrative role');
	if (all.some(({ role }) => role === OWNER))
		throw new Refusal(400, 'The role of the Account Owner cannot be given');
	const limited = all.find(
		({ role, departments }) => ROLES[role].managesDepartments && !departments?.length,
	);
	if (limited)
		throw new Refusal(400, `${ROLES[limited.role].title}: manageableDepartmentIds is missing`);
	return all;
}

function singleRole(call: Call, { role, roleId }: RoleFields): number | undefined {
	if (role === 'custom' && roleId === undefined)
		throw new Refusal(400, 'Field roleId is missing: role is custom', true);
	const name = call.rules.roleNames === 'older' ? 'type' : 'newerType';
	const named = role === undefined ? undefined : ROLES.findIndex((one) => one[name] === role);
	if (named === OWNER || named === -1)
		throw new Refusal(400, `Field role: "${role}" is no role`, true);
	return roleId === undefined ? named : call.one('role', roleId, 'roleId');
}

export const LEARNER_ONLY: readonly UserRole[] = [{ role: LEARNER }];
