import { previewOf } from '../../../nodes/IspringLearn/operations/preview';
import { previews } from '../../../nodes/IspringLearn/resources';

test('says of each column what it holds, in their order', () => {
	const columns = [
		{ name: 'title', type: 'text' },
		{ name: 'userId', type: 'id' },
		{ name: 'dueDate', type: 'dateTime' },
		{ name: 'progress', type: 'number' },
		{ name: 'isOverdue', type: 'boolean' },
		{ name: 'groups', type: 'list' },
		{ name: 'certificate', type: 'object' },
	] as const;
	const { properties, ...more } = previewOf(columns);
	expect(more).toEqual({ type: 'object', version: 1 });
	expect(Object.entries(properties).map(([name, { type }]) => `${name} ${type}`)).toEqual([
		'title string',
		'userId string',
		'dueDate string',
		'progress number',
		'isOverdue boolean',
		'groups array',
		'certificate object',
	]);
});

test('every resource has one, and begins with what it is known by', () => {
	const first = Object.entries(previews()).map(([resource, { getAll }]) => [
		resource,
		Object.keys(getAll.properties)[0],
	]);
	expect(Object.fromEntries(first)).toEqual({
		course: 'contentItemId',
		courseModule: 'moduleId',
		courseResult: 'resultKey',
		department: 'departmentId',
		enrollment: 'enrollmentId',
		group: 'groupId',
		moduleResult: 'resultKey',
		user: 'userId',
	});
});
