import type { ChoiceFilter, Filter, IdFilter, RangeFilter } from './filters';
import type { Json } from '../formats';
import {
	changedRow,
	completionOf,
	courseDice,
	courseResult,
	formatDate,
	moduleDice,
	moduleResult,
	STATUSES,
	statusOf,
	type Change,
	type ModuleResult,
} from './row';
import type { Kind, User, World } from '../world';

type Row = { readonly [key: string]: Json };
/** One list endpoint: a row of the table "Other read endpoints", or the module results. */
export interface Endpoint {
	path: string;
	/** The filter whose value is in the path, at `{courseId}`. */
	inPath?: IdFilter;
	paged: boolean;
	wrapper: string;
	row: string;
	tokenKey: 'nextPageToken' | 'nextPageToekn';
	filters: readonly Filter[];
	count: number;
	make: (i: number) => Row;
	/** The department of a row, for lists that an API key may be scoped to. */
	departmentOf?: (i: number) => number;
}
export interface EndpointOptions {
	/** The form of a user's fields in `/users/v2`: "an array of {name, value} … an object in the OpenAPI … and one bare object". */
	userFields: 'array' | 'object' | 'single';
	/** Changes module results in responses (e.g. special titles); filters still apply to the unchanged row. */
	rowEdit?: (row: ModuleResult, index: number) => ModuleResult;
	/**
	 * Which lists of modules the host has. `both` (default); `old`: only `/courses/modules`; `new`:
	 * only `/course/{courseId}/modules`; `neither`. The OpenAPI file calls the old one "Deprecated".
	 */
	moduleLists?: 'both' | 'old' | 'new' | 'neither';
	/** Whether `/courses/modules` requires courseIds, as the OpenAPI file says, unlike the other documents. */
	modulesNeedCourses?: boolean;
	/** Whether ranges include their ends, which is not documented (true). */
	inclusiveRanges?: boolean;
}

/** Changes of module results by index, and the current time in epoch seconds. */
export interface Happened {
	changes: ReadonlyMap<number, Change>;
	now: () => number;
}

const ADDED = Date.UTC(2024, 0, 15, 9) / 1000;
const added = (n: number): string => formatDate(ADDED + (n % 400) * 90_061);

function fieldsOf(user: User, form: EndpointOptions['userFields']): Json {
	const pairs: Array<readonly [string, string | undefined]> = [
		['LOGIN', user.login],
		['EMAIL', user.email],
		['FIRST_NAME', user.firstName],
		['LAST_NAME', user.lastName],
		...Object.entries(user.profile ?? {}),
	];
	const fields = pairs
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ({ name: user.index % 2 === 0 ? name : name.toLowerCase(), value }));
	if (form === 'array') return fields;
	if (form === 'object') return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
	return fields.find(({ name }) => name.toLowerCase() === 'email') ?? fields[0];
}

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

function ids(world: World, name: string, kind: Kind, of: IdFilter['of']): IdFilter {
	return { kind: 'ids', name, find: (id) => world.find(kind, id), of };
}

/** All list endpoints over one world. */
export function makeEndpoints(
	world: World,
	options: EndpointOptions,
	{ changes, now }: Happened,
): Endpoint[] {
	const { users, courses, modules, departments, groups } = world;
	const perCourse = world.options.modulesPerCourse;
	const enrollmentOf = (i: number): number => Math.floor(i / perCourse);
	const moduleAt = (i: number) =>
		modules[world.courseOf(enrollmentOf(i)) * perCourse + (i % perCourse)];
	const departmentOfEnrollment = (j: number): number => users[world.userOf(j)].department;
	const admin = users[0]?.id;
	const listed = courses.filter((course) => course.listed);
	const items = modules.filter((one) => one.item === one.index);
	const outside = modules.filter((one) => one.type === 'material');
	const types = ['Quiz', 'Video', 'Presentation'];
	const contentAt = (i: number): { id: string; title: string; type: string } =>
		i < listed.length
			? { id: listed[i].id, title: listed[i].title, type: 'Course' }
			: {
					id: items[i - listed.length].itemId,
					title: items[i - listed.length].title,
					type: types[i % types.length],
				};
	const places = new Map(
		Array.from({ length: listed.length + items.length }, (_, i) => [contentAt(i).id, i]),
	);
	// A course that the list omits still exists: its id is valid and matches nothing.
	const findContent = (id: string): number =>
		places.get(id) ?? (world.find('course', id) >= 0 ? Number.MAX_SAFE_INTEGER : -1);
	const contentTypes: ChoiceFilter = {
		kind: 'choice',
		name: 'contentTypes',
		values: ['Course', ...types],
		of: (i) => contentAt(i).type,
	};
	const text = (name: string, of: (i: number) => string | undefined): Filter => ({
		kind: 'text',
		name,
		of,
	});
	const common = { paged: true, tokenKey: 'nextPageToken' } as const;
	const { rowEdit, inclusiveRanges = true } = options;
	const resultAt = (i: number): ModuleResult => {
		const row = moduleResult(world, i);
		const change = changes.get(i);
		const changed = change ? changedRow(row, change, now()) : row;
		return rowEdit ? rowEdit(changed, i) : changed;
	};

	const endpoints: Endpoint[] = [
		{
			...common,
			path: '/learners/modules/results',
			wrapper: 'results',
			row: 'result',
			count: world.options.rows,
			filters: [
				...resultFilters(
					world,
					enrollmentOf,
					(i) => moduleDice(world, i),
					inclusiveRanges,
					(i) => changes.get(i),
				),
				ids(world, 'moduleIds', 'module', (i) => moduleAt(i).index),
				ids(world, 'courseItemIds', 'item', (i) => moduleAt(i).item),
			],
			make: resultAt,
			departmentOf: (i) => departmentOfEnrollment(enrollmentOf(i)),
		},
		{
			...common,
			path: '/learners/results',
			wrapper: 'results',
			row: 'result',
			count: world.enrollmentCount,
			filters: resultFilters(
				world,
				(j) => j,
				(j) => courseDice(world, j),
				inclusiveRanges,
			),
			make: (j) => courseResult(world, j),
			departmentOf: departmentOfEnrollment,
		},
		{
			...common,
			path: '/users/v2',
			wrapper: 'userProfiles',
			row: 'userProfile',
			count: users.length,
			departmentOf: (i) => users[i].department,
			filters: [
				ids(world, 'departments', 'department', (i) => users[i].department),
				ids(world, 'groups', 'group', (i) => users[i].groups),
				ids(world, 'userIds', 'user', (i) => i),
				text('logins', (i) => users[i].login),
				text('emails', (i) => users[i].email),
			],
			make: (i) => ({
				userId: users[i].id,
				role: i === 0 ? 'account_owner' : 'learner',
				roleId: world.id('role', i === 0 ? 0 : 1),
				departmentId: users[i].departmentId,
				status: users[i].status,
				fields: fieldsOf(users[i], options.userFields),
				addedDate: added(i),
				lastLoginDate: i % 6 === 1 ? undefined : formatDate(world.options.now - 3600 * (i + 1)),
				groups: users[i].groups.map((g) => groups[g].id),
			}),
		},
		{
			...common,
			path: '/contents',
			wrapper: 'contentItems',
			row: 'contentItem',
			count: places.size,
			filters: [
				{ kind: 'ids', name: 'contentItemIds', find: findContent, of: (i) => i },
				contentTypes,
			],
			make: (i) => {
				const { id, title, type } = contentAt(i);
				return {
					contentItemId: id,
					title,
					description: i % 3 === 0 ? `About "${title}"` : '',
					userId: admin,
					addedDate: added(i),
					viewUrl: `http://127.0.0.1/app/preview/${id}?a=1&b=2`,
					type,
					contentItemType: type.toLowerCase(),
				};
			},
		},
		{
			...common,
			path: '/courses/modules',
			wrapper: 'modules',
			row: 'module',
			tokenKey: 'nextPageToekn',
			count: outside.length,
			filters: [
				{
					...ids(world, 'courseIds', 'course', (i) => outside[i].course),
					required: options.modulesNeedCourses,
				},
			],
			make: (i) => ({
				moduleId: outside[i].id,
				contentItemId: outside[i].itemId,
				courseId: outside[i].courseId,
				title: outside[i].title,
				description: '',
				authorId: admin,
				addedDate: added(i),
				viewUrl: `http://127.0.0.1/app/preview/${outside[i].id}`,
			}),
		},
		{
			...common,
			path: '/course/{courseId}/modules',
			paged: false,
			wrapper: 'modules',
			row: 'module',
			count: modules.length,
			inPath: ids(world, 'courseId', 'course', (i) => modules[i].course),
			filters: [],
			make: (i) => ({
				moduleId: modules[i].id,
				itemId: modules[i].itemId,
				courseId: modules[i].courseId,
				title: modules[i].title,
				type: modules[i].type,
				sequentialNumber: 1 + (i % perCourse),
			}),
		},
		{
			...common,
			path: '/departments',
			wrapper: 'departments',
			row: 'department',
			count: departments.length,
			departmentOf: (i) => i,
			filters: [],
			make: (i) => ({
				departmentId: departments[i].id,
				name: departments[i].name,
				parentDepartmentId: departments[i].parentId,
				code: i % 2 === 0 ? `00${i}` : undefined,
				subordination: { subordinationType: 'inherit' },
			}),
		},
		{
			...common,
			path: '/groups',
			wrapper: 'groups',
			row: 'group',
			count: groups.length,
			filters: [],
			make: (i) => ({ groupId: groups[i].id, name: groups[i].name, isSmart: groups[i].isSmart }),
		},
		{
			...common,
			path: '/enrollments',
			wrapper: 'enrollments',
			row: 'enrollment',
			count: world.enrollmentCount,
			departmentOf: departmentOfEnrollment,
			filters: [
				ids(world, 'courseIds', 'course', (j) => world.courseOf(j)),
				ids(world, 'learnerIds', 'user', (j) => world.userOf(j)),
				ids(world, 'enrollmentIds', 'enrollment', (j) => j),
			],
			make: (j) => {
				const one = world.enrollment(j);
				return {
					enrollmentId: one.id,
					courseId: courses[one.course].id,
					learnerId: users[one.user].id,
					accessDate: formatDate(one.access),
					dueDate: one.due && formatDate(one.due),
					expirationDate: one.expiration && formatDate(one.expiration),
					shouldLockAfterDueDate: one.expiration !== undefined,
					certificate:
						j % 7 === 0
							? { name: 'Certificate', issueDate: formatDate(one.access + 86_400) }
							: undefined,
					enrollmentTypeGroup: j % 4 === 0 ? 1 : 0,
				};
			},
		},
	];
	const { moduleLists = 'both' } = options;
	const missing = {
		both: [],
		old: ['/course/{courseId}/modules'],
		new: ['/courses/modules'],
		neither: ['/course/{courseId}/modules', '/courses/modules'],
	}[moduleLists] as string[];
	return endpoints.filter(({ path }) => !missing.includes(path));
}

/** Finds the endpoint of a path, and the course id in the path. */
export function findEndpoint(
	endpoints: readonly Endpoint[],
	path: string,
): { endpoint: Endpoint; id?: string } | undefined {
	for (const endpoint of endpoints) {
		if (endpoint.path === path) return { endpoint };
		const [before, after] = endpoint.path.split('{courseId}');
		if (after !== undefined && path.startsWith(before) && path.endsWith(after)) {
			const id = path.slice(before.length, path.length - after.length);
			if (id !== '' && !id.includes('/')) return { endpoint, id };
		}
	}
	return undefined;
}
