import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { planLookups } from '../../../../nodes/IspringLearn/api/enrichment/lookupPlan';
import { createNormalizer } from '../../../../nodes/IspringLearn/api/schema/normalizer';
import { shapeOf, wholeShape } from '../../../../nodes/IspringLearn/api/schema/rowShape';

const { moduleResults, users, departments } = ENDPOINTS;

const RECORD = { userId: 'u', courseId: 'c', moduleTitle: 't', progress: '7', vendorsNext: 'x' };

const names = (columns: ReadonlyArray<{ name: string }>) => columns.map(({ name }) => name);

describe('the hidden columns', () => {
	it.each([
		[['progress', 'resultKey'], []],
		[['userName'], ['userId']],
		[['userName', 'userId'], []],
		[['departmentName'], ['departmentId', 'userId']],
		[
			['departmentName', 'userId', 'courseTitle'],
			['departmentId', 'courseId'],
		],
	])('of %j are %j', (chosen, hidden) => {
		expect(names(shapeOf(moduleResults.schema, chosen).hidden)).toEqual(hidden);
	});

	it('hold the IDs for the look-ups, after the columns of the output', () => {
		const shape = shapeOf(moduleResults.schema, ['departmentName', 'moduleTitle']);
		const row = createNormalizer(moduleResults.schema, shape)(RECORD);
		expect(Object.entries(row)).toEqual([
			['departmentName', null],
			['moduleTitle', 't'],
			['departmentId', null],
			['userId', 'u'],
		]);
	});
});

it('a column that an account added has its values as sent, null where there is none', () => {
	const shape = shapeOf(users.schema, ['jobTitle', 'salary', '__proto__', 'userId']);
	const normalize = createNormalizer(users.schema, shape);
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
		expect(planLookups(shapeOf(moduleResults.schema, ['userId', 'resultKey']))).toEqual([]);
	});

	it('know each ID before they need it, and the lists that a value comes from', () => {
		const plan = planLookups(shapeOf(moduleResults.schema, ['departmentName', 'courseTitle']));
		expect(plan.map(({ column, root, kinds, isShown }) => [column, root, kinds, isShown])).toEqual([
			['courseTitle', 'courseId', ['course'], true],
			['departmentId', 'userId', ['user'], false],
			['departmentName', 'userId', ['department', 'user'], true],
		]);
	});

	it('of all columns are those of every column that the API does not send', () => {
		const columnsOf = (endpoint: typeof users) =>
			planLookups(wholeShape(endpoint.schema)).map(({ column }) => column);
		expect(columnsOf(users)).toEqual(['departmentName', 'groupNames']);
		expect(columnsOf(departments)).toEqual(['parentDepartmentName']);
	});
});
