import type { Module, User, World } from '../world';
import { ids, paged, type Endpoint, type EndpointOptions, type Happened } from './endpoint';
import type { Filter, RangeFilter } from './filters';
import {
	changedRow,
	completionOf,
	courseDice,
	courseResult,
	moduleDice,
	moduleOfRow,
	moduleResult,
	STATUSES,
	statusOf,
	type Change,
	type CourseResult,
	type ModuleResult,
} from './row';

/** The filters of both result endpoints, based on the enrollment and the dice of row i. */
function resultFilters(
	world: World,
	enrollmentOf: (i: number) => number,
	dice: (i: number) => number,
	inclusive: boolean,
	changeOf: (i: number) => Change | undefined = () => undefined,
): Filter[] {
	const user = (i: number): User => world.users[world.userOf(enrollmentOf(i))];
	const range = (
		name: 'accessDate' | 'dueDate' | 'completionDate',
		of: (i: number) => number | undefined,
	): RangeFilter => ({
		kind: 'range',
		name,
		inclusive,
		of: (i) => {
			const change = changeOf(i)?.[name];
			return change === undefined ? of(i) : (change ?? undefined);
		},
	});
	return [
		ids(world, 'userIds', 'user', (i) => world.userOf(enrollmentOf(i))),
		ids(world, 'courseIds', 'course', (i) => world.courseOf(enrollmentOf(i))),
		ids(world, 'enrollmentIds', 'enrollment', enrollmentOf),
		{
			...ids(world, 'departmentIds', 'department', (i) => user(i).department),
			widen: (d) => world.departmentTree(d),
		},
		{
			kind: 'choice',
			name: 'userStatuses',
			values: ['1', '3', '5'],
			byDefault: ['1'],
			of: (i) => String(user(i).status),
		},
		{
			kind: 'choice',
			name: 'completionStatuses',
			values: STATUSES,
			of: (i) => changeOf(i)?.completionStatus ?? statusOf(dice(i)),
		},
		range('accessDate', (i) => world.accessOf(enrollmentOf(i))),
		range('dueDate', (i) => world.dueOf(enrollmentOf(i))),
		range('completionDate', (i) => completionOf(world, enrollmentOf(i), dice(i))),
	];
}

/** The results of modules and of courses. */
export function resultLists(
	world: World,
	{ rowEdit, inclusiveRanges = true }: EndpointOptions,
	{ changes, shown, now }: Happened,
): Endpoint[] {
	const { users, assigned } = world;
	const enrollmentOf = (i: number): number => assigned.ofRow(i);
	const moduleAt = (i: number): Module => moduleOfRow(world, i);
	const departmentOf = (j: number): number => users[world.userOf(j)].department;
	const counts = (j: number): boolean =>
		assigned.stateOf(j) !== 'deleted' && !users[world.userOf(j)].deleted;
	const resultAt = (i: number): ModuleResult => {
		const row = moduleResult(world, i);
		const change = changes.modules.get(i);
		const changed = change ? changedRow(row, change, now()) : row;
		return rowEdit ? rowEdit(changed, i) : changed;
	};
	const courseResultAt = (j: number): CourseResult => {
		const change = changes.courses.get(j);
		return change ? changedRow(courseResult(world, j), change, now()) : courseResult(world, j);
	};
	return [
		{
			...paged,
			path: '/learners/modules/results',
			wrapper: 'results',
			row: 'result',
			count: () => assigned.rowCount,
			exists: (i) => (i < shown() || i >= world.options.rows) && counts(enrollmentOf(i)),
			filters: [
				...resultFilters(
					world,
					enrollmentOf,
					(i) => moduleDice(world, i),
					inclusiveRanges,
					(i) => changes.modules.get(i),
				),
				ids(world, 'moduleIds', 'module', (i) => moduleAt(i).index),
				ids(world, 'courseItemIds', 'item', (i) => moduleAt(i).item),
			],
			make: resultAt,
			departmentOf: (i) => departmentOf(enrollmentOf(i)),
		},
		{
			...paged,
			path: '/learners/results',
			wrapper: 'results',
			row: 'result',
			count: () => world.enrollmentCount,
			exists: (j) => world.courseOf(j) >= 0 && counts(j),
			filters: resultFilters(
				world,
				(j) => j,
				(j) => courseDice(world, j),
				inclusiveRanges,
				(j) => changes.courses.get(j),
			),
			make: courseResultAt,
			departmentOf,
		},
	];
}
