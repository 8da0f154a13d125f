import { MODULE_RESULT } from '../../../../nodes/IspringLearn/source/record/moduleResult';
import { shaper } from '../../../../nodes/IspringLearn/source/record/schema';
import { COLUMNS } from '../../../moduleResultColumns';

it('is read from the documented endpoint', () => {
	const { path, list, row, label } = MODULE_RESULT;
	expect({ path, list, row, label }).toEqual({
		path: '/learners/modules/results',
		list: 'results',
		row: 'result',
		label: 'module results',
	});
});

it('has the promised columns in the promised order', () => {
	expect(Object.keys(shaper(MODULE_RESULT.schema)({}))).toEqual(COLUMNS);
});

it('has the promised types and key', () => {
	const row = shaper(MODULE_RESULT.schema)({
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

it('has a key without its last part when there is no enrollment', () => {
	const row = shaper(MODULE_RESULT.schema)({ userId: 'u', courseId: 'c', moduleId: 'm' });
	expect(row.resultKey).toBe('u:c:m:');
});
