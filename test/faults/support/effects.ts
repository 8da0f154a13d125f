/** Counts how often each effect happens in a simulated account: the key of what a write adds or changes. */
import type { Simulator } from '../../simulator/server';

/** Calls `set` with each value that a property receives, also one that it has already. */
function watch<T extends object, K extends keyof T>(
	target: T,
	name: K,
	set: (value: T[K]) => void,
): void {
	let value = target[name];
	Object.defineProperty(target, name, {
		enumerable: true,
		get: () => value,
		set: (next: T[K]) => {
			value = next;
			set(next);
		},
	});
}

/** Changes of a user whose effect is the user: the department, the groups that are left or joined, and the points. */
const OF_USER: ReadonlySet<string> = new Set([
	...['department', 'groups', 'department,roles,groups', 'points'],
]);

export function countEffects({ world }: Simulator): Map<string, number> {
	const counts = new Map<string, number>();
	const count = (effect: unknown): void => {
		if (typeof effect === 'string') counts.set(effect, (counts.get(effect) ?? 0) + 1);
	};
	const addUser = world.addUser.bind(world);
	world.addUser = (user) => {
		count(user.profile?.JOB_TITLE);
		return addUser(user);
	};
	const changeUser = world.changeUser.bind(world);
	world.changeUser = (at, change) => {
		if (change.status === 3 || OF_USER.has(Object.keys(change).join())) count(world.users[at].id);
		else count(change.profile?.JOB_TITLE);
		changeUser(at, change);
	};
	const watchDepartment = (department: Simulator['world']['departments'][number]): void => {
		watch(department, 'name', count);
		watch(department, 'deleted', () => count(department.id));
	};
	world.departments.forEach(watchDepartment);
	const addDepartment = world.addDepartment.bind(world);
	world.addDepartment = (department) => {
		count(department.name);
		const added = addDepartment(department);
		watchDepartment(added);
		return added;
	};
	const watchGroup = (group: Simulator['world']['groups'][number]): void => {
		watch(group, 'name', count);
		watch(group, 'deleted', () => count(group.id));
	};
	world.groups.forEach(watchGroup);
	const addGroup = world.addGroup.bind(world);
	world.addGroup = (...group) => {
		count(group[0]);
		const added = addGroup(...group);
		watchGroup(added);
		return added;
	};
	countEnrollments(world, count);
	return counts;
}

/** The effect of a new enrollment is the learner in the course, and that of another change is the enrollment. */
function countEnrollments(
	{ assigned, users }: Simulator['world'],
	count: (effect: string) => void,
): void {
	const add = assigned.add.bind(assigned);
	assigned.add = (one) => {
		count(`${users[one.user].id} in ${one.contentId}`);
		return add(one);
	};
	const change = assigned.change.bind(assigned);
	assigned.change = (at, terms) => {
		count(assigned.at(at).id);
		change(at, terms);
	};
	const end = assigned.end.bind(assigned);
	assigned.end = (at, how) => {
		if (how === 'deleted') count(assigned.at(at).id);
		end(at, how);
	};
}
