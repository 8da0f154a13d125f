import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { planLookups } from '../../../../nodes/IspringLearn/api/enrichment/lookupPlan';
import type { Value } from '../../../../nodes/IspringLearn/api/schema/record';
import type { CreateFinder } from '../../../../nodes/IspringLearn/api/schema/recordSchema';
import { shapeOf, wholeShape } from '../../../../nodes/IspringLearn/api/schema/rowShape';
import { createToRow } from '../../support/toRow';

const { moduleResults, users, departments } = ENDPOINTS;

const RECORD = { userId: 'u', courseId: 'c', moduleTitle: 't', progress: '7', vendorsNext: 'x' };

describe('a row', () => {
	const toRow = (columns: readonly string[]) =>
		createToRow(moduleResults.schema, shapeOf(moduleResults.schema, columns), createFinder);
	const FOUND: Record<string, Value> = { 'name of user u': 'Ann', 'departmentId of user u': 'd' };
	const createFinder: CreateFinder =
		({ kind, part = 'name' }) =>
		(ids) =>
			FOUND[`${part} of ${kind} ${String(ids)}`];

	it('has the columns of its output alone, in order, with what is found for their IDs', () => {
		expect(Object.entries(toRow(['departmentName', 'moduleTitle', 'userName'])(RECORD))).toEqual([
			['departmentName', null],
			['moduleTitle', 't'],
			['userName', 'Ann'],
		]);
	});

	it('has what is found by an ID that is found itself', () => {
		FOUND['name of department d'] = 'Sales';
		expect(toRow(['departmentName'])(RECORD)).toEqual({ departmentName: 'Sales' });
	});

	it('keeps what the API sent where nothing is found', () => {
		const record = { ...RECORD, userId: 'other', userName: 'Sent', departmentId: 'd' };
		const row = toRow(['userName', 'departmentName', 'courseTitle'])(record);
		expect(row).toEqual({ userName: 'Sent', departmentName: 'Sales', courseTitle: null });
	});
});

it('a column that an account added has its values as sent, null where there is none', () => {
	const shape = shapeOf(users.schema, ['jobTitle', 'salary', '__proto__', 'userId']);
	const normalize = createToRow(users.schema, shape);
	const fields = [
		{ name: 'JOB_TITLE', value: ' 007 ' },
		{ name: '__proto__', value: 'x' },
	];
	expect(Object.entries(normalize({ userId: 'a', fields }))).toEqual([
		['jobTitle', ' 007 '],
		['salary', null],
		['__proto__', 'x'],
		['userId', 'a'],
	]);
	expect(Object.entries(normalize({ userId: 'b' }))).toEqual([
		['jobTitle', null],
		['salary', null],
		['__proto__', null],
		['userId', 'b'],
	]);
});

describe('the look-ups', () => {
	it('are none for columns that the API sends', () => {
		const { schema } = moduleResults;
		expect(planLookups(schema, shapeOf(schema, ['userId', 'resultKey']))).toEqual([]);
	});

	it('know the lists that a value comes from, and the ID that all starts with', () => {
		const { schema } = moduleResults;
		expect(planLookups(schema, shapeOf(schema, ['departmentName', 'courseTitle']))).toMatchObject([
			{ column: 'departmentName', root: 'userId', kinds: ['department', 'user'] },
			{ column: 'courseTitle', root: 'courseId', kinds: ['course'] },
		]);
	});

	it('of all columns are those of every column that the API does not send', () => {
		const columnsOf = (endpoint: typeof users) =>
			planLookups(endpoint.schema, wholeShape(endpoint.schema)).map(({ column }) => column);
		expect(columnsOf(users)).toEqual(['departmentName', 'groupNames']);
		expect(columnsOf(departments)).toEqual(['parentDepartmentName']);
	});
});
