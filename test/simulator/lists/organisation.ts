import { departmentRecord, enrollmentRecord, groupRow } from '../records/others';
import type { World } from '../world';
import { ids, paged, unpaged, type Endpoint } from './endpoint';

/** Departments, groups and enrollments. */
export function organisationLists(world: World): Endpoint[] {
	const { users, courses, departments, groups, assigned } = world;
	// "courses, learning tracks and standalone materials": materials follow the courses.
	const findContent = (id: string): number => {
		const item = world.find('item', id);
		return item < 0 ? world.find('course', id) : courses.length + item;
	};
	const contentOf = (j: number): number => {
		const course = world.courseOf(j);
		return course >= 0 ? course : courses.length + (world.enrollment(j).item ?? 0);
	};
	const everyDepartment = {
		wrapper: 'departments',
		row: 'department',
		count: () => departments.length,
		exists: (i: number) => !departments[i].deleted,
		departmentOf: (i: number) => i,
		make: (i: number) => departmentRecord(departments[i]),
	};
	const everyGroup = {
		row: 'group',
		count: () => groups.length,
		exists: (i: number) => !groups[i].deleted,
		filters: [],
		make: (i: number) => groupRow(groups[i]),
	};
	const everyEnrollment: Omit<Endpoint, 'path' | 'paged' | 'tokenKey'> = {
		wrapper: 'enrollments',
		row: 'enrollment',
		count: () => world.enrollmentCount,
		exists: (j) => assigned.stateOf(j) === 'active' && !users[world.userOf(j)].deleted,
		departmentOf: (j) => users[world.userOf(j)].department,
		filters: [
			{ kind: 'ids', name: 'courseIds', find: findContent, of: contentOf },
			ids(world, 'learnerIds', 'user', (j) => world.userOf(j)),
			ids(world, 'enrollmentIds', 'enrollment', (j) => j),
		],
		make: (j) => enrollmentRecord(world, world.enrollment(j)),
	};
	return [
		{ ...paged, ...everyDepartment, path: '/departments', filters: [] },
		{
			...unpaged,
			...everyDepartment,
			path: '/department',
			filters: [{ kind: 'text', name: 'code', single: true, of: (i) => departments[i].code }],
		},
		{ ...paged, ...everyGroup, path: '/groups', wrapper: 'groups' },
		{ ...unpaged, ...everyGroup, path: '/group' },
		{ ...paged, ...everyEnrollment, path: '/enrollments' },
		{ ...unpaged, ...everyEnrollment, path: '/enrollment' },
	];
}
