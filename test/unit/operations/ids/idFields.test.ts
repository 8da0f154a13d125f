import { userFilters, courseFilters } from '../../../../nodes/IspringLearn/fields/ids/idFilters';
import { idList } from '../../../../nodes/IspringLearn/fields/ids/ids';
import {
	createLabelOf,
	findFilledFields,
	joinFields,
	labelSkipped,
	labelsOfFilled,
} from '../../../../nodes/IspringLearn/operations/ids/idFields';

const modules = idList({
	displayName: 'Module Names or IDs',
	name: 'moduleIds',
	from: 'getModules',
	description: 'D',
});
const FIELDS = [modules, ...userFilters('D', 'learnerIds'), ...courseFilters('D', 'courses')];

const query = {
	users: ['a'],
	dueDate: { startDate: 'x' },
	moduleIds: ['m'],
	learnerIds: ['b', 'a'],
};

it('finds the fields that hold something, those that others narrow last', () => {
	const filled = findFilledFields(FIELDS, query);
	expect(filled.map(({ name, parameter }) => [name, parameter])).toEqual([
		['users', 'learnerIds'],
		['learnerIds', 'learnerIds'],
		['moduleIds', 'moduleIds'],
	]);
	expect(labelsOfFilled(FIELDS, { courses: ['a'] })).toEqual(['Courses']);
});

it('moves the IDs of fields to their parameters, each once, in the order of the query', () => {
	const ids = findFilledFields(FIELDS, query).map((field) => ({
		...field,
		ids: field.entries.map(String),
	}));
	const joined = joinFields(query, ids);
	expect(joined).toEqual({
		learnerIds: ['a', 'b'],
		dueDate: { startDate: 'x' },
		moduleIds: ['m'],
	});
	expect(Object.keys(joined)).toEqual(['learnerIds', 'dueDate', 'moduleIds']);
});

it('keeps a parameter apart from a field of the same name', () => {
	const field = (name: string, ids: string[]) => ({ name, label: name, parameter: 'courses', ids });
	expect(joinFields({ courseIds: [] }, [field('courseIds', ['a'])])).toEqual({ courses: ['a'] });
	const both = [field('courseIds', ['a']), field('courses', ['b'])];
	expect(joinFields({ courseIds: [], courses: [] }, both)).toEqual({ courses: ['a', 'b'] });
});

it.each([
	[{ users: ['a'] }, 'learnerIds', 'Users'],
	[{ learnerIds: ['a'] }, 'learnerIds', 'User Names, Emails or IDs'],
	[{ users: ['a'], learnerIds: ['a'] }, 'learnerIds', "Users' or 'User Names, Emails or IDs"],
	[{}, 'learnerIds', 'Users'],
	[{}, 'somethingElse', 'somethingElse'],
])('with %j, %s is called %s', (filled, parameter, label) => {
	expect(createLabelOf(FIELDS, filled)(parameter)).toBe(label);
});

it('labels skipped IDs by the field that holds them', () => {
	const fields = [
		{ name: 'users', label: 'Users', parameter: 'learnerIds', ids: ['a', 'b'] },
		{ name: 'learnerIds', label: 'Text', parameter: 'learnerIds', ids: ['c', 'b'] },
		{ name: 'courses', label: 'Courses', parameter: 'courseIds', ids: ['c'] },
	];
	const skipped = [
		{ parameter: 'learnerIds', ids: ['b', 'c', 'a'] },
		{ parameter: null, ids: ['z'], isForbidden: true },
	];
	expect(labelSkipped(skipped, fields)).toEqual([
		{ label: 'Users', ids: ['b', 'a'] },
		{ label: 'Text', ids: ['c'] },
		{ label: null, ids: ['z'], isForbidden: true },
	]);
});
