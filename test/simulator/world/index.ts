import { Enrollments } from './enrollments';
import { Ids, type Kind } from './ids';
import { mix } from './mix';
import { courseTitle, DEPARTMENTS, displayName, moduleTitle, namesOf } from './names';
import { PROFILE_FIELDS, type ProfileField } from './profileFields';
import { LEARNER, OWNER, ROLES } from './roles';
import type { Course, Department, Enrollment, Group, Module, User } from './things';

export type { Kind } from './ids';
export { mix } from './mix';
export type { ProfileField } from './profileFields';
export type {
	Course,
	Department,
	Enrollment,
	Group,
	Module,
	Status,
	User,
	UserRole,
} from './things';

/** The default clock of the world in epoch seconds: 2026-06-01T00:00:00Z. */
export const WORLD_NOW = Date.UTC(2026, 5, 1) / 1000;
/** The day from which users and contents were added. */
const ADDED = Date.UTC(2024, 0, 15, 9) / 1000;
export const addedAt = (n: number): number => ADDED + (n % 400) * 90_061;

export interface WorldOptions {
	/** Everything in the world is a pure function of the seed (7), until it is written to. */
	seed: number;
	/** Number of module results (2500). */
	rows: number;
	users: number;
	courses: number;
	modulesPerCourse: number;
	/** The clock of the world in epoch seconds (2026-06-01T00:00:00Z). It does not advance: events are before it, and it decides which deadlines have passed. */
	now: number;
	/** True (default): every user is active, so that a query without filters returns exactly `rows` rows. */
	allActive: boolean;
	/** True: names, titles and addresses of an ordinary account, for pictures. False (default): hostile ones too. */
	everyday: boolean;
	/** The fields of the user profile (the standard ones, and two that the account defined). */
	profileFields?: readonly ProfileField[];
}

/** Users, courses, modules, departments, groups and enrollments. Rows are computed on demand, so any number of them takes no memory. */
export class World {
	readonly users: User[] = [];
	readonly courses: Course[] = [];
	readonly modules: Module[] = [];
	/** 12 departments on 3 levels: 0 is the root, 1..3 below it, 4..11 below those. */
	readonly departments: Department[] = [];
	readonly groups: Group[] = [];
	readonly profileFields: readonly ProfileField[];
	readonly assigned: Enrollments;
	/** Epoch seconds of what is written to the world, and of deadlines of such enrollments. */
	clock: () => number = () => this.options.now;
	/** The messages sent to new users. */
	readonly invitations: Array<{ userId: string; by: 'email' | 'sms'; message?: string }> = [];
	private readonly ids: Ids;

	constructor(readonly options: WorldOptions) {
		this.ids = new Ids(options.seed);
		this.assigned = new Enrollments(options, this.ids);
		this.profileFields = options.profileFields ?? PROFILE_FIELDS;
		for (let d = 0; d < DEPARTMENTS.length; d++)
			this.addDepartment({
				name: DEPARTMENTS[d],
				parent: d === 0 ? undefined : d < 4 ? 0 : 1 + ((d - 4) % 3),
				code: d % 2 === 0 ? `00${d}` : undefined,
			});
		for (let g = 0; g < 6; g++)
			this.addGroup(g === 2 ? 'Новички & friends' : `Group ${g + 1}`, g % 3 === 1);
		for (let u = 0; u < options.users; u++) this.users.push(this.makeUser(u));
		this.makeCourses();
	}

	/** A lower-case UUID that encodes the kind and the index. */
	id(kind: Kind, index: number): string {
		return this.ids.id(kind, index);
	}

	/** The index of an id of this kind, or -1 for an unknown or deleted one. */
	find(kind: Kind, id: string): number {
		const index = this.ids.indexOf(kind, id);
		return index >= 0 && this.has(kind, index) ? index : -1;
	}

	/** The number of enrollments. */
	get enrollmentCount(): number {
		return this.assigned.count;
	}
	userOf(j: number): number {
		return this.assigned.userOf(j);
	}
	courseOf(j: number): number {
		return this.assigned.courseOf(j);
	}
	accessOf(j: number): number {
		return this.assigned.accessOf(j);
	}
	dueOf(j: number): number | undefined {
		return this.assigned.dueOf(j);
	}
	enrollment(j: number): Enrollment {
		return this.assigned.at(j);
	}
	/** All enrollments, created on every call: for small worlds only. */
	get enrollments(): Enrollment[] {
		return Array.from({ length: this.enrollmentCount }, (_, j) => this.enrollment(j));
	}
	/** A department with all its subdepartments. */
	departmentTree(d: number): number[] {
		return [
			d,
			...this.departments
				.filter((one) => one.parent === d && !one.deleted)
				.flatMap((one) => this.departmentTree(one.index)),
		];
	}

	addDepartment(one: Pick<Department, 'name' | 'code' | 'parent'>): Department {
		const index = this.departments.length;
		const parentId = one.parent === undefined ? undefined : this.id('department', one.parent);
		const added = { ...one, index, id: this.id('department', index), parentId };
		this.departments.push(added);
		return added;
	}
	addGroup(name: string, isSmart = false): Group {
		const index = this.groups.length;
		const added = { id: this.id('group', index), index, name, isSmart };
		this.groups.push(added);
		return added;
	}
	addUser(one: Omit<User, 'id' | 'index' | 'name' | 'departmentId'>): User {
		const index = this.users.length;
		const added = {
			...one,
			id: this.id('user', index),
			index,
			name: displayName(one),
			departmentId: this.id('department', one.department),
		};
		this.users.push(added);
		return added;
	}
	/** Changes a user, and what follows from the change. */
	changeUser(u: number, change: Partial<User>): void {
		const user = Object.assign(this.users[u], change);
		user.name = displayName(user);
		user.departmentId = this.id('department', user.department);
	}

	/** Does what was scheduled for a day that has come. */
	settleSchedules(): void {
		const now = this.clock();
		for (const user of this.users) {
			if (user.deactivation !== undefined && user.deactivation <= now)
				Object.assign(user, { status: 3, deactivation: undefined });
			if (user.termination !== undefined && user.termination <= now)
				Object.assign(user, { status: 5, termination: undefined });
		}
	}

	private has(kind: Kind, index: number): boolean {
		if (kind === 'enrollment')
			return (
				index < this.enrollmentCount &&
				this.assigned.stateOf(index) !== 'deleted' &&
				!this.users[this.userOf(index)].deleted
			);
		if (kind === 'item') return index < this.modules.length && this.itemOf(index) === index;
		if (kind === 'certificate') return false;
		if (kind === 'role') return index < ROLES.length;
		const list: ReadonlyArray<{ id: string; deleted?: boolean }> = {
			user: this.users,
			course: this.courses,
			module: this.modules,
			department: this.departments,
			group: this.groups,
		}[kind];
		return index < list.length && !list[index].deleted;
	}

	/** The content item of a module; some modules share the item of the first course. */
	private itemOf(m: number): number {
		return m % 7 === 3 && m >= this.options.modulesPerCourse
			? m % this.options.modulesPerCourse
			: m;
	}

	private makeCourses(): void {
		const { courses, modulesPerCourse, everyday } = this.options;
		for (let c = 0; c < courses; c++)
			this.courses.push({
				id: this.id('course', c),
				index: c,
				title: courseTitle(c, everyday),
				listed: everyday || c % 10 !== 9,
			});
		for (let m = 0; m < courses * modulesPerCourse; m++) {
			const course = Math.floor(m / modulesPerCourse);
			const item = this.itemOf(m);
			this.modules.push({
				id: this.id('module', m),
				index: m,
				course,
				courseId: this.id('course', course),
				item,
				itemId: this.id('item', item),
				title: moduleTitle(m, m % modulesPerCourse, everyday),
				type: m % 11 === 5 ? 'training' : 'material',
			});
		}
	}

	private makeUser(u: number): User {
		const { seed, allActive, everyday, now } = this.options;
		const h = mix(seed ^ 0x2001, u);
		const department = (h >>> 8) % DEPARTMENTS.length;
		const names = namesOf(u, everyday);
		return {
			id: this.id('user', u),
			index: u,
			status: allActive || h % 100 < 85 ? 1 : h % 100 < 95 ? 3 : 5,
			department,
			departmentId: this.id('department', department),
			groups: u % 4 === 0 ? [] : [u % 6, (u + 1) % 6].slice(0, 1 + (u % 2)),
			roles: [{ role: u === 0 ? OWNER : LEARNER }],
			name: displayName(names),
			...names,
			points: u % 3 === 0 ? 0 : 5 * (h % 100),
			added: addedAt(u),
			lastLogin: u % 6 === 1 ? undefined : now - 3600 * (u + 1),
		};
	}
}
