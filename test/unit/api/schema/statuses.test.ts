import {
	COMPLETION_STATUSES,
	USER_STATUSES,
} from '../../../../nodes/IspringLearn/api/schema/statuses';

it('lists every completion status of the reference page', () => {
	expect(new Set(COMPLETION_STATUSES.map(({ value }) => value))).toEqual(
		new Set([
			'not_started',
			'in_progress',
			'pending',
			'complete',
			'passed',
			'accepted',
			'incomplete',
			'failed',
			'declined',
		]),
	);
});

it('lists every user status by its number', () => {
	expect(USER_STATUSES.map(({ name, value }) => [name, value])).toEqual([
		['Active', 1],
		['Blocked', 3],
		['Employment Ended', 5],
	]);
});

it.each([...COMPLETION_STATUSES, ...USER_STATUSES])(
	'writes $name in title case, as forms do',
	({ name }) => {
		expect(name).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)*$/);
	},
);

it.each([
	['completion', COMPLETION_STATUSES],
	['user', USER_STATUSES],
])('lists each %s status once, in the order of the names', (_list, statuses) => {
	const names = statuses.map(({ name }) => name);
	expect(names).toEqual([...new Set(names)].sort());
	expect(new Set(statuses.map(({ value }) => value)).size).toBe(statuses.length);
});
