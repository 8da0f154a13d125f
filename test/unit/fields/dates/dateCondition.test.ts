import { createRangeCheck } from '../../../../nodes/IspringLearn/fields/dates/dateCondition';

const check = (startDate?: string, endDate?: string, zone = 'Europe/Berlin') =>
	createRangeCheck({ dateColumn: 'expiryDate', startDate, endDate, zone });

/** 30 June in Berlin. */
const DAY = ['2026-06-29T22:00:00Z', '2026-06-30T21:59:59Z'] as const;

it.each([
	['2026-06-30', true],
	['2026-06-29', false],
	['2026-07-01', false],
	['2026-06-30T00:00:00+02:00', true],
	['2026-06-30T21:59:59.999+00:00', true],
	['2026-06-30T22:00:00+00:00', false],
	[' 2026-06-30T12:00:00Z ', true],
	['soon', null],
	[20260630, null],
	[null, null],
])('%j in a day', (value, expected) => {
	expect(check(...DAY)(value)).toBe(expected);
});

it('counts a date without a time as the end of its day: it is either before or after noon', () => {
	const noon = '2026-06-30T10:00:00Z';
	const days = ['2026-06-29', '2026-06-30', '2026-07-01'];
	expect(days.map(check(undefined, noon))).toEqual([true, false, false]);
	expect(days.map(check(noon))).toEqual([false, true, true]);
});

it('counts days in the timezone of the workflow', () => {
	const isInRange = check(...DAY, 'America/Los_Angeles');
	expect([isInRange('2026-06-29'), isInRange('2026-06-30')]).toEqual([true, false]);
});
