/** Compares a user with what is wanted. */
import type { Parameters } from '../../../api/endpoints/endpoint';
import { PROFILE } from '../../../api/schema/profile/profile';
import { profileValue, toCamelCase } from '../../../api/schema/profile/profileEntries';
import type { RawRecord, Value } from '../../../api/schema/record';
import { readId, recordsWith, toIds } from '../../../api/schema/record';
import { fold, profileIn, toText } from './findUsers';

/**
 * The value that a user has in a profile field.
 * @param name what requests call the field
 * @returns undefined if the record does not show it
 */
export function valueOf(user: RawRecord, name: string): string | undefined {
	const column = toCamelCase(name);
	// Some hosts have these beside the profile.
	return PROFILE.includes(column) ? readId(user, column) : profileValue(user.fields, name);
}

const toIdList = (value: unknown): string[] => {
	const ids = toIds(value as Value);
	return Array.isArray(ids) ? ids.map(fold) : [];
};

/** The roles in a value, each with the departments that it manages, as texts that can be compared. */
const rolesIn = (value: unknown): string[] =>
	recordsWith(value as Value, 'roleId')
		.map((role) =>
			JSON.stringify([fold(role.roleId), toIdList(role.manageableDepartmentIds).sort()]),
		)
		.sort();

type Comparison = (user: RawRecord, wanted: unknown) => boolean;

/** Whether a user has what a parameter asks for, by parameter. */
const COMPARISONS: Readonly<Partial<Record<string, Comparison>>> = {
	fields: (user, wanted) =>
		Object.entries(profileIn({ fields: wanted })).every(
			([name, value]) => valueOf(user, name) === toText(value),
		),
	departmentId: (user, wanted) => fold(user.departmentId) === fold(wanted),
	groupIds: (user, wanted) => {
		const groups = new Set(toIdList(user.groups));
		return toIdList(wanted).every((id) => groups.has(id));
	},
	roles: (user, wanted) => rolesIn(user.userRoles).join() === rolesIn(wanted).join(),
};

/** Whether a user has all of these values already. What the record does not show counts as a difference. */
export const isUpToDate = (user: RawRecord, wanted: Parameters): boolean =>
	Object.entries(wanted).every(([name, value]) => COMPARISONS[name]?.(user, value) ?? false);
