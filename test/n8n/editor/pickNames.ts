/** The names of a simulated account's records in pick-lists, derived from the documentation alone. */
import type { Simulator } from '../../simulator/server';

type World = Simulator['world'];

export function userName({ users }: World, id: string): string {
	const user = users.find((one) => one.id === id);
	if (!user) throw new Error(`No user ${id}`);
	const { firstName, lastName, login, email, status } = user;
	const name = [firstName, lastName].filter(Boolean).join(' ') || login;
	const mark = { 1: '', 3: ' (blocked)', 5: ' (employment ended)' }[status];
	return `${[name, email && `<${email}>`].filter(Boolean).join(' ') || id}${mark}`;
}

export function courseName({ courses }: World, id: string): string {
	const course = courses.find((one) => one.id === id);
	// A course that the list leaves out shows its ID.
	return course?.listed ? course.title : id;
}

/** The path, without the root department. */
export function departmentName(world: World, id: string): string {
	const { departments } = world;
	const one = departments.find((department) => department.id === id);
	const parent = departments.find((department) => department.id === one?.parentId);
	if (!one) throw new Error(`No department ${id}`);
	return parent?.parentId === undefined
		? one.name
		: `${departmentName(world, parent.id)} / ${one.name}`;
}

/** @param courseIds the chosen courses in the form */
export function moduleName(world: World, id: string, courseIds: string[]): string {
	const one = world.modules.find((module) => module.id === id);
	if (!one) throw new Error(`No module ${id}`);
	const course = courseName(world, one.courseId);
	return courseIds.length === 1 || course === one.courseId ? one.title : `${one.title} – ${course}`;
}

export function courseItemName({ modules }: World, id: string, courseIds: string[]): string {
	const one = modules.findLast(
		({ itemId, courseId }) => itemId === id && courseIds.includes(courseId),
	);
	if (!one) throw new Error(`No course item ${id}`);
	return one.title;
}

/** The address comes last, because n8n cuts long names off at their end. */
export function enrollmentName(world: World, id: string): string {
	const one = world.enrollments.find((enrollment) => enrollment.id === id);
	if (!one) throw new Error(`No enrollment ${id}`);
	const { users, courses } = world;
	const user = userName(world, users[one.user].id);
	const [address = ''] = / <[^>]+>/.exec(user) ?? [];
	return `${user.replace(address, '')} – ${courseName(world, courses[one.course].id)}${address}`;
}
