import { COURSE_RESULT } from '../../../../nodes/IspringLearn/api/endpoints/courseResults';
import { MODULE_RESULT } from '../../../../nodes/IspringLearn/api/endpoints/moduleResults';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/normalizer';
import { createNormalizer } from '../../../../nodes/IspringLearn/api/schema/normalizer';
import { COLUMNS } from '../../../moduleResultColumns';

it('is read from the documented endpoint', () => {
	const { path, list, xmlItem: row, label } = MODULE_RESULT;
	expect({ path, list, row, label }).toEqual({
		path: '/learners/modules/results',
		list: 'results',
		row: 'result',
		label: 'module results',
	});
});

it('has the promised columns in the promised order', () => {
	expect(Object.keys(createNormalizer(MODULE_RESULT.schema)({}))).toEqual(COLUMNS);
});

it('has the promised types and key', () => {
	const row = createNormalizer(MODULE_RESULT.schema)({
		viewsCount: '3',
		isOverdue: '1',
		passingScore: '80',
		awardedScore: '9.09',
		progress: '100.0',
		completionStatus: 'passed',
		timeSpent: ' 61 ',
		completionDate: '2026-01-31T18:00:00+00:00',
		dueDate: '',
		accessDate: '2026-01-01T00:00:00+00:00',
		enrollmentId: ' e ',
		courseItemId: '1e3',
		moduleTitle: '007',
		moduleId: 'm',
		courseId: 'c',
		userId: '00123',
		vendorsNext: '1',
	});
	expect(row).toEqual({
		resultKey: '00123:c:m:e',
		userId: '00123',
		courseId: 'c',
		moduleId: 'm',
		moduleTitle: '007',
		courseItemId: '1e3',
		enrollmentId: 'e',
		accessDate: '2026-01-01T00:00:00+00:00',
		dueDate: null,
		expirationDate: null,
		completionDate: '2026-01-31T18:00:00+00:00',
		timeSpent: 61,
		completionStatus: 'passed',
		progress: 100,
		awardedScore: 9.09,
		passingScore: 80,
		isOverdue: true,
		viewsCount: 3,
		vendorsNext: '1',
	});
});

describe.each([
	['module results', MODULE_RESULT, 'u:c:m'],
	['course results', COURSE_RESULT, 'u:c'],
] as const)('the key of %s without an enrollment', (_name, { schema }, start) => {
	const ids = { userId: 'u', courseId: 'c', moduleId: 'm' };
	const keyOf = (more: RawRecord) => createNormalizer(schema)({ ...ids, ...more }).resultKey;

	it('ends in the date of the assignment, so that two of them are two', () => {
		const first = { accessDate: ' 2026-01-01T00:00:00+00:00 ' };
		const second = { accessDate: '2026-02-01T00:00:00+00:00', enrollmentId: null };
		expect(keyOf(first)).toBe(`${start}:2026-01-01T00:00:00+00:00`);
		expect(keyOf(second)).toBe(`${start}:2026-02-01T00:00:00+00:00`);
		expect(keyOf({ ...first, enrollmentId: ' ' })).toBe(keyOf(first));
		expect(keyOf({ ...first, enrollmentId: 'e' })).toBe(`${start}:e`);
	});

	it('has nothing at its end without either', () => {
		expect(keyOf({})).toBe(`${start}:`);
	});
});
