import { USER } from '../../../../nodes/IspringLearn/api/schema/records/people';
import {
	COURSE_RESULT,
	MODULE_RESULT,
} from '../../../../nodes/IspringLearn/api/schema/records/results';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { createToRow } from '../../support/toRow';
import { ALL_COLUMNS, shortKeyOf } from '../../../support/columns';

it('a module result has its columns in order', () => {
	expect(Object.keys(createToRow(MODULE_RESULT)({}))).toEqual(ALL_COLUMNS);
});

it('a module result has typed values and a key', () => {
	const row = createToRow(MODULE_RESULT)({
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
		resultKey: shortKeyOf('00123:c:m:e'),
		userName: null,
		userEmail: null,
		departmentName: null,
		courseTitle: null,
		departmentId: null,
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

it.each([
	[1, 'Active'],
	['5', 'Employment ended'],
	[7, '7'],
	['on_leave', 'on_leave'],
	[' ', null],
	[undefined, null],
])('the status %j of a user is %j, as sent if it has no word', (status, statusName) => {
	const row = createToRow(USER)({ userId: 'u', status });
	expect(row.statusName).toBe(statusName);
});

describe.each([
	['module results', MODULE_RESULT, 'u:c:m'],
	['course results', COURSE_RESULT, 'u:c'],
] as const)('the key of %s without an enrollment', (_name, schema, start) => {
	const ids = { userId: 'u', courseId: 'c', moduleId: 'm' };
	const keyOf = (more: RawRecord) => createToRow(schema)({ ...ids, ...more }).resultKey;

	it('ends with the date of the assignment, so that two assignments differ', () => {
		const first = { accessDate: ' 2026-01-01T00:00:00+00:00 ' };
		const second = { accessDate: '2026-02-01T00:00:00+00:00', enrollmentId: null };
		expect(keyOf(first)).toBe(shortKeyOf(`${start}:2026-01-01T00:00:00+00:00`));
		expect(keyOf(second)).toBe(shortKeyOf(`${start}:2026-02-01T00:00:00+00:00`));
		expect(keyOf({ ...first, enrollmentId: ' ' })).toBe(keyOf(first));
		expect(keyOf({ ...first, enrollmentId: 'e' })).toBe(shortKeyOf(`${start}:e`));
	});

	it('ends with a blank when there is neither', () => {
		expect(keyOf({})).toBe(shortKeyOf(`${start}:`));
	});
});
