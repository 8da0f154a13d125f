import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COURSE } from '../../nodes/IspringLearn/api/endpoints/courses';
import { COURSE_MODULE } from '../../nodes/IspringLearn/api/endpoints/courseModules';
import { COURSE_RESULT } from '../../nodes/IspringLearn/api/endpoints/courseResults';
import { DEPARTMENT } from '../../nodes/IspringLearn/api/endpoints/departments';
import { ENROLLMENT } from '../../nodes/IspringLearn/api/endpoints/enrollments';
import { GROUP } from '../../nodes/IspringLearn/api/endpoints/groups';
import { MODULE_RESULT } from '../../nodes/IspringLearn/api/endpoints/moduleResults';
import type { ColumnType } from '../../nodes/IspringLearn/api/schema/normalizer';
import { USER } from '../../nodes/IspringLearn/api/endpoints/users';

const TYPES: Record<ColumnType, string> = {
	text: 'string',
	id: 'string',
	dateTime: 'string',
	enum: 'string',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	list: 'array',
};

const SCHEMAS = join(__dirname, '../../nodes/IspringLearn/__schema__/v1.0.0');

test.each([
	['course', COURSE],
	['courseModule', COURSE_MODULE],
	['courseResult', COURSE_RESULT],
	['department', DEPARTMENT],
	['enrollment', ENROLLMENT],
	['group', GROUP],
	['moduleResult', MODULE_RESULT],
	['user', USER],
])("the editor's preview of %s has the columns of its records, in their order", (name, list) => {
	const { keyColumn, columns } = list.schema;
	const { properties } = JSON.parse(readFileSync(join(SCHEMAS, name, 'getAll.json'), 'utf8')) as {
		properties: Record<string, { type: string }>;
	};
	expect(Object.entries(properties).map(([column, { type }]) => [column, type])).toEqual([
		...(keyColumn ? [[keyColumn, 'string']] : []),
		...columns.map(({ name: column, type }) => [column, TYPES[type]]),
	]);
});
