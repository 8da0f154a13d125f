/** Every filter of module results: the form value, the query sent, and the rows expected. */
import type { INodeParameters } from 'n8n-workflow';
import type { ExpectedFilters, ModuleResult, Simulator } from '../../simulator/server';
import type { Mode } from './rows';
import { coursesRows, usersRows } from './rows';

/** A filter in the form, in the query, and for the expected rows of the simulator. */
export interface FilterCase {
	name: string;
	filters: (simulator: Simulator) => INodeParameters;
	wire: (simulator: Simulator) => string;
	expected: (simulator: Simulator) => ExpectedFilters;
}

const two = <T>([first, second]: readonly T[]): T[] => [first, second];

const ids = (name: string, of: (row: ModuleResult) => string | undefined): FilterCase => {
	const chosen = (simulator: Simulator) =>
		[...new Set([3, 17, 41, 77].map((at) => of(simulator.row(at)) ?? ''))]
			.filter((id) => id !== '')
			.slice(0, 2);
	return {
		name,
		filters: (simulator) => ({ [name]: chosen(simulator).join(', ') }),
		wire: (simulator) =>
			chosen(simulator)
				.map((id) => `${name}[]=${id}`)
				.join('&'),
		expected: (simulator) => ({ [name]: chosen(simulator) }),
	};
};

const date = (parameter: string, field: string, end: 'startDate' | 'endDate'): FilterCase => ({
	name: field,
	filters: () => ({ [field]: '2026-03-01T12:00:00' }),
	wire: () => `${parameter}[${end}]=2026-03-01T12:00:00Z`,
	expected: () => ({ [parameter]: { [end]: '2026-03-01T12:00:00Z' } }),
});

/** The same choices as of another filter, one in each row. */
const rows = (
	name: string,
	[parameter, of]: Parameters<typeof ids>,
	toRows: (values: readonly string[], mode: Mode) => INodeParameters,
): FilterCase => {
	const { wire, expected } = ids(parameter, of);
	const chosen = (simulator: Simulator) => Object.values(expected(simulator)).flat() as string[];
	return { name, filters: (simulator) => toRows(chosen(simulator), 'list'), wire, expected };
};

export const FILTER_CASES: readonly FilterCase[] = [
	rows('users', ['userIds', ({ userId }) => userId], usersRows),
	rows('courses', ['courseIds', ({ courseId }) => courseId], coursesRows),
	ids('userIds', ({ userId }) => userId),
	ids('courseIds', ({ courseId }) => courseId),
	ids('moduleIds', ({ moduleId }) => moduleId),
	ids('courseItemIds', ({ courseItemId }) => courseItemId),
	ids('enrollmentIds', ({ enrollmentId }) => enrollmentId),
	{
		name: 'departmentIds',
		filters: ({ world }) => ({ departmentIds: two(world.departments).map(({ id }) => id) }),
		wire: ({ world }) =>
			two(world.departments)
				.map(({ id }) => `departmentIds[]=${id}`)
				.join('&'),
		expected: ({ world }) => ({ departmentIds: two(world.departments).map(({ id }) => id) }),
	},
	{
		name: 'completionStatuses',
		filters: () => ({ completionStatuses: ['passed', 'failed'] }),
		wire: () => 'completionStatuses[]=passed&completionStatuses[]=failed',
		expected: () => ({ completionStatuses: ['passed', 'failed'] }),
	},
	{
		name: 'userStatuses',
		filters: () => ({ userStatuses: [1, 3, 5] }),
		wire: () => 'userStatuses[]=1&userStatuses[]=3&userStatuses[]=5',
		expected: () => ({ userStatuses: [1, 3, 5] }),
	},
	date('accessDate', 'accessDateStart', 'startDate'),
	date('accessDate', 'accessDateEnd', 'endDate'),
	date('dueDate', 'dueDateStart', 'startDate'),
	date('dueDate', 'dueDateEnd', 'endDate'),
	date('completionDate', 'completionDateStart', 'startDate'),
	date('completionDate', 'completionDateEnd', 'endDate'),
];
