/** Filters by people and other records: a list that is searched, and beside it a field that takes many at once. */
import type { INodeProperties } from 'n8n-workflow';
import { idList, idText } from './ids';
import { locatorList } from './locators';

/**
 * Filters by people: chosen one by one, or as text.
 * @param description ends a sentence: "Only return results for these learners"
 * @param parameter the parameter of the API, and the name of the text field
 */
export function userFilters(description: string, parameter = 'userIds'): INodeProperties[] {
	const text = idText({
		displayName: 'User Names, Emails or IDs',
		name: parameter,
		from: 'getUsers',
		description,
		placeholder: 'e.g. anna@example.com, Bob Brown',
	});
	return [locatorList('user', { parameter, description }), text];
}

/**
 * Filters by records that an account usually has a few hundred of: chosen in a dropdown, or one by one,
 * which searches all of them.
 */
const dropdownAndList =
	(
		kind: 'course' | 'department' | 'group' | 'quiz',
		dropdown: {
			displayName: string;
			name: string;
			from: 'getCourses' | 'getDepartments' | 'getGroups' | 'getQuizzes';
		},
		plural?: { label: string; name: string },
	) =>
	(description: string, parameter = dropdown.name): INodeProperties[] => [
		idList({ ...dropdown, parameter, description }),
		locatorList(kind, { parameter, description, ...plural }),
	];

export const courseFilters = dropdownAndList('course', {
	displayName: 'Course Names or IDs',
	name: 'courseIds',
	from: 'getCourses',
});

export const departmentFilters = dropdownAndList('department', {
	displayName: 'Department Names or IDs',
	name: 'departmentIds',
	from: 'getDepartments',
});

export const groupFilters = dropdownAndList('group', {
	displayName: 'Group Names or IDs',
	name: 'groupIds',
	from: 'getGroups',
});

export const quizFilters = dropdownAndList(
	'quiz',
	{ displayName: 'Quiz Names or IDs', name: 'quizIds', from: 'getQuizzes' },
	{ label: 'Quizzes', name: 'quizzes' },
);
