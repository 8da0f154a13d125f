/** The fields that the operations of a user share. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { idText, orIn } from '../../fields/ids/ids';
import { idLocator, locatorList } from '../../fields/ids/locators';
import { INVITATION_MESSAGE, SEND_INVITATION } from './newUser';

/** What to do without any value of the profile of a user who may be new. */
export const NEEDS_PROFILE =
	'Enter at least a login and an email address. To map them automatically, the input item needs fields with these names.';

/** Groups, role and the departments that the user manages; the invitation of a user who may be new. */
export const optionalFields = ({ isNew }: { isNew: boolean }): INodeProperties[] => [
	idText({
		displayName: 'Group Names or IDs',
		name: 'groupIds',
		from: 'getGroups',
		description: 'The groups to add the user to',
		placeholder: 'e.g. Sales, Onboarding',
		hint: orIn('Groups'),
	}),
	locatorList('group', {
		parameter: 'groupIds',
		description: 'The groups to add the user to. The user stays in other groups.',
	}),
	...(isNew ? [INVITATION_MESSAGE] : []),
	locatorList('department', {
		label: 'Managed Departments',
		name: 'managedDepartments',
		parameter: 'manageableDepartmentIds',
		description:
			'The departments that the user manages. Only applies to roles that manage departments.',
	}),
	idLocator('role', {
		isOptional: true,
		description: isNew
			? 'What the user can do in iSpring Learn. A new user is a learner by default. Replaces the roles of a user who exists.'
			: 'What the user can do in iSpring Learn. Replaces the current roles.',
	}),
	...(isNew ? [SEND_INVITATION] : []),
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
