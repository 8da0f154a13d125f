/** The fields and columns that the operations of a user share. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import type { Column } from '../../api/schema/recordSchema';
import { idText } from '../../fields/ids/ids';
import { idLocator, locatorList } from '../../fields/ids/locators';
import type { ItemContext } from '../../fields/parseValue';
import { invalidField } from '../../fields/parseValue';

export const ACTION: Column = { name: 'action', type: 'text' };
export const USER_ID: Column = { name: 'userId', type: 'id' };
export const WARNING: Column = { name: 'warning', type: 'text' };

/** Several users: chosen one by one, or as text. */
export const users = (verb: string): INodeProperties[] => [
	locatorList('user', { parameter: 'userIds', description: `The users to ${verb}` }),
	idText({
		displayName: 'User Names, Emails or IDs',
		name: 'userIds',
		from: 'getUsers',
		description: `The users to ${verb}, as text`,
		placeholder: 'e.g. anna@example.com, Bob Brown',
	}),
];

/**
 * Checks that there is at least one user.
 * @throws NodeOperationError if there is none
 */
export function requireUsers(values: Parameters, context: ItemContext): Parameters {
	if (values.userIds !== undefined) return values;
	const nextStep =
		"Choose users in 'Users', or enter names, email addresses or IDs in 'User Names, Emails or IDs'.";
	return invalidField(context, 'Users', 'is empty', nextStep);
}

/** Groups, role and the departments that the user manages. */
export const memberships: INodeProperties[] = [
	idText({
		displayName: 'Group Names or IDs',
		name: 'groupIds',
		from: 'getGroups',
		description: 'The groups to add the user to, as text',
		placeholder: 'e.g. Sales, Onboarding',
	}),
	locatorList('group', {
		parameter: 'groupIds',
		description: 'The groups to add the user to. The user stays in other groups.',
	}),
	locatorList('department', {
		label: 'Managed Departments',
		name: 'managedDepartments',
		parameter: 'manageableDepartmentIds',
		description: 'The departments that the user may manage, if the role allows it',
	}),
	idLocator('role', { isOptional: true, description: 'What the user may do in iSpring Learn' }),
];

/** Converts values of the form: the role and its departments belong together. */
export function toUser({
	profile,
	roleId,
	manageableDepartmentIds,
	...others
}: Parameters): Parameters {
	const managed = manageableDepartmentIds !== undefined && { manageableDepartmentIds };
	return {
		...others,
		...(profile !== undefined && { fields: profile }),
		...(roleId === undefined ? managed : { roles: [{ roleId, ...managed }] }),
	};
}
