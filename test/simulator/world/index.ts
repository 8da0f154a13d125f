import { Enrollments, hasCertificate } from './enrollments';
import type { Announce } from './events';
import { Homework } from './homework';
import { Ids, type Kind } from './ids';
import { fill } from './initial';
import { displayName } from './names';
import type { WorldOptions } from './options';
import { PROFILE_FIELDS, type ProfileField } from './profileFields';
import { Quizzes } from './quizzes';
import { ROLES } from './roles';
import type { Course, Department, Enrollment, Group, Module, Track, User } from './things';
import { Trainings } from './trainings';

export type { EventMessages, EventType } from './events';
export type { Kind } from './ids';
export { mix } from './mix';
export { addedAt, WORLD_NOW, type WorldOptions } from './options';
export type { ProfileField } from './profileFields';
export type {
	Course,
	Department,
	Enrollment,
	Group,
	Module,
	Status,
	Track,
	User,
	UserRole,
} from './things';

/** Users, courses, modules, departments, groups and enrollments. Rows are computed on demand, so any number of them takes no memory. */
export class World {
	readonly users: User[] = [];
	readonly courses: Course[] = [];
	readonly modules: Module[] = [];
	readonly tracks: Track[] = [];
	/** 12 departments on 3 levels: 0 is the root, 1..3 below it, 4..11 below those. */
	readonly departments: Department[] = [];
	readonly groups: Group[] = [];
	readonly profileFields: readonly ProfileField[];
	readonly assigned: Enrollments;
	readonly trainings = new Trainings(this);
	readonly homework = new Homework(this);
	readonly quizzes = new Quizzes(this);
	/** Epoch seconds of what is written to the world, and of deadlines of such enrollments. */
	clock: () => number = () => this.options.now;
	/** Tells of what happens in the account. */
	announce: Announce = () => undefined;
	/** The messages sent to new users. */
	readonly invitations: Array<{ userId: string; by: 'email' | 'sms'; message?: string }> = [];
	private readonly ids: Ids;

	constructor(readonly options: WorldOptions) {
		this.ids = new Ids(options.seed);
		this.assigned = new Enrollments(options, this.ids);
		this.profileFields = options.profileFields ?? PROFILE_FIELDS;
		fill(this);
	}

	/** A lower-case UUID that encodes the kind and the index. */
	id(kind: Kind, index: number): string {
		return this.ids.id(kind, index);
	}

	/** The index of an id of this kind, or -1 for an unknown or deleted one. */
	readonly find = (kind: Kind, id: string): number => {
		const index = this.ids.indexOf(kind, id);
		return index >= 0 && this.has(kind, index) ? index : -1;
	};

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
		const { id: userId, departmentId, login = null, email = null } = added;
		this.announce('USER_REGISTERED', { userId, departmentId, login, email });
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
		if (kind === 'item') return index < this.modules.length && this.modules[index].item === index;
		if (kind === 'certificate')
			return (
				hasCertificate(index, this.assigned.initial) &&
				this.assigned.stateOf(index) === 'active' &&
				!this.users[this.userOf(index)].deleted
			);
		if (kind === 'role') return index < ROLES.length;
		const list: ReadonlyArray<{ id: string; deleted?: boolean }> = {
			user: this.users,
			course: this.courses,
			module: this.modules,
			department: this.departments,
			group: this.groups,
			session: this.trainings.sessions,
			meeting: this.trainings.meetings,
			track: this.tracks,
			assignment: this.homework.assignments,
			attempt: this.homework.attempts,
			quiz: this.quizzes.all,
		}[kind];
		return index < list.length && !list[index].deleted;
	}
}
