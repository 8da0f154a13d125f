/** The operations that random faults meet. Each asks for effects that can be counted in the simulated account. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator/server';
import type { Random } from '../../support/random';

type World = Simulator['world'];

/** What one input item asks for: each effect by a key that no other item has. */
export interface Item {
	input: IDataObject;
	effects: readonly string[];
}

interface Kind {
	resource: string;
	operation: string;
	/** The form, and an input item for each number. */
	prepare: (
		world: World,
		numbers: readonly number[],
		random: Random,
	) => { fields: INodeParameters; items: readonly Item[] };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const mapping = (value: IDataObject) =>
	({ mappingMode: 'defineBelow', value }) as unknown as INodeParameters;

const title = '={{ $json.title }}';

/** An input item with a title, which is its effect. */
const titled = (at: number, input: IDataObject): Item => ({
	input: { ...input, title: `Title ${at}` },
	effects: [`Title ${at}`],
});

const newUser = (world: World): INodeParameters => ({
	profile: mapping({
		...{ login: '={{ $json.login }}', email: '={{ $json.login }}@example.com' },
		job_title: title,
	}),
	departmentId: byId(world.departments[1].id),
});

const UNKNOWN = '00000000-0000-0000-0000-000000000000';

/** An input item with 1, 10 or 60 users of its own, sometimes after one who does not exist. */
function manyUsers(world: World, at: number, random: Random): Item {
	const first = 1 + at * 60;
	const users = world.users.slice(first, first + random.of([1, 10, 60])).map(({ id }) => id);
	const unknown = random.below(8) === 0 ? [UNKNOWN] : [];
	return { input: { users: [...unknown, ...users] }, effects: users };
}

const USER: Kind[] = [
	{
		resource: 'user',
		operation: 'create',
		prepare: (world, numbers) => ({
			fields: newUser(world),
			items: numbers.map((at) => titled(at, { login: `new${at}` })),
		}),
	},
	{
		resource: 'user',
		operation: 'upsert',
		prepare: (world, numbers, random) => ({
			fields: newUser(world),
			// The same user again, with another title.
			items: numbers.map((at) => titled(at, { login: `new${random.below(at + 1)}` })),
		}),
	},
	{
		resource: 'user',
		operation: 'update',
		prepare: ({ users }, numbers) => ({
			fields: { userId: byId('={{ $json.user }}'), profile: mapping({ job_title: title }) },
			items: numbers.map((at) => titled(at, { user: users[at + 1].id })),
		}),
	},
	{
		resource: 'user',
		operation: 'deactivate',
		prepare: (world, numbers, random) => ({
			fields: { userIds: '={{ $json.users }}' },
			items: numbers.map((at) => manyUsers(world, at, random)),
		}),
	},
];

const newDepartment = (world: World): INodeParameters => ({
	name: title,
	parentDepartmentId: byId(world.departments[1].id),
});

const DEPARTMENT: Kind[] = [
	{
		resource: 'department',
		operation: 'create',
		prepare: (world, numbers, random) => ({
			fields: {
				...newDepartment(world),
				...(random.below(2) === 0 && { code: '={{ $json.code }}' }),
			},
			items: numbers.map((at) => titled(at, { code: `new${at}` })),
		}),
	},
	{
		resource: 'department',
		operation: 'upsert',
		prepare: (world, numbers, random) => ({
			fields: { ...newDepartment(world), code: '={{ $json.code }}' },
			// The same department again, with another name.
			items: numbers.map((at) => titled(at, { code: `new${random.below(at + 1)}` })),
		}),
	},
	{
		resource: 'department',
		operation: 'update',
		prepare: ({ departments }, numbers) => ({
			fields: { departmentId: byId('={{ $json.department }}'), name: title },
			items: numbers.map((at) => titled(at, { department: departments[at + 1].id })),
		}),
	},
	{
		resource: 'department',
		operation: 'moveUsers',
		// Those who are in the department already count as done after a rejection.
		prepare: (world, numbers, random) => {
			const { id } = world.addDepartment({ name: 'Empty', parent: 1 });
			return {
				fields: { userIds: '={{ $json.users }}', departmentId: byId(id) },
				items: numbers.map((at) => manyUsers(world, at, random)),
			};
		},
	},
	{
		resource: 'department',
		operation: 'delete',
		prepare: (world, numbers) => ({
			fields: { departmentId: byId('={{ $json.department }}') },
			items: numbers.map((at) => {
				const { id } = world.addDepartment({ name: `Old ${at}`, parent: 1 });
				return { input: { department: id }, effects: [id] };
			}),
		}),
	},
];

/** Adds a group with these users. */
function groupWith(world: World, userIds: readonly string[]): string {
	const { id, index } = world.addGroup('Onboarding');
	for (const user of world.users.filter((one) => userIds.includes(one.id))) {
		world.changeUser(user.index, { groups: [...user.groups, index] });
	}
	return id;
}

/** Changes the members of a group of its own for each input item. */
const membersKind = (operation: string, areMembers: boolean): Kind => ({
	resource: 'group',
	operation,
	prepare: (world, numbers, random) => ({
		fields: { groupId: byId('={{ $json.group }}'), userIds: '={{ $json.users }}' },
		items: numbers.map((at) => {
			const { input, effects } = manyUsers(world, at, random);
			const group = groupWith(world, areMembers ? effects : []);
			return { input: { ...input, group }, effects };
		}),
	}),
});

const GROUP: Kind[] = [
	{
		resource: 'group',
		operation: 'create',
		prepare: (_world, numbers) => ({
			fields: { name: title },
			items: numbers.map((at) => titled(at, {})),
		}),
	},
	{
		resource: 'group',
		operation: 'update',
		prepare: ({ groups }, numbers) => ({
			fields: { groupId: byId('={{ $json.group }}'), name: title },
			items: numbers.map((at) => titled(at, { group: groups[at].id })),
		}),
	},
	membersKind('addMembers', false),
	membersKind('removeMembers', true),
	membersKind('replaceMembers', false),
	{
		resource: 'group',
		operation: 'delete',
		prepare: (world, numbers) => ({
			fields: { groupId: byId('={{ $json.group }}') },
			items: numbers.map(() => {
				const id = groupWith(world, []);
				return { input: { group: id }, effects: [id] };
			}),
		}),
	},
];

const POINTS: Kind[] = ['award', 'withdraw'].map((operation) => ({
	resource: 'points',
	operation,
	prepare: ({ users }, numbers) => ({
		fields: { userId: byId('={{ $json.user }}'), amount: 10, reason: 'First' },
		items: numbers.map((at) => {
			const { id } = users[at + 1];
			return { input: { user: id }, effects: [id] };
		}),
	}),
}));

/** Enrolls these users in a course. */
function enrollmentsOf(world: World, userIds: readonly string[], course: number): string[] {
	const { id: contentId } = world.courses[course];
	const access = Math.floor(world.clock()) - 86_400;
	return userIds.map((id) => {
		const user = world.find('user', id);
		return world.assigned.add({ user, course, contentId, access, lock: false, source: 0 }).id;
	});
}

/** One enrollment of its own for each input item. */
const oneEnrollment = (
	world: World,
	numbers: readonly number[],
	toEffect: (enrollment: string, user: string, course: string) => string,
): Item[] =>
	numbers.map((at) => {
		const { id: user } = world.users[at + 1];
		const [enrollment] = enrollmentsOf(world, [user], at + 2);
		const effect = toEffect(enrollment, user, world.courses[at + 2].id);
		return { input: { enrollment }, effects: [effect] };
	});

const ENROLLMENT: Kind[] = [
	{
		resource: 'enrollment',
		operation: 'enroll',
		prepare: (world, numbers, random) => {
			const courses = world.courses.slice(2, 2 + random.between(1, 3)).map(({ id }) => id);
			return {
				fields: {
					learnerIds: '={{ $json.users }}',
					courseIds: courses.join(' '),
					...(random.below(2) === 0 && { additionalFields: { skipEnrolled: false } }),
				},
				items: numbers.map((at) => {
					const { input, effects } = manyUsers(world, at, random);
					const pairs = effects.flatMap((user) => courses.map((id) => `${user} in ${id}`));
					return { input, effects: pairs };
				}),
			};
		},
	},
	{
		resource: 'enrollment',
		operation: 'update',
		prepare: (world, numbers) => ({
			fields: { enrollmentId: '={{ $json.enrollment }}', dueDateType: 'unlimited' },
			items: oneEnrollment(world, numbers, (enrollment) => enrollment),
		}),
	},
	{
		resource: 'enrollment',
		operation: 'reenroll',
		prepare: (world, numbers) => ({
			fields: { enrollmentId: '={{ $json.enrollment }}' },
			items: oneEnrollment(world, numbers, (_, user, course) => `${user} in ${course}`),
		}),
	},
	{
		resource: 'enrollment',
		operation: 'unenroll',
		prepare: (world, numbers, random) => {
			const lists = { learnerIds: '={{ $json.users }}', courseIds: world.courses[2].id };
			return {
				fields:
					random.below(2) === 0
						? { findBy: 'learners', ...lists }
						: { enrollmentIds: '={{ $json.enrollments }}' },
				items: numbers.map((at) => {
					const { input, effects: users } = manyUsers(world, at, random);
					const enrollments = enrollmentsOf(world, users, 2);
					return { input: { ...input, enrollments }, effects: enrollments };
				}),
			};
		},
	},
];

export const KINDS: readonly Kind[] = [...USER, ...DEPARTMENT, ...GROUP, ...POINTS, ...ENROLLMENT];
