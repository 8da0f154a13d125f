import { EVENTS } from '../../../../nodes/IspringLearn/triggers/polling/events';

const RESULT = { userId: ' u ', courseId: 'c', moduleId: 'm', completionStatus: 'passed' };

/** The stored state of every trigger holds such keys: with others, events would be returned twice. */
test.each([
	['moduleAssigned', { enrollmentId: 'e' }, 'u:c:m:e'],
	['moduleCompleted', { enrollmentId: 'e' }, 'u:c:m:e|passed'],
	['moduleOverdue', { accessDate: '2026-01-01T00:00:00+00:00' }, 'u:c:m:2026-01-01T00:00:00+00:00'],
] as const)('the key of %s with %j stays %s', (event, more, key) => {
	expect(EVENTS[event].keyOf({ ...RESULT, ...more })).toBe(key);
});
