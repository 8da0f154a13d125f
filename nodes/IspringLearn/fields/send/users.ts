/** The fields for users whom an operation changes all at once: chosen one by one, or as text. */
import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../api/endpoints/endpoint';
import { idText, orIn } from '../ids/ids';
import { locatorList } from '../ids/locators';
import type { ItemContext } from '../parseValue';
import { invalidField } from '../parseValue';

/** @param verb what the operation does to them, such as "activate" */
export const users = (verb: string): INodeProperties[] => [
	locatorList('user', { parameter: 'userIds', description: `The users to ${verb}` }),
	idText({
		displayName: 'User Names, Emails or IDs',
		name: 'userIds',
		from: 'getUsers',
		description: `The users to ${verb}`,
		placeholder: 'e.g. anna@example.com, Bob Brown',
		hint: orIn('Users'),
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
